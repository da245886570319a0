import type { Figure } from '../figure.ts'
import { measureTasks } from '../limits.ts'

export const figure: Figure = {
  id: 'tasks-queued',
  title: '40 tasks of 3 s ± 30 %, 2 at a time, more are queued: perfect / our makespan',
  target: { atLeast: 0.99 },
  measure: ({ runs }) => measureTasks(runs, 'queue'),
}
