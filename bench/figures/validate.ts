import { fileURLToPath } from 'node:url'
import { bareLoop, builtCli, cpuOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inTurn } from '../in-turn.ts'

const cwd = fileURLToPath(new URL('../../examples/quickstart', import.meta.url))

/** One start is over so soon that a single one says little. */
const starts = 5

export const figure: Figure = {
  id: 'validate',
  title: '`mintage validate` of the quickstart: CPU / of importing yaml, handlebars, commander',
  target: { atMost: 1.4 },
  measure: ({ runs }) =>
    inTurn(runs * starts, {
      ours: () => cpuOf([builtCli(), 'validate'], { cwd, says: 'no problems found' }),
      beside: () => cpuOf([bareLoop('imports')], { cwd }),
      label: 'imports alone',
      unit: 'ms',
    }),
}
