import type { Span } from './diagnostic.ts'
import { hideKeys, plainText } from './plain-text.ts'
import { displayWidth } from './width.ts'

/** One line of a source file as it can be printed, and where its marked part stands in columns. */
export interface Excerpt {
  readonly text: string
  /** Columns before the marked part. */
  readonly indent: number
  /** Columns of the marked part, at least 1. */
  readonly width: number
}

/** Columns of an excerpt at most; what is further from the mark is cut. */
const room = 100
/** Columns kept before the mark where the line is cut. */
const before = 40

/**
 * The line of a span, or null where the text has no such line. Control characters are made visible,
 * a tab takes four columns, a long line is cut around the marked part.
 */
export function excerptOf(span: Span, text: string): Excerpt | null {
  const found = lineAt(text, span.line)
  if (found === null) return null
  const line = hideKeys(found)
  const start = Math.min(span.column - 1, line.length)
  const end = Math.min(start + Math.min(span.length, room), line.length)
  // Everything beyond what can be shown is dropped before it is measured: a line may be megabytes long.
  const head = visible(line.slice(Math.max(0, start - room), start))
  const mark = visible(line.slice(start, end))
  const tail = visible(line.slice(end, end + room))
  return cutToRoom({ head, mark, tail, cutHead: start > room, cutTail: end + room < line.length })
}

interface Parts {
  readonly head: string
  readonly mark: string
  readonly tail: string
  readonly cutHead: boolean
  readonly cutTail: boolean
}

function cutToRoom({ head, mark, tail, cutHead, cutTail }: Parts): Excerpt {
  const total = displayWidth(head) + displayWidth(mark) + displayWidth(tail)
  const short = total <= room && !cutHead && !cutTail
  const keptMark = takeStart(mark, room)
  const keptHead = short ? head : takeEnd(head, before)
  const left = room - displayWidth(keptHead) - displayWidth(keptMark)
  const keptTail = short ? tail : takeStart(tail, Math.max(left, 0))
  const shownHead = cutHead || keptHead !== head ? `…${keptHead}` : keptHead
  const shownTail = cutTail || keptTail !== tail ? `${keptTail}…` : keptTail
  return {
    text: `${shownHead}${keptMark}${shownTail}`.trimEnd(),
    indent: displayWidth(shownHead),
    width: Math.max(1, displayWidth(keptMark)),
  }
}

function takeStart(text: string, columns: number): string {
  return takeWhile([...text], columns).join('')
}

function takeEnd(text: string, columns: number): string {
  return takeWhile([...text].reverse(), columns)
    .reverse()
    .join('')
}

function takeWhile(characters: readonly string[], columns: number): string[] {
  let used = 0
  const taken: string[] = []
  for (const character of characters) {
    used += displayWidth(character)
    if (used > columns) break
    taken.push(character)
  }
  return taken
}

function visible(text: string): string {
  return plainText(text.replaceAll('\t', '    '))
}

/** A line without its end, counted from 1. */
function lineAt(text: string, line: number): string | null {
  let start = 0
  for (let left = line - 1; left > 0; left--) {
    const end = text.indexOf('\n', start)
    if (end === -1) return null
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  const content = text.slice(start, end === -1 ? text.length : end)
  return content.endsWith('\r') ? content.slice(0, -1) : content
}
