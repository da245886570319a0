import sharp from 'sharp'
import type { VirtualClock } from './virtual-clock.ts'

/** What the decoder does in threads of its own, unseen by the clock. */
const slow = ['metadata', 'toBuffer'] as const

type Slow = (this: unknown, ...given: unknown[]) => Promise<unknown>

/** Keeps time still while pictures are decoded or made. Returns what undoes it. */
export function stillDecoding(time: VirtualClock): () => void {
  const prototype: Record<(typeof slow)[number], Slow> = sharp.prototype
  const { metadata, toBuffer } = prototype
  for (const name of slow) {
    const real = prototype[name]
    prototype[name] = function still(...given) {
      return time.during('disk', () => real.apply(this, given))
    }
  }
  return () => {
    Object.assign(prototype, { metadata, toBuffer })
  }
}
