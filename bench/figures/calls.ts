import type { Figure } from '../figure.ts'
import { callRuns } from '../limits.ts'
import { durationsAt, makespanAt } from '../makespan.ts'

const perSecond = 2

export const figure: Figure = {
  id: 'calls',
  title: '60 calls of 5 s, 2 may leave in a second: submit bound / ours',
  target: { atLeast: 0.95 },
  measure: async ({ runs }) => {
    const measured = await callRuns(runs)
    const bounds = measured.map(({ ledger }) => submitBound(durationsAt(ledger)))
    return {
      values: measured.map(({ ledger }, nth) => (bounds[nth] ?? Number.NaN) / makespanAt(ledger)),
      unit: 'ratio',
      beside: [
        {
          label: 'from the first look to the last file',
          values: measured.map(({ wallMs }, nth) => (bounds[nth] ?? Number.NaN) / wallMs),
        },
      ],
      note: `${Math.max(...measured.map(({ ledger }) => peakOf(ledger.peaks)))} calls in flight at most`,
    }
  },
}

/** Milliseconds, when every call leaves the moment that the documented rate lets it. */
function submitBound(durations: readonly number[]): number {
  return Math.max(...durations.map((ms, nth) => Math.floor(nth / perSecond) * 1000 + ms))
}

function peakOf(peaks: Readonly<Record<string, { readonly calls: number }>>): number {
  return Math.max(...Object.values(peaks).map(({ calls }) => calls))
}
