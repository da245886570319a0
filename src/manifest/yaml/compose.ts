import { Composer, CST, type Document, Lexer, Parser, YAMLParseError } from 'yaml'
import { deepest } from '../located.ts'

/** Why a text was not composed into a document, and where. */
export interface Refusal {
  readonly refused: 'too-deep' | 'too-large' | 'too-many-errors'
  readonly offset: number
}

/** Lexical parts of a text at most: the library takes some 5 µs and 500 bytes for each. */
export const mostParts = 1_000_000
/** A shorter text cannot have too many parts. */
const surelySmall = 400_000
/** Errors at most: each carries a stack. */
export const mostErrors = 10_000

/**
 * The first document of a text as YAML 1.2 core, unless reading it would take too much.
 *
 * The depth is measured on the tokens, which are made without recursion, before the composer walks
 * them: where the stack runs out inside of it, compiling a regular expression ends the whole process.
 */
export function composeYaml(text: string): { readonly document: Document.Parsed } | Refusal {
  if (hasTooManyParts(text)) return { refused: 'too-large', offset: 0 }
  const tokens = [...new Parser().parse(text)]
  const tooDeepAt = tooDeep(tokens)
  if (tooDeepAt !== null) return { refused: 'too-deep', offset: tooDeepAt }
  try {
    return { document: compose(tokens, text.length) }
  } catch (error) {
    if (error instanceof TooManyErrors) return { refused: 'too-many-errors', offset: error.offset }
    throw error
  }
}

function compose(tokens: readonly CST.Token[], length: number): Document.Parsed {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    // Duplicate keys are found by `locate`: the library compares every key with every other one.
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  limitErrors(composer)
  const [document, second] = composer.compose(tokens, true, length)
  if (document === undefined) throw new RangeError('a text without any document')
  if (second !== undefined) document.errors.push(manyDocuments(second.range))
  return document as Document.Parsed
}

class TooManyErrors extends Error {
  readonly offset: number

  constructor(offset: number) {
    super('too many errors')
    this.offset = offset
  }
}

/** The library has no option for it: its handler, a property of each composer, is wrapped. */
function limitErrors(composer: Composer): void {
  const handle: unknown = Reflect.get(composer, 'onError')
  if (typeof handle !== 'function') return
  let count = 0
  let first = 0
  Reflect.set(composer, 'onError', (...details: unknown[]) => {
    if (count === 0) first = offsetOf(details[0])
    if (++count > mostErrors) throw new TooManyErrors(first)
    Reflect.apply(handle, composer, details)
  })
}

/** The library names the source of an error by an offset, a range or a token. */
function offsetOf(source: unknown): number {
  const place: unknown = Array.isArray(source) ? source[0] : source
  if (typeof place === 'number') return place
  const named = typeof place === 'object' && place !== null && 'offset' in place
  return named && typeof place.offset === 'number' ? place.offset : 0
}

function hasTooManyParts(text: string): boolean {
  if (text.length <= surelySmall) return false
  let parts = 0
  for (const _ of new Lexer().lex(text)) if (++parts > mostParts) return true
  return false
}

function manyDocuments([start]: readonly [number, number, number]): YAMLParseError {
  return new YAMLParseError([start, start + 1], 'MULTIPLE_DOCS', 'a second document')
}

function tooDeep(tokens: readonly CST.Token[]): number | null {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > deepest) return next.token.offset
    const depth = CST.isCollection(next.token) ? next.depth + 1 : next.depth
    for (const token of inside(next.token)) open.push({ token, depth })
  }
  return null
}

function inside(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value]
  if (!CST.isCollection(token)) return []
  const items: readonly CST.CollectionItem[] = token.items
  return items.flatMap(({ key, value }) => [key, value].filter((part) => part != null))
}
