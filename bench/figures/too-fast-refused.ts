import type { Figure } from '../figure.ts'
import { refusalsOf, taskRuns } from '../limits.ts'

export const figure: Figure = {
  id: 'too-fast-refused',
  title: 'answers "429" to our own haste: where tasks beyond the limit are refused',
  target: { atMost: 2 },
  measure: async ({ runs }) => {
    const measured = await taskRuns(runs, 'refuse')
    return {
      values: measured.map(({ engine }) => refusalsOf(engine)),
      unit: '',
      beside: [
        { label: "the SDKs' poll times", values: measured.map(({ sdk }) => refusalsOf(sdk)) },
      ],
      note: 'the first one shows that the server does not queue',
    }
  },
}
