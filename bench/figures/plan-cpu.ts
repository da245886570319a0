import { bareLoop, builtCli, cpuOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inTurn } from '../in-turn.ts'
import { inPlanSet } from '../plan-set.ts'

export const figure: Figure = {
  id: 'plan-cpu',
  title: 'plan of 100,000 jobs: CPU of the whole process / of a bare loop',
  target: { atMost: 3 },
  measure: ({ runs }) =>
    inPlanSet((cwd) =>
      inTurn(runs, {
        ours: () => cpuOf([builtCli(), 'plan', 'set.yaml'], { cwd, says: '100,000 jobs' }),
        beside: () => cpuOf([bareLoop('plan'), 'set.json'], { cwd, says: '100000 keys' }),
        label: 'templates and SHA-256',
        unit: 'ms',
      }),
    ),
}
