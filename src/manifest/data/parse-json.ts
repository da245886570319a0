import { deepest, forbiddenKey, type Located, type Range } from '../located.ts'

/** Why a text is not JSON, and where. Thrown by `parseJson` only, for its callers to catch. */
export class JsonProblem extends Error {
  readonly range: Range

  constructor(message: string, start: number, end = start + 1) {
    super(message)
    this.range = { start, end }
  }
}

/**
 * Reads one JSON value (RFC 8259) that fills a part of a text, with the place of each value in it.
 * Stricter in two ways that protect what is paid for: a key twice in one object, and half of a
 * surrogate pair, are problems.
 *
 * @throws {JsonProblem}
 */
export function parseJson(text: string, range: Range = { start: 0, end: text.length }): Located {
  const reader = new Reader(text, range)
  const value = reader.value(0)
  reader.end()
  return value
}

class Reader {
  readonly #text: string
  readonly #end: number
  #at: number

  constructor(text: string, { start, end }: Range) {
    this.#text = text
    this.#at = start
    this.#end = end
  }

  value(depth: number): Located {
    const start = this.#skip()
    if (depth > deepest) {
      throw new JsonProblem(`values are nested deeper than ${deepest} levels`, start)
    }
    const first = this.#peek()
    if (first === '{') return this.#object(start, depth)
    if (first === '[') return this.#list(start, depth)
    if (first === '"') {
      return { kind: 'scalar', value: this.#string(), style: 'double', start, end: this.#at }
    }
    return this.#word(start)
  }

  end(): void {
    const at = this.#skip()
    if (at < this.#end) throw new JsonProblem('there is text behind the end of the value', at)
  }

  #object(start: number, depth: number): Located {
    const entries = new Map<string, { key: Range; value: Located }>()
    this.#at++
    while (!this.#closes('}', entries.size > 0, start)) {
      const keyStart = this.#skip()
      if (this.#peek() !== '"') throw this.#unexpected('a key in double quotes')
      const name = this.#string()
      const key = { start: keyStart, end: this.#at }
      checkKey(name, key, entries)
      this.#skip()
      if (this.#peek() !== ':') throw this.#unexpected('`:` and the value of the key')
      this.#at++
      entries.set(name, { key, value: this.value(depth + 1) })
    }
    return { kind: 'map', entries, start, end: this.#at }
  }

  #list(start: number, depth: number): Located {
    const items: Located[] = []
    this.#at++
    while (!this.#closes(']', items.length > 0, start)) items.push(this.value(depth + 1))
    return { kind: 'list', items, start, end: this.#at }
  }

  /** Whether the list or object ends here; else the comma before its next part is taken. */
  #closes(close: '}' | ']', needsComma: boolean, start: number): boolean {
    this.#skip()
    if (this.#at >= this.#end) {
      throw new JsonProblem(`\`${this.#text[start]}\` is never closed`, start)
    }
    if (this.#peek() === close) {
      this.#at++
      return true
    }
    if (!needsComma) return false
    if (this.#peek() !== ',') throw this.#unexpected(`\`,\` or \`${close}\``)
    this.#at++
    this.#skip()
    if (this.#peek() === close) throw this.#unexpected('another value: JSON has no trailing comma')
    return false
  }

  #string(): string {
    const start = this.#at
    const end = this.#closingQuote(start)
    if (end === null) throw this.#badString(start)
    this.#at = end + 1
    const value = this.#decoded(start)
    if (typeof value === 'string' && value.isWellFormed()) return value
    throw new JsonProblem('this text holds half of a surrogate pair', start, this.#at)
  }

  /** The first quote behind `start` that no backslash escapes. */
  #closingQuote(start: number): number | null {
    let at = this.#text.indexOf('"', start + 1)
    while (at !== -1 && at < this.#end) {
      let backslashes = 0
      while (this.#text[at - 1 - backslashes] === '\\') backslashes++
      if (backslashes % 2 === 0) return at
      at = this.#text.indexOf('"', at + 1)
    }
    return null
  }

  #decoded(start: number): unknown {
    try {
      return JSON.parse(this.#text.slice(start, this.#at))
    } catch (error) {
      if (error instanceof SyntaxError) throw this.#badString(start)
      throw error
    }
  }

  #badString(start: number): JsonProblem {
    let at = start + 1
    while (at < this.#end && this.#text[at] !== '"') {
      const escaped = this.#text[at] === '\\'
      if (escaped && !escapeToken.test(this.#text.slice(at, at + 6))) {
        return new JsonProblem('JSON has no such escape', at, at + 2)
      }
      if (this.#text.charCodeAt(at) < 0x20) {
        return new JsonProblem(
          'a text in quotes cannot hold a line end, tab or control character',
          at,
        )
      }
      at += escaped ? 2 : 1
    }
    return new JsonProblem('the quote is never closed', start)
  }

  #word(start: number): Located {
    wordToken.lastIndex = start
    const word = wordToken.exec(this.#text)?.[0] ?? ''
    const end = Math.min(start + word.length, this.#end)
    this.#at = end
    if (!jsonWord.test(word)) throw this.#badWord(word, start)
    const value = JSON.parse(word) as number | boolean | null
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
      throw new JsonProblem('this number is too large; write it as text, in quotes', start, end)
    }
    return { kind: 'scalar', value, style: 'plain', start, end }
  }

  #badWord(word: string, start: number): JsonProblem {
    this.#at = start
    if (word === '') return this.#unexpected('a value')
    return new JsonProblem(
      `\`${word.slice(0, 40)}\` is no JSON value; text stands in double quotes`,
      start,
      start + word.length,
    )
  }

  #unexpected(expected: string): JsonProblem {
    const found = this.#at >= this.#end ? 'the end of the text' : `\`${this.#peek()}\``
    return new JsonProblem(`found ${found}, expected ${expected}`, this.#at)
  }

  #peek(): string {
    return this.#at < this.#end ? String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0) : ''
  }

  /** To the next character that is not white space; gives its offset. */
  #skip(): number {
    while (this.#at < this.#end && ' \t\r\n'.includes(this.#text[this.#at] ?? '-')) this.#at++
    return this.#at
  }
}

const escapeToken = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/
const wordToken = /[^\s{}[\]",:]+/y
const jsonWord = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

function checkKey(name: string, key: Range, entries: ReadonlyMap<string, unknown>): void {
  if (name === forbiddenKey)
    throw new JsonProblem(`no key may be called \`${name}\``, key.start, key.end)
  if (entries.has(name)) {
    throw new JsonProblem(`the key \`${name}\` stands twice in this object`, key.start, key.end)
  }
}
