import type { Ending, Item } from './item.ts'

export const brokenOff: Ending = {
  kind: 'left',
  why: 'the run stopped; the next one looks at it again',
}

export const notFoundOut: Ending = {
  kind: 'unknown',
  why: 'the run stopped before it was found out',
}

export const heldBack: Ending = {
  kind: 'waiting',
  why: 'another request that could be taken for it has an unknown outcome',
}

const notBegun: Ending = { kind: 'waiting', why: 'the run stopped before it' }

/** An item that has not left again: what was sent before, and may have been paid, stays unknown. */
export function notSentAgain({ doubts }: Item): Ending {
  if (doubts === 0) return notBegun
  return {
    kind: 'unknown',
    why: 'it may have been paid, and the run stopped before sending it again',
  }
}
