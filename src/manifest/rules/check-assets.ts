import { nearest } from '../../diagnostics/suggest.ts'
import type { Findings } from '../findings.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { knownKeys } from '../schema/known-keys.generated.ts'
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
  const assets = assetPlaces(manifest)
  const noPrompt = assets.filter((asset) => !gives(asset, ['prompt', 'prompt_file'], findings))
  reportLack('MANIFEST_NO_PROMPT', 'prompt', noPrompt, findings)
  if (options.model) return
  const noModel = assets.filter((asset) => !gives(asset, ['model', 'models'], findings))
  reportLack('MANIFEST_NO_MODEL', 'model', noModel, findings)
}

const help = {
  MANIFEST_NO_PROMPT: 'add `prompt:` or `prompt_file:`, to the asset or to `defaults`',
  MANIFEST_NO_MODEL:
    'add `model: qwen-image-plus` to `defaults` or to the asset; `mintage models` lists them all',
}

/** One finding for all: what one asset lacks many often do. */
function reportLack(
  code: keyof typeof help,
  what: string,
  [first, ...others]: readonly AssetPlaces[],
  findings: Findings,
): void {
  if (first === undefined) return
  const more = others.length === 1 ? ', nor has 1 other' : `, nor have ${others.length} others`
  const message = `asset \`${first.id}\` has no ${what}${others.length === 0 ? '' : more}`
  findings.report(code, message, first.at, { part: 'key', help: help[code] })
}

/**
 * As written: what has a wrong value is given, and reported already, and so is a key that is one of
 * these misspelt.
 */
function gives({ at, places }: AssetPlaces, keys: readonly string[], findings: Findings): boolean {
  const { source } = findings
  if (source.located(at)?.kind === 'scalar' && keys.includes('prompt')) return true
  return [...places.map((place) => place.at), ['defaults']].some((place) => {
    const settings = source.located(place)
    const written = settings?.kind === 'map' ? [...settings.entries.keys()] : []
    return written.some((key) => keys.includes(key) || (!findings.full && meansOneOf(key, keys)))
  })
}

function meansOneOf(key: string, keys: readonly string[]): boolean {
  const known = knownKeys['defaults'] ?? []
  const meant = known.includes(key) ? null : nearest(key, known)
  return meant !== null && keys.includes(meant)
}
