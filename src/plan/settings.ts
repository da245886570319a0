import type { Model } from '../catalog/model.ts'
import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { Asset, Setting } from '../manifest/manifest.ts'
import { largestSeed } from '../manifest/seeds.ts'
import type { Json } from '../request/canonical-json.ts'
import { type Offer, readModel } from './models.ts'
import type { Origin } from './origin.ts'
import { deriveSeeds, parseSeed } from './seeds.ts'
import { resolveSize, type Size } from './sizes.ts'
import { type Linking, link } from './templates/link.ts'
import type { Frame } from './templates/look-up.ts'

/** What multiplies a combination. */
export interface CellSetting {
  readonly model: Model
  readonly size: Size
  readonly seed: number
}

/** A combination, as its settings see it. */
interface SettingsInput {
  /** Values by slot; its fields are not read. */
  readonly frame: Frame
  readonly where: () => string
  readonly identity: () => Readonly<Record<string, Json>>
}

export interface Settings {
  /** More models than one can occur, so that file names have to tell them. */
  readonly severalModels: boolean
  /** Models, then sizes, then seeds multiply; one with a finding is left out. */
  of(input: SettingsInput): readonly CellSetting[]
}

/** How an asset's models, sizes and seeds follow from a combination; null after a finding. */
export function readSettings(linking: Linking, offer: Offer): Settings | null {
  const { models, sizes } = linking.asset
  const pairs = modelSizes(linking, offer)
  const seeds = seedsOf(linking)
  if (pairs === null || seeds === null) return null
  const isSame = models.kind === 'list' && sizes.kind === 'list'
  const pairsOf = isSame ? once(pairs) : pairs
  const cellsOf = (input: SettingsInput) => {
    const values = seeds(input)
    return pairsOf(input).flatMap((pair) => values.map((seed) => ({ ...pair, seed })))
  }
  return {
    severalModels: models.kind === 'template' || models.values.length > 1,
    of: isSame && linking.asset.seeds.kind === 'list' ? once(cellsOf) : cellsOf,
  }
}

/** Cells that one combination becomes at most. */
export function settingsBound({ asset }: Pick<Linking, 'asset'>): number {
  const count = (setting: Setting<unknown>) =>
    setting.kind === 'list' ? Math.max(1, setting.values.length) : 1
  const seeds = asset.seeds.kind === 'derive' ? asset.seeds.count : count(asset.seeds)
  return count(asset.models) * count(asset.sizes) * seeds
}

type Of<T> = (input: SettingsInput) => readonly T[]

/** For what is the same in every combination. */
function once<T>(of: Of<T>): Of<T> {
  let known: readonly T[] | null = null
  return (input) => {
    known ??= of(input)
    return known
  }
}

function modelSizes(
  linking: Linking,
  offer: Offer,
): Of<{ readonly model: Model; readonly size: Size }> | null {
  const models = writtenValues(linking.asset.models, 'model', linking)
  const sizes = writtenValues(linking.asset.sizes, 'size', linking)
  const isDefault = linking.asset.sizes.kind === 'list' && linking.asset.sizes.values.length === 0
  if (models === null || sizes === null) return null
  return (input) =>
    models(input).flatMap(({ value, origin }) => {
      const model = readModel(value, origin, { ...offer, asset: linking.asset })
      if (model === null) return []
      const wanted = isDefault ? [{ value: model.sizes.default, origin }] : sizes(input)
      return wanted.flatMap((written) => {
        const size = readSize(written.value, model, { ...written.origin, asset: linking.asset })
        return size === null ? [] : [{ model, size }]
      })
    })
}

interface Written<T> {
  readonly value: T
  readonly origin: Origin
}

/** The values of a list, or the one that a template gives for a combination. */
function writtenValues<T>(
  setting: Setting<T>,
  label: string,
  linking: Linking,
): Of<Written<T | string>> | null {
  const { source, findings } = linking
  if (setting.kind === 'list') {
    const values = setting.values.map((value, index) => ({
      value,
      origin: {
        span: source.span([...setting.at, index]),
        report: (_, word) => findings.add(word('')),
      } satisfies Origin,
    }))
    return () => values
  }
  const linked = link(setting.template, { label, use: 'setting' }, linking)
  if (linked === null) return null
  const span = source.span(setting.template.at)
  return ({ frame, where }) => {
    const text = linked.render(frame, where)
    if (text === null) return []
    const report: Origin['report'] = (kind, word) =>
      findings.tally(setting, kind, { where, word: (which) => word(` (for ${which})`) })
    return [{ value: text.trim(), origin: { span, report } }]
  }
}

function readSize(
  written: string,
  model: Model,
  { span, report, asset }: Origin & { readonly asset: Asset },
): Size | null {
  const resolved = resolveSize(written, model)
  if ('problem' in resolved) {
    const { code, message, detail, help, asWritten } = resolved.problem
    if (asWritten !== undefined && asset.onUnlistedSize === 'warn') {
      report('SIZE_UNLISTED', (which) => unlistedSize(`${message}${which}`, span))
      return asWritten
    }
    report(code, (which) => finding(code, `${message}${which}${detail}`, { span, help }))
    return null
  }
  const { size, replaced } = resolved
  if (replaced !== null) {
    report('SIZE_REPLACED', (which) =>
      finding('SIZE_REPLACED', `\`${replaced}\` is taken as \`${size.request}\`${which}`, {
        span,
        help: `documents of 2025 misprint this size, and ${model.id} refuses it; write \`${size.request}\``,
      }),
    )
  }
  return size
}

/** `refusal`: why it would be refused. */
function unlistedSize(refusal: string, span: Span): Diagnostic {
  return finding('SIZE_UNLISTED', `${refusal}, by its documents; it is sent all the same`, {
    span,
    help: 'a request that the service refuses costs nothing; the simulator refuses it',
  })
}

function seedsOf(linking: Linking): Of<number> | null {
  const { seeds, id } = linking.asset
  if (seeds.kind === 'derive') {
    return ({ identity }) => deriveSeeds(id, identity(), seeds.count)
  }
  const written = writtenValues(seeds, 'seed', linking)
  return (
    written &&
    ((input) =>
      written(input).flatMap(({ value, origin: { span, report } }) => {
        const seed = typeof value === 'number' ? value : parseSeed(value)
        if (seed !== null) return [seed]
        report('SEED_INVALID', (which) =>
          finding('SEED_INVALID', `\`${value}\` is no seed${which}`, {
            span,
            help: `a seed is a whole number from 0 to ${largestSeed}`,
          }),
        )
        return []
      }))
  )
}
