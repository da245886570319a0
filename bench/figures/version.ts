import { tmpdir } from 'node:os'
import { builtCli, cpuOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inTurn } from '../in-turn.ts'

/** One start is over so soon that a single one says little. */
const starts = 10

export const figure: Figure = {
  id: 'version',
  title: '`mintage --version`: CPU / of `node -e 0`',
  target: { atMost: 1.5 },
  measure: ({ runs }) =>
    inTurn(runs * starts, {
      ours: () => cpuOf([builtCli(), '--version'], { cwd: tmpdir() }),
      beside: () => cpuOf(['-e', '0'], { cwd: tmpdir() }),
      label: 'node -e 0',
      unit: 'ms',
    }),
}
