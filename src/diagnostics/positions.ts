import type { Span } from './diagnostic.ts'

/** Turns offsets of one text (UTF-16 units, from 0) into places that a person can go to. */
export interface Positions {
  readonly file: string
  readonly text: string
  /** From `start` to before `end`, cut at the end of the line in which it starts; at least one unit long. */
  span(start: number, end?: number): Span
}

/** Lines end in `\n`, with or without `\r` before it. */
export function positionsOf(file: string, text: string): Positions {
  let starts: number[] | null = null
  return {
    file,
    text,
    span(start, end = start + 1) {
      starts ??= lineStarts(text)
      const from = Math.min(Math.max(start, 0), text.length)
      const line = lineOf(starts, from)
      const lineStart = starts[line] ?? 0
      const lineEnd = endOfLine(text, starts[line + 1])
      const length = Math.max(1, Math.min(end, lineEnd) - from)
      return { file, line: line + 1, column: from - lineStart + 1, length }
    },
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Index of the last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function endOfLine(text: string, nextStart: number | undefined): number {
  if (nextStart === undefined) return text.length
  return text[nextStart - 2] === '\r' ? nextStart - 2 : nextStart - 1
}
