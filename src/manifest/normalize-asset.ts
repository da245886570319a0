import { InternalError } from '../diagnostics/user-error.ts'
import type { Asset, Matrix, SeedSetting, Setting, SourcePath, Template } from './manifest.ts'
import { normalizeLabels } from './normalize-labels.ts'
import { variantsOf } from './normalize-variant.ts'
import type { CheckedOverrides } from './overrides.ts'
import { fileKey, type References } from './read-references.ts'
import { type AssetPlaces, type Place, placeOf } from './rules/places.ts'
import type { WrittenSettings } from './schema/written-manifest.generated.ts'
import { seedForm } from './seeds.ts'
import { isTemplate } from './template-text.ts'

interface Parts {
  readonly references: References
  readonly matrices: ReadonlyMap<Place['settings'], Matrix>
  readonly overrides: CheckedOverrides
}

/** An asset with every setting: its own, else that of the defaults, else that of the language. */
export function normalizeAsset({ id, at, places }: AssetPlaces, parts: Parts): Asset {
  const { references, matrices, overrides } = parts
  const value = <K extends keyof WrittenSettings>(key: K): WrittenSettings[K] | undefined =>
    placeOf(places, key)?.settings[key]
  const template = (key: 'negative_prompt' | 'output'): Template | null => {
    const place = placeOf(places, key)
    const text = place?.settings[key]
    return place === undefined || text === undefined
      ? null
      : { text, at: [...place.at, key], file: null }
  }
  const sample = value('sample')
  return {
    id,
    at,
    prompt: promptOf(places, references),
    negativePrompt: template('negative_prompt'),
    matrix: matrices.get(placeOf(places, 'matrix')?.settings ?? {}) ?? emptyMatrix,
    sample: sample === undefined ? null : { count: sample.count, seed: sample.seed ?? 1 },
    models: overrides.model === null ? modelsOf(places, at) : listOf([overrides.model], at),
    sizes: sizesOf(places, at),
    seeds: seedsOf(places, at),
    n: value('n') ?? 1,
    promptExtend: value('prompt_extend') ?? true,
    watermark: value('watermark') ?? false,
    mode: overrides.mode ?? value('mode') ?? 'auto',
    onLongPrompt: value('on_long_prompt') ?? null,
    onUnlistedSize: value('on_unlisted_size') ?? 'error',
    output: template('output'),
    quality: value('quality') ?? null,
    variants: variantsOf(placeOf(places, 'variants'), references),
    labels: normalizeLabels(value('labels')),
  }
}

const emptyMatrix: Matrix = { axes: [], exclude: [], include: [] }

function promptOf(places: readonly Place[], references: References): Template {
  const place = placeOf(places, 'prompt', 'prompt_file')
  const { prompt, prompt_file: written } = place?.settings ?? {}
  if (place !== undefined && prompt !== undefined) return promptAt(place, prompt)
  const file = written === undefined ? undefined : references.prompts.get(fileKey(written))
  if (place === undefined || file === undefined) {
    throw new InternalError('an asset without errors has no prompt')
  }
  const { text, file: shown } = file.positions
  return { text, at: [...place.at, 'prompt_file'], file: shown }
}

function promptAt({ at, isText }: Place, text: string): Template {
  return { text, at: isText ? at : [...at, 'prompt'], file: null }
}

function listOf<T>(values: readonly T[], at: SourcePath): Setting<T> {
  return { kind: 'list', values, at }
}

function modelsOf(places: readonly Place[], asset: SourcePath): Setting<string> {
  const place = placeOf(places, 'model', 'models')
  return textsOf(place, ['model', 'models'], asset)
}

/** Without a size the list is empty: each model then makes its default size. */
function sizesOf(places: readonly Place[], asset: SourcePath): Setting<string> {
  const place = placeOf(places, 'size', 'sizes')
  return textsOf(place, ['size', 'sizes'], asset)
}

function textsOf(
  place: Place | undefined,
  [singular, plural]: ['model', 'models'] | ['size', 'sizes'],
  asset: SourcePath,
): Setting<string> {
  const one = place?.settings[singular]
  if (place === undefined) return listOf([], asset)
  if (one === undefined) return listOf(place.settings[plural] ?? [], [...place.at, plural])
  const at = [...place.at, singular]
  if (!isTemplate(one)) return listOf([one], at)
  return { kind: 'template', template: { text: one, at, file: null } }
}

function seedsOf(places: readonly Place[], asset: SourcePath): SeedSetting {
  const place = placeOf(places, 'seed', 'seeds')
  const { seed, seeds } = place?.settings ?? {}
  if (place === undefined) return listOf([1], asset)
  const at = [...place.at, seed === undefined ? 'seeds' : 'seed']
  if (typeof seed === 'string')
    return { kind: 'template', template: { text: seed, at, file: null } }
  if (seed !== undefined) return listOf([seed], at)
  const form = seedForm(seeds ?? [])
  if (form.kind === 'derive') return { kind: 'derive', count: form.count, at }
  if (form.kind === 'list') return listOf(form.values, at)
  if (form.kind === 'wrong') throw new InternalError(`seeds without errors: ${form.message}`)
  return listOf(
    Array.from({ length: form.count }, (_, index) => form.from + index),
    at,
  )
}
