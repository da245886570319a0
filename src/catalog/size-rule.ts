import type { SizeRule } from './model.ts'

/** Pixels that an image may have at all: no document names a model that makes half as many. */
export const mostPixels = 50_000_000

/** Whether a rule takes a size. Pixels. */
export function allowsSize(rule: SizeRule, width: number, height: number): boolean {
  switch (rule.kind) {
    case 'list':
      return rule.sizes.includes(`${width}*${height}`)
    case 'side':
      return [width, height].every((side) => side >= rule.min && side <= rule.max)
    case 'area': {
      const area = width * height
      const { min, max } = rule.ratio ?? { min: 0, max: Number.POSITIVE_INFINITY }
      const ratio = width / height
      return area >= rule.min && area <= rule.max && ratio >= min && ratio <= max
    }
  }
}

/** Width over height as people write it: `1:4`, `2.5:1`. */
export function ratioWords(ratio: number): string {
  return ratio < 1 ? `1:${Number((1 / ratio).toFixed(2))}` : `${Number(ratio.toFixed(2))}:1`
}
