import { findModel } from '../../catalog/models.ts'
import { unknownModel } from '../../catalog/unknown-model.ts'
import type { Findings } from '../findings.ts'
import type { SoundManifest } from '../schema/check-shape.ts'

/** `limits` and `prices` of a model that does not exist would change nothing, and nobody would see it. */
export function checkModelIds(manifest: SoundManifest, findings: Findings): void {
  const unlisted = Object.keys(manifest.unlisted_models ?? {})
  for (const key of ['limits', 'prices'] as const) {
    for (const id of Object.keys(manifest[key] ?? {})) {
      if (findModel(id) !== undefined || unlisted.includes(id)) continue
      const { message, help } = unknownModel(id, unlisted)
      findings.report('MODEL_UNKNOWN', message, [key, id], { part: 'key', help })
    }
  }
}
