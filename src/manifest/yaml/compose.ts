import { Composer, CST, type Document, Parser, YAMLParseError } from 'yaml'
import { deepest } from '../located.ts'

/**
 * The first document of a text as YAML 1.2 core, or the offset at which it is nested too deeply.
 *
 * The depth is measured on the tokens, which are made without recursion, before the composer walks
 * them: where the stack runs out inside of it, compiling a regular expression ends the whole process.
 */
export function composeYaml(
  text: string,
): { readonly document: Document.Parsed } | { readonly tooDeepAt: number } {
  const tokens = [...new Parser().parse(text)]
  const tooDeepAt = tooDeep(tokens)
  if (tooDeepAt !== null) return { tooDeepAt }
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    // Duplicate keys are found by `locate`: the library compares every key with every other one.
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  const [document, second] = composer.compose(tokens, true, text.length)
  if (document === undefined) throw new RangeError('a text without any document')
  if (second !== undefined) document.errors.push(manyDocuments(second.range))
  return { document: document as Document.Parsed }
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
