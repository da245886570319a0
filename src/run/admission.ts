import type { SubmitOutcome } from '../provider/provider.ts'
import type { Engine } from './engine.ts'
import type { Item } from './item.ts'

/** Watches whether a request is let in. */
export interface Admission {
  /** It is put on its connection. */
  readonly begun: () => void
  readonly answered: (outcome: SubmitOutcome) => void
}

/**
 * Tells, once, that a request was let in: by its answer, or while a call is still open, since refusals
 * come soon and its picture may take a minute more. That something gets through, only an answer says.
 */
export function admission(engine: Engine, item: Item): Admission {
  const { clock, throttle } = engine.parts
  const { sentAt, mode } = item
  let isTold = false
  const letIn = (): void => {
    if (isTold) return
    isTold = true
    throttle.accepted(sentAt)
    engine.pump()
  }
  let callOff = (): void => undefined
  return {
    begun: () => {
      if (mode === 'sync') callOff = clock.after(throttle.letInMs, letIn)
    },
    answered: ({ kind }) => {
      callOff()
      if (kind !== 'submitted' && kind !== 'generated') return
      throttle.heard(sentAt)
      engine.laneOf(item).stall.passed(sentAt)
      letIn()
    },
  }
}
