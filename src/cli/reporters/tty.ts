import pc from 'picocolors'
import { plainText } from '../../diagnostics/plain-text.ts'
import { displayWidth } from '../../diagnostics/width.ts'
import { pad, truncate } from '../../report/lines.ts'
import { groupDigits } from '../../report/phrases.ts'
import { countWords, doubtWords, eventLine, paceWords, retryWords, spendWords } from './lines.ts'
import { advance, noProgress, type Progress } from './progress.ts'
import type { Reporter } from './reporter.ts'

/** Milliseconds between two drawings, so that a fast run does not drown the terminal. */
const between = 100
const hideCursor = '\u001b[?25l'
const showCursor = '\u001b[?25h'
const clearBelow = '\u001b[J'

/**
 * For terminals: one block, redrawn in place, with failures and warnings standing above it.
 *
 * Every line is cut to the terminal's width, so that a row on the screen is a line of the block. The
 * cursor is hidden while the block stands and shown again by `end`.
 */
export function ttyReporter(options: {
  colour: boolean
  /** The terminal's size, which may change at any time. */
  size: () => { readonly columns: number; readonly rows: number }
}): Reporter {
  const colors = pc.createColors(options.colour)
  let progress = noProgress
  let drawn: readonly string[] = []
  let drawnAt = Number.NEGATIVE_INFINITY

  /** Takes the block away, and leaves the cursor where it began. */
  const erase = (): string => {
    if (drawn.length === 0) return ''
    const { columns } = options.size()
    // A terminal that became narrower has broken our lines onto more rows.
    const rows = drawn.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / columns)),
      0,
    )
    return `\u001b[${rows}A\r${clearBelow}`
  }
  const block = (now: number): string => {
    drawn = blockLines(progress, now, options.size())
    drawnAt = now
    const [head = '', ...rest] = drawn
    return `${[colors.bold(head), ...rest].join('\n')}\n`
  }
  const draw = (now: number): string => {
    const before = drawn.length === 0 ? hideCursor : erase()
    return before + block(now)
  }
  const above = (text: string, now: number): string =>
    drawn.length === 0 ? `${text}\n` : `${erase()}${text}\n${block(now)}`

  return {
    event(event, now) {
      progress = advance(progress, event, now)
      const line = eventLine(event, colors)
      if (line !== null) return above(line, now)
      if (event.type === 'end') return ''
      return event.type === 'start' || now - drawnAt >= between ? draw(now) : ''
    },
    note: (text) => above(text, drawnAt),
    tick: (now) => (progress.startedAt === null || now - drawnAt < between ? '' : draw(now)),
    end() {
      const text = drawn.length === 0 ? '' : `${erase()}${showCursor}`
      drawn = []
      progress = noProgress
      return text
    },
  }
}

/** Longest bar, in columns. */
const barWidth = 30

/** The block's lines, each narrower than the terminal and all fewer than its rows. */
function blockLines(
  progress: Progress,
  now: number,
  { columns, rows }: { columns: number; rows: number },
): string[] {
  const { counts, spend, name, simulated } = progress
  const amount = `${groupDigits(counts.done)}/${groupDigits(counts.total)}`
  const title = `${plainText(name)}${simulated ? ' (simulated)' : ''}`
  const pace = paceWords(progress, now)
  const doubt = doubtWords(progress)
  const retry = retryWords(progress)
  const lines = [
    headLine({ title, amount, bar: counts }, columns - 1),
    `  ${countWords(counts)}${retry === null ? '' : `; ${retry}`}`,
    `  ${spendWords(spend)}${pace === '' ? '' : `, ${pace}`}`,
    ...(doubt === null ? [] : [`  ${doubt}`]),
  ]
  return lines.slice(0, Math.max(1, rows - 1)).map((line) => truncate(line, columns - 1))
}

/** Name, bar and amount; where they do not fit the bar goes first. */
function headLine(
  { title, amount, bar }: { title: string; amount: string; bar: Progress['counts'] },
  width: number,
): string {
  const room = width - displayWidth(title) - displayWidth(amount) - 4
  if (room < 5) {
    const short = truncate(title, Math.max(1, width - displayWidth(amount) - 2))
    return `${short}  ${amount}`
  }
  const length = Math.min(barWidth, room)
  const filled = bar.total === 0 ? 0 : Math.floor((bar.done / bar.total) * length)
  return `${title}  ${pad('━'.repeat(filled), length).replaceAll(' ', '╌')}  ${amount}`
}
