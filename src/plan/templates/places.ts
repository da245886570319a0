import type { Template } from '../../manifest/manifest.ts'
import type { Place } from './tree.ts'

/** A range as the parser gives it: lines from 1, columns from 0. */
export interface Range {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

/** Turns the parser's ranges into places of one template. */
export interface Places {
  of(range: Range): Place
  /** The place of the text from an offset on, up to the end of its line. */
  at(offset: number, length: number): Place
  offset(line: number, column: number): number
}

export function placesOf(template: Template): Places {
  const { text } = template
  const lines = lineStarts(text)
  const mustaches = mustacheOffsets(text)
  const offset = (line: number, column: number) =>
    Math.min((lines[line - 1] ?? text.length) + column, text.length)
  const at = (start: number, length: number): Place => ({
    template,
    mustache: Math.max(0, countUpTo(mustaches, start) - 1),
    source: /^.*/.exec(text.slice(start, start + length))?.[0] ?? '',
  })
  return {
    offset,
    at,
    of: ({ start, end }) => {
      const from = offset(start.line, start.column)
      return at(from, offset(end.line, end.column) - from)
    },
  }
}

/** Line ends as the parser counts them. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ index, 0: end }) => index + end.length)]
}

function mustacheOffsets(text: string): number[] {
  return [...text.matchAll(/\{\{/g)].map(({ index }) => index)
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
