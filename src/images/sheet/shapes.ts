import type { Output } from '../../plan/job.ts'

/** Pixels, or their proportion. */
export interface Shape {
  readonly width: number
  readonly height: number
}

/** What a file is to measure, as far as the plan knows: a variant that names both sides has those. */
export function shapeOf(size: string, { recipe }: Pick<Output, 'recipe'>): Shape {
  const { width = null, height = null } = recipe ?? {}
  if (width !== null && height !== null) return { width, height }
  const [wide = 0, high = 0] = size.split('*').map(Number)
  return wide > 0 && high > 0 ? { width: wide, height: high } : { width: 1, height: 1 }
}

/** As large as it fits into a square; at least one pixel. */
export function fitInto({ width, height }: Shape, side: number): Shape {
  const scale = side / Math.max(width, height)
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}
