import type { Figure } from '../figure.ts'
import { measureTasks } from '../limits.ts'

export const figure: Figure = {
  id: 'tasks-refused',
  title: 'the same, more are refused: perfect / our makespan',
  target: { atLeast: 0.97 },
  measure: ({ runs }) => measureTasks(runs, 'refuse'),
}
