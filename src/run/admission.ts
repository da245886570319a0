import type { SubmitOutcome } from '../provider/provider.ts'
import type { Engine } from './engine.ts'
import type { Item } from './item.ts'

/** Refusals come at once: a call that is open for so long was let in. Its answer can take a minute more. */
const letInMs = 2000

/** Watches whether a request is let in. */
export interface Admission {
  /** It is put on its connection. */
  readonly begun: () => void
  readonly answered: (outcome: SubmitOutcome) => void
}

/** Tells, once, that a request was let in: by its answer, or while a call is still open. */
export function admission(engine: Engine, item: Item): Admission {
  const { clock, throttle } = engine.parts
  const { sentAt, mode } = item
  let isTold = false
  const letIn = (): void => {
    if (isTold) return
    isTold = true
    throttle.accepted(sentAt)
    engine.laneOf(item).stall.passed(sentAt)
    engine.pump()
  }
  let callOff = (): void => undefined
  return {
    begun: () => {
      if (mode === 'sync') callOff = clock.after(letInMs, letIn)
    },
    answered: ({ kind }) => {
      callOff()
      if (kind === 'submitted' || kind === 'generated') letIn()
    },
  }
}
