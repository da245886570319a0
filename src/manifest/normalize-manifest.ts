import type { Region } from '../catalog/model.ts'
import type { Currency } from '../catalog/money.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import type { Json } from '../request/canonical-json.ts'
import type { Manifest, Matrix, SourcePath, Template } from './manifest.ts'
import { readMoney } from './money.ts'
import { normalizeAsset } from './normalize-asset.ts'
import { normalizeModel } from './normalize-model.ts'
import { normalizeOutputDir } from './output-dir.ts'
import type { CheckedOverrides } from './overrides.ts'
import type { References } from './read-references.ts'
import { unlistedPrice } from './rules/check-money.ts'
import { assetPlaces, type Place } from './rules/places.ts'
import type { SoundManifest } from './schema/check-shape.ts'
import type { LoadedSource } from './source.ts'

/** What a manifest is made from, once nothing is wrong with it. */
export interface Parts {
  readonly written: SoundManifest
  readonly source: LoadedSource
  readonly references: References
  readonly matrices: ReadonlyMap<Place['settings'], Matrix>
  readonly overrides: CheckedOverrides
  /** Absolute path and folder of the file, and the digest of its bytes. */
  readonly file: Pick<Manifest, 'path' | 'folder' | 'digest'>
}

/** Completes what was written with the defaults of the language. Reads and checks nothing. */
export function normalizeManifest(parts: Parts): Manifest {
  const { written, source, overrides, file } = parts
  const { region, currency } = account(written, overrides)
  return {
    name: written.name ?? missing('name'),
    ...file,
    data: dataOf(parts.references),
    overlays: overlayBytes(parts.references),
    provider: {
      kind: 'dashscope',
      region,
      currency,
      workspace: written.provider?.workspace ?? null,
    },
    outputDir: normalizeOutputDir(written.output_dir ?? 'out'),
    budget: budgetOf(parts, currency),
    limits: new Map(Object.entries(written.limits ?? {})),
    prices: new Map(
      Object.keys(written.prices ?? {}).map((model) => [
        model,
        moneyAt(['prices', model], source).amount,
      ]),
    ),
    unlistedModels: new Map(
      Object.entries(written.unlisted_models ?? {}).map(([id, model]) => [
        id,
        normalizeModel(id, model, {
          currency,
          priceIn: (region) => moneyAt(unlistedPrice(id, region), source),
        }),
      ]),
    ),
    vars: varsOf(written, overrides),
    partials: new Map(
      Object.entries(written.partials ?? {}).map(([name, text]): [string, Template] => [
        name,
        { text, at: ['partials', name], file: null },
      ]),
    ),
    assets: assetPlaces(written).map((asset) => normalizeAsset(asset, parts)),
    source,
  }
}

/** Region and currency of the prices: CNY in beijing, USD elsewhere, if the manifest does not say. */
export function account(
  written: SoundManifest,
  overrides: CheckedOverrides,
): { readonly region: Region; readonly currency: Currency } {
  const region = overrides.region ?? written.provider?.region ?? 'singapore'
  const currency = written.provider?.currency ?? (region === 'beijing' ? 'CNY' : 'USD')
  return { region, currency }
}

function overlayBytes({ overlays }: References): Manifest['overlays'] {
  return new Map(
    [...overlays.values()].map(({ digest, bytes }) => [digest.replace('sha256:', ''), bytes]),
  )
}

function dataOf({ tables, prompts, overlays }: References): Manifest['data'] {
  const read = [...tables.values()].map(({ file }) => file)
  const files = [...read, ...prompts.values(), ...overlays.values()]
  // One file may be read for two things, and change between: then it is there twice.
  const each = new Map(files.map(({ path, digest }) => [`${path}\n${digest}`, { path, digest }]))
  return [...each].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file)
}

function budgetOf({ written: { budget }, source }: Parts, currency: Currency): Manifest['budget'] {
  if (budget === undefined) return null
  const money = budget.max_cost === undefined ? null : moneyAt(['budget', 'max_cost'], source)
  const maxCost =
    money === null ? null : { amount: money.amount, currency: money.currency ?? currency }
  return { maxCost, maxImages: budget.max_images ?? null }
}

function moneyAt(path: SourcePath, source: LoadedSource) {
  return readMoney(source.located(path), source.positions.text) ?? missing(path.join('.'))
}

function varsOf({ vars = {} }: SoundManifest, { set }: CheckedOverrides): Manifest['vars'] {
  return new Map(
    Object.entries(vars).map(([name, value]) => [name, set.get(name) ?? (value as Json)]),
  )
}

function missing(what: string): never {
  throw new InternalError(`a manifest without errors has no ${what}`)
}
