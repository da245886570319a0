import type { SourcePath } from '../manifest.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import type { WrittenSettings } from '../schema/written-manifest.generated.ts'

/** Where settings are written: in `defaults` or in an asset. */
export interface Place {
  readonly settings: WrittenSettings
  readonly at: SourcePath
  /** An asset that is a plain text: its prompt, which stands where the asset does. */
  readonly isText: boolean
}

/** An asset's own settings before the defaults: the first place that gives a setting decides. */
export interface AssetPlaces {
  readonly id: string
  readonly at: SourcePath
  readonly places: readonly Place[]
}

/** Every asset with the places that its settings come from. */
export function assetPlaces(manifest: SoundManifest): AssetPlaces[] {
  const defaults = defaultsPlace(manifest)
  // An asset may be called like what every object inherits, and its own value may have been left out.
  const assets = new Map(Object.entries(manifest.assets ?? {}))
  return manifest.assetIds.map((id) => {
    const at = ['assets', id]
    const asset = assets.get(id) ?? {}
    const isText = typeof asset === 'string'
    const settings = isText ? { prompt: asset } : asset
    return { id, at, places: [{ settings, at, isText }, ...defaults] }
  })
}

/** Every place once. */
export function allPlaces(manifest: SoundManifest): Place[] {
  const own = assetPlaces(manifest).flatMap(({ places }) => places.slice(0, 1))
  return [...defaultsPlace(manifest), ...own]
}

/** The place that gives one of some settings, which are forms of one. */
export function placeOf(
  places: readonly Place[],
  ...keys: (keyof WrittenSettings)[]
): Place | undefined {
  return places.find(({ settings }) => keys.some((key) => settings[key] !== undefined))
}

function defaultsPlace({ defaults }: SoundManifest): Place[] {
  return defaults === undefined ? [] : [{ settings: defaults, at: ['defaults'], isText: false }]
}
