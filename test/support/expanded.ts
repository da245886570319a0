import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { type Expansion, expand } from '../../src/plan/expand.ts'
import type { Job, Output } from '../../src/plan/job.ts'
import { type AssetPatch, asset, type ManifestPatch, manifest } from './manifest-builder.ts'

/** Expands a manifest of one asset. */
export function expandOne(patch: AssetPatch, around: ManifestPatch = {}): Expansion {
  return expand(manifest({ ...around, assets: [asset(patch)] }))
}

/** Jobs of a manifest that has to expand without an error. */
export function jobsOf(built: Manifest): readonly Job[] {
  const { jobs, diagnostics } = expand(built)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return jobs
}

export function outputsOf(built: Manifest): readonly Output[] {
  return jobsOf(built).flatMap(({ outputs }) => outputs)
}

export function pathsOf(built: Manifest): readonly string[] {
  return outputsOf(built).map(({ path }) => path)
}

/** `CODE at place`, for comparing what was found without its words. */
export function found({ diagnostics }: Expansion): readonly string[] {
  return diagnostics.map(({ code, span }) => `${code} at ${span?.file}`)
}

/** The only finding, which there has to be. */
export function only({ diagnostics }: Expansion): Diagnostic {
  const [first, ...more] = diagnostics
  if (first === undefined || more.length > 0) {
    throw new Error(`expected one finding, got ${diagnostics.map(({ code }) => code).join(', ')}`)
  }
  return first
}
