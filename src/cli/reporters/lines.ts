import type pc from 'picocolors'
import { plainText } from '../../diagnostics/plain-text.ts'
import { counted, duration, groupDigits, money } from '../../report/phrases.ts'
import type { Counts, RunEvent, Spend } from '../../run/events.ts'
import { imagesPerMinute, type Progress, secondsLeft } from './progress.ts'

export type Colors = ReturnType<typeof pc.createColors>

/** What is said of an event at once, in every form; null: it only moves the counters. */
export function eventLine(event: RunEvent, colors: Colors): string | null {
  switch (event.type) {
    case 'failed': {
      const hint = event.hint === null ? '' : ` (${plainText(event.hint)})`
      const words = `${plainText(event.message)}${hint}`
      return `${colors.red(`failed[${plainText(event.code)}]`)}: ${plainText(event.asset)} ${shortKey(event.key)}: ${words}`
    }
    case 'unknown':
      return event.waiting ? null : unknownLine(event, colors)
    case 'warning':
      return `${colors.yellow(`warning[${plainText(event.code)}]`)}: ${plainText(event.message)}`
    default:
      return null
  }
}

function unknownLine(event: Extract<RunEvent, { type: 'unknown' }>, colors: Colors): string {
  const cost = money(event.cost, event.spend.currency)
  const job = `${plainText(event.asset)} ${shortKey(event.key)}`
  return `${colors.yellow('outcome unknown')}: ${job}: ${plainText(event.reason)}; it may have cost ${cost}`
}

/** Enough of a key to find it again. */
function shortKey(key: string): string {
  return key.slice(0, 12)
}

/** `12 done, 2 running, 21 waiting`: what is zero goes unsaid, but for what is done. */
export function countWords(counts: Counts): string {
  const { done, running, waiting, unknown, failed } = counts
  const parts = [
    [done, 'done'],
    [running, 'running'],
    [waiting, 'waiting'],
    [unknown, 'unknown'],
    [failed, 'failed'],
  ] as const
  return parts
    .filter(([count, word]) => count > 0 || word === 'done')
    .map(([count, word]) => `${groupDigits(count)} ${word}`)
    .join(', ')
}

export function spendWords({ spent, open, currency }: Spend): string {
  const paid = `${money(spent, currency)} spent`
  return open === 0 ? paid : `${paid}, ${money(open, currency)} open`
}

/** `14.2 images/min, about 2 min left`; empty while nothing can be told. */
export function paceWords(progress: Progress, now: number): string {
  const rate = imagesPerMinute(progress, now)
  const left = secondsLeft(progress, now)
  const parts = [
    ...(rate === null ? [] : [`${rate.toFixed(1)} images/min`]),
    ...(left === null ? [] : [`about ${duration(left)} left`]),
  ]
  return parts.join(', ')
}

/** `3 to be sent again`: requests that were refused in a way that passes; null: none. */
export function retryWords({ retries }: Progress): string | null {
  return retries.size === 0 ? null : `${groupDigits(retries.size)} to be sent again`
}

/** What a run waits for before it may send again; null: nothing. */
export function doubtWords({ doubts, spend }: Progress): string | null {
  const [first] = doubts
  if (first === undefined) return null
  const [key, { asset, cost }] = first
  const others = doubts.size === 1 ? '' : ` and ${counted(doubts.size - 1, 'more', 'more')}`
  const price = money(cost, spend.currency)
  return `waiting to be sure that ${plainText(asset)} ${shortKey(key)}${others} was not accepted (${price})`
}
