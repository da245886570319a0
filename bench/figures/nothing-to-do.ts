import { bareLoop, builtCli, cpuOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inTurn } from '../in-turn.ts'
import { inKeptSet } from '../kept-set.ts'

export const figure: Figure = {
  id: 'nothing-to-do',
  title: 'run with nothing to do, 10,000 outputs: CPU of the whole process / of a bare loop',
  target: { atMost: 3 },
  measure: ({ runs }) =>
    inKeptSet((cwd) =>
      inTurn(runs, {
        ours: () => cpuOf([builtCli(), 'run'], { cwd, says: '10,000 of 10,000 jobs done' }),
        beside: () => cpuOf([bareLoop('nothing-to-do')], { cwd, says: '10000 files' }),
        label: 'lock parsed, files looked at',
        unit: 'ms',
      }),
    ),
}
