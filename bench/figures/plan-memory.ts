import { bareLoop, builtCli, peakOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inPlanSet } from '../plan-set.ts'

export const figure: Figure = {
  id: 'plan-memory',
  title: 'plan of 100,000 jobs: most memory of the whole process',
  target: { atMost: 300 },
  measure: ({ runs }) => inPlanSet((cwd) => peaks(runs, cwd)),
}

async function peaks(runs: number, cwd: string) {
  const values: number[] = []
  const bare: number[] = []
  for (let run = 0; run < runs; run += 1) {
    values.push(await peakOf([builtCli(), 'plan', 'set.yaml'], { cwd, says: '100,000 jobs' }))
    bare.push(await peakOf([bareLoop('plan'), 'set.json'], { cwd, says: '100000 keys' }))
  }
  const beside = [{ label: 'templates and SHA-256, which keep nothing', values: bare }]
  return { values, unit: 'MiB', beside, note: null }
}
