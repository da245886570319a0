import { finding } from '../diagnostics/codes.ts'
import type { AxisValue } from '../manifest/manifest.ts'
import type { Cell } from './cell.ts'
import { identityOf } from './matrix/compare.ts'
import type { Linking } from './templates/link.ts'
import type { Frame } from './templates/look-up.ts'
import { printed, slug } from './templates/text.ts'

/** `{{asset}}/` and what tells the asset's cells apart, joined by `-`. */
export function defaultName(
  linking: Linking,
  severalModels: boolean,
): (frame: Frame, cell: Cell) => string | null {
  const { asset } = linking
  const slugs = new Map<AxisValue, string>()
  const { axes } = linking.space
  return ({ model, seed, index }, cell) => {
    const parts: string[] = []
    for (let slot = 0; slot < axes; slot++) {
      const value = cell.values[slot]
      if (value === undefined) continue
      const name = slugs.get(value) ?? nameOf(value)
      slugs.set(value, name)
      if (name === '') return unnamed(slot, cell, linking)
      parts.push(name)
    }
    if (severalModels) parts.push(model)
    parts.push(cell.setting.size.parts.label, `s${seed}`)
    if (asset.n > 1) parts.push(String(index))
    return `${asset.id}/${parts.join('-')}.png`
  }
}

/** What stands for a value in a file name; `''` where nothing can. */
function nameOf(value: AxisValue): string {
  return slug(printed(identityOf(value)) ?? '')
}

function unnamed(slot: number, { where, values }: Cell, linking: Linking): null {
  const { asset, space, source, findings } = linking
  const name = space.names[slot] ?? ''
  const axis = asset.matrix.axes[slot]
  const value = values[slot]?.value ?? null
  const isTree = value !== null && typeof value === 'object'
  const reason = isTree ? 'its rows have no id' : 'the value has no letter or digit'
  const id = axis?.columns
    ? 'name the column that tells its rows apart with `id:`'
    : 'give every object a key `id`'
  const help = isTree ? `${id}, or write \`output:\`` : 'write `output:` with a name of your own'
  const span = source.span(axis?.at ?? asset.at, 'key')
  findings.tally(asset, `OUTPUT_NO_NAME ${name}`, {
    where,
    word: (which) =>
      finding('OUTPUT_NO_NAME', `no file name follows from \`${name}\` for ${which}: ${reason}`, {
        span,
        help,
      }),
  })
  return null
}
