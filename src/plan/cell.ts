import type { AxisValue } from '../manifest/manifest.ts'
import type { Json } from '../request/canonical-json.ts'
import type { CellSetting } from './settings.ts'
import type { Frame } from './templates/look-up.ts'

/** A combination with its model, size and seed. */
export interface Cell {
  readonly values: readonly (AxisValue | undefined)[]
  readonly setting: CellSetting
  readonly variables: Readonly<Record<string, Json>>
  readonly captions: Readonly<Record<string, string>>
  readonly where: () => string
}

/** Values of one combination with the fields that templates see. */
export function frameOf(
  { values, setting }: Pick<Cell, 'values' | 'setting'>,
  rest: Pick<Frame, 'index' | 'stem' | 'variant'>,
): Frame {
  const { model, size, seed } = setting
  const { index, stem, variant } = rest
  return { values, model: model.id, size: size.parts, seed, index, stem, variant }
}
