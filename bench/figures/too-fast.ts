import type { Figure } from '../figure.ts'
import { callRuns, refusalsOf, taskRuns } from '../limits.ts'

export const figure: Figure = {
  id: 'too-fast',
  title: 'answers "429" to our own haste: queued tasks and calls, of one run together',
  target: { atMost: 0 },
  measure: async ({ runs }) => {
    const tasks = await taskRuns(runs, 'queue')
    const calls = await callRuns(runs)
    const values = tasks.map(({ engine }, nth) => {
      const call = calls[nth]
      return refusalsOf(engine) + (call === undefined ? 0 : refusalsOf(call))
    })
    return { values, unit: '', beside: [], note: null }
  },
}
