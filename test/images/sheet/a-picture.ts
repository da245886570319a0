import type { SheetPicture } from '../../../src/images/sheet/pictures.ts'
import type { Position } from '../../../src/plan/dimensions.ts'

/** A picture of asset `poster`, seed 1, where these values say nothing else. */
export function aPicture(at: Position, wish: Partial<SheetPicture> = {}): SheetPicture {
  const position = {
    asset: 'poster',
    model: 'qwen-image-plus',
    size: '1328*1328',
    seed: '1',
    index: '1',
    ...at,
  }
  const name =
    Object.values(at)
      .join('-')
      .replace(/[^\w-]/g, '') || 'one'
  return {
    at: position,
    path: `${position.asset}/${name}.png`,
    state: 'shown',
    sources: [],
    shape: { width: 1328, height: 1328 },
    ...wish,
  }
}

/** A picture for each combination, the last axis varying fastest. */
export function everyPicture(axes: Readonly<Record<string, readonly string[]>>): SheetPicture[] {
  let positions: Position[] = [{}]
  for (const [name, values] of Object.entries(axes)) {
    positions = positions.flatMap((at) => values.map((value) => ({ ...at, [name]: value })))
  }
  return positions.map((at) => aPicture(at))
}

/** `v1`, `v2`, … */
export function numbered(count: number, word = 'v'): string[] {
  return Array.from({ length: count }, (_, index) => `${word}${index + 1}`)
}
