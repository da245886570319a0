import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { type AssetPlaces, assetPlaces } from './places.ts'

/**
 * What every asset needs.
 *
 * @param options.model whether the command line gives a model, for all assets
 */
export function checkAssets(
  manifest: SoundManifest,
  options: { readonly model: boolean },
  findings: Findings,
): void {
  for (const asset of assetPlaces(manifest)) {
    if (!gives(asset, ['prompt', 'prompt_file'], findings)) {
      findings.report('MANIFEST_NO_PROMPT', `asset \`${asset.id}\` has no prompt`, asset.at, {
        part: 'key',
        help: 'give it a `prompt:` or a `prompt_file:`',
      })
    }
    if (!options.model && !gives(asset, ['model', 'models'], findings)) {
      findings.report('MANIFEST_NO_MODEL', `asset \`${asset.id}\` has no model`, asset.at, {
        part: 'key',
        help: 'add `model: qwen-image-plus` to `defaults` or to the asset; `mintage models` lists them all',
      })
    }
  }
}

/** As written: what has a wrong value is given, and reported already. */
function gives({ at, places }: AssetPlaces, keys: readonly string[], findings: Findings): boolean {
  const { source } = findings
  const isText = source.located(at)?.kind === 'scalar'
  if (isText && keys.includes('prompt')) return true
  const written: SourcePath[] = [...places.map((place) => place.at), ['defaults']]
  return written.some((place) => keys.some((key) => source.located([...place, key]) !== null))
}
