import type { Figure } from '../figure.ts'

/** Every figure, in the order of the table; imported when it is its turn, so that none loads for another. */
export const figures: readonly (() => Promise<{ readonly figure: Figure }>)[] = [
  () => import('./tasks-queued.ts'),
  () => import('./tasks-refused.ts'),
  () => import('./calls.ts'),
  () => import('./too-fast.ts'),
  () => import('./too-fast-refused.ts'),
  () => import('./package-size.ts'),
  () => import('./dependencies.ts'),
  () => import('./plan-cpu.ts'),
  () => import('./plan-memory.ts'),
  () => import('./nothing-to-do.ts'),
  () => import('./checkpoint.ts'),
  () => import('./image-cpu.ts'),
  () => import('./version.ts'),
  () => import('./validate.ts'),
]
