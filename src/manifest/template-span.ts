import type { Span } from '../diagnostics/diagnostic.ts'
import type { Positions } from '../diagnostics/positions.ts'
import type { LocatedScalar, Range } from './located.ts'

/**
 * Finds a place of a template in the scalar that it is written as.
 *
 * What YAML changes between source and value is white space (folding, indentation) and escapes, so
 * the n-th character that is no white space is the same on both sides once escapes are read.
 *
 * @param offset range in `text`, the scalar's value
 */
export function spanInScalar(scalar: LocatedScalar, positions: Positions, offset: Range): Span {
  const text = String(scalar.value)
  const content = contentOf(scalar, positions.text)
  const before = countInk(text.slice(0, offset.start))
  const inside = Math.max(1, countInk(text.slice(offset.start, offset.end)))
  const ink = inkOf(positions.text, content, scalar.style)
  let start: number | null = null
  let end = content.end
  let passed = 0
  for (const mark of ink) {
    if (passed >= before && start === null) start = mark.start
    passed += mark.units
    end = mark.end
    if (passed >= before + inside) break
  }
  return positions.span(start ?? content.start, end)
}

/**
 * Where `needle` stands in a template, behind its n-th `{{` (from 0) and before the next one starts;
 * where it does not stand there, that `{{` itself; null where there is neither.
 */
export function findInTemplate(text: string, mustache: number, needle: string): Range | null {
  const braces = [...text.matchAll(/\{\{/g)].map(({ index }) => index)
  const from = braces[mustache]
  const next = braces[mustache + 1] ?? text.length
  const found = from === undefined ? null : wholeWord(text, needle, from)
  if (found !== null && found <= next) return { start: found, end: found + needle.length }
  // What stands before every `{{` is counted to the first.
  const ahead = mustache === 0 ? wholeWord(text, needle, 0) : null
  if (ahead !== null && ahead < (from ?? text.length)) {
    return { start: ahead, end: ahead + needle.length }
  }
  return from === undefined ? null : { start: from, end: from + 2 }
}

/** The first place where the needle is not part of a longer name; else the first place at all. */
function wholeWord(text: string, needle: string, from: number): number | null {
  if (needle === '') return null
  let first: number | null = null
  for (let at = text.indexOf(needle, from); at !== -1; at = text.indexOf(needle, at + 1)) {
    const longerBefore = nameStart.test(needle) && /[\p{L}\p{M}\p{N}_.-]/u.test(text[at - 1] ?? '')
    const longerAfter = nameEnd.test(needle) && nameStart.test(text[at + needle.length] ?? '')
    if (!longerBefore && !longerAfter) return at
    first ??= at
  }
  return first
}

const nameStart = /^[\p{L}\p{M}\p{N}_-]/u
const nameEnd = /[\p{L}\p{M}\p{N}_-]$/u

/** The scalar without quotes or the header line of a block. */
function contentOf({ style, start, end }: LocatedScalar, source: string): Range {
  if (style === 'plain') return { start, end }
  if (style !== 'block') return { start: start + 1, end: end - 1 }
  const header = source.indexOf('\n', start)
  return { start: header === -1 || header >= end ? end : header + 1, end }
}

/** UTF-16 units that are no white space. */
function countInk(text: string): number {
  return text.replace(/[ \t\r\n]+/g, '').length
}

/** Part of the source that stands for some visible units of the value. */
interface Mark extends Range {
  readonly units: number
}

function* inkOf(
  source: string,
  { start, end }: Range,
  style: LocatedScalar['style'],
): Generator<Mark> {
  for (let at = start; at < end; ) {
    const { length, units } = readOne(source, at, style)
    if (units > 0) yield { start: at, end: at + length, units }
    at += length
  }
}

function readOne(
  source: string,
  at: number,
  style: LocatedScalar['style'],
): { length: number; units: number } {
  const character = source[at] ?? ''
  if (style === 'single' && character === "'") return { length: 2, units: 1 }
  if (style === 'double' && character === '\\') return readEscape(source, at)
  return { length: 1, units: /[ \t\r\n]/.test(character) ? 0 : 1 }
}

/** Digits that follow an escape's letter. */
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function readEscape(source: string, at: number): { length: number; units: number } {
  const letter = source[at + 1] ?? ''
  const count = digits[letter] ?? 0
  if (count > 0) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + count), 16)
    const blank = code === 0x20 || code === 9 || code === 10 || code === 13
    return { length: 2 + count, units: blank ? 0 : code > 0xffff ? 2 : 1 }
  }
  // What an unknown escape is read as, the backslash included, is reported elsewhere.
  const known = '0abevf"/\\N_LP'.includes(letter)
  return { length: 2, units: known ? 1 : 0 }
}
