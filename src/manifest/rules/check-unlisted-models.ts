import { findModel } from '../../catalog/models.ts'
import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import type { Partly } from '../schema/prune.ts'
import { shortened } from '../schema/words.ts'
import type { WrittenModel } from '../schema/written-manifest.generated.ts'
import { isTemplate } from '../template-text.ts'
import { checkModelSizes } from './check-model-sizes.ts'
import { allPlaces } from './places.ts'

/** Models that the manifest spells out: new to the catalogue, whole, and without contradiction. */
export function checkUnlistedModels(
  manifest: SoundManifest,
  options: { readonly model: boolean },
  findings: Findings,
): void {
  const used = options.model ? null : usedModels(manifest)
  for (const [id, model] of Object.entries(manifest.unlisted_models ?? {})) {
    const at = ['unlisted_models', id]
    checkId(id, at, findings)
    checkModelSizes(model.sizes, [...at, 'sizes'], findings)
    checkConcurrent(model, [...at, 'regions'], findings)
    if (used === null || used.has(id)) continue
    findings.report('MODEL_UNUSED', `no asset asks for the model \`${id}\``, at, {
      part: 'key',
      help: `ask for it with \`model: ${id}\`, or remove it`,
    })
  }
}

/** Models that some place names; null where a template may name any. */
function usedModels(manifest: SoundManifest): ReadonlySet<string> | null {
  const named = allPlaces(manifest).flatMap(({ settings: { model, models = [] } }) =>
    model === undefined ? models : [model],
  )
  return named.some(isTemplate) ? null : new Set(named)
}

function checkId(id: string, at: SourcePath, findings: Findings): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) {
    findings.report('MANIFEST_BAD_NAME', `\`${shortened(id)}\` cannot be a model's id`, at, {
      part: 'key',
      help: 'at most 64 letters, digits, `.`, `_` and `-`, beginning with a letter or digit',
    })
  }
  if (findModel(id) === undefined) return
  findings.report('MODEL_LISTED', `the catalogue has the model \`${id}\` already`, at, {
    part: 'key',
    help: 'remove it here; where your account differs from the list, write `limits:` and `prices:`',
  })
}

/** Each mode has a limit of requests in progress, or null; a mode that the model lacks has none. */
function checkConcurrent(
  { routes, regions = {} }: Partly<WrittenModel>,
  at: SourcePath,
  findings: Findings,
): void {
  if (routes === undefined) return
  for (const [region, terms] of Object.entries(regions)) {
    const path = [...at, region, 'limits', 'concurrent']
    const written = findings.source.located(path)
    if (terms?.limits?.concurrent === undefined || written?.kind !== 'map') continue
    for (const mode of ['async', 'sync'] as const) {
      const isThere = written.entries.has(mode)
      if (isThere === (routes[mode] !== undefined)) continue
      if (isThere) {
        const message = `the model has no mode \`${mode}\``
        const help = `remove it, or name its operation under \`routes\``
        findings.report('MODEL_FIGURES', message, [...path, mode], { part: 'key', help })
      } else {
        const message = `\`concurrent\` says nothing of \`${mode}\``
        const help = `write how many requests may be in progress, or \`${mode}: null\` where nothing bounds them`
        findings.report('MANIFEST_MISSING_KEY', message, path, { part: 'key', help })
      }
    }
  }
}
