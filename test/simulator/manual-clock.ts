import type { SimulatorClock } from '../../src/simulator/clock.ts'

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends SimulatorClock {
  /** How many wait for their time. */
  waiting(): number
  /** Goes on by `ms`, calling back in order what falls due. */
  advance(ms: number): void
}

/** 2026-11-20 11:00:00 in UTC, 19:00:00 in UTC+8. */
export const startOfTest = Date.UTC(2026, 10, 20, 11)

export function manualClock(start = startOfTest): ManualClock {
  let now = start
  let waiting: { at: number; callback: () => void }[] = []
  const nextDue = (end: number): { at: number; callback: () => void } | undefined =>
    waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
  return {
    now: () => now,
    waiting: () => waiting.length,
    after(ms, callback) {
      const entry = { at: now + ms, callback }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    advance(ms) {
      const end = now + ms
      for (let due = nextDue(end); due !== undefined; due = nextDue(end)) {
        const entry = due
        waiting = waiting.filter((other) => other !== entry)
        now = Math.max(now, entry.at)
        entry.callback()
      }
      now = end
    },
  }
}
