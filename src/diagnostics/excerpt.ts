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

/** What is looked at beyond what is shown, so that a key is seen as one that is cut by the edge. */
const margin = 200

/**
 * The line in which a span stands, as it can be printed: control characters are made visible, keys
 * hidden, a tab takes four columns, a long line is cut around the marked part.
 */
export function excerptOf(span: Span, line: string): Excerpt {
  // A line may be megabytes long: everything beyond what can be shown is dropped first.
  const from = Math.max(0, span.column - 1 - room - margin)
  const window = hideKeys(line.slice(from, span.column - 1 + 2 * room + margin))
  const start = Math.min(span.column - 1 - from, window.length)
  const end = Math.min(start + Math.min(span.length, room), window.length)
  const head = visible(window.slice(Math.max(0, start - room), start))
  const mark = visible(window.slice(start, end))
  const tail = visible(window.slice(end, end + room))
  const cutHead = from > 0 || start > room
  return cutToRoom({ head, mark, tail, cutHead, cutTail: from + end + room < line.length })
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
