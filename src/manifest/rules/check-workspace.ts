import type { Region } from '../../catalog/model.ts'
import { needsWorkspace } from '../../catalog/regions.ts'
import type { Findings } from '../findings.ts'
import type { SoundManifest } from '../schema/check-shape.ts'

/** A region without a host for everyone has to be told the workspace. */
export function checkWorkspace(
  { provider }: SoundManifest,
  region: Region,
  findings: Findings,
): void {
  // As written: a workspace with a finding of its own is named all the same.
  const isNamed = findings.source.located(['provider', 'workspace']) !== null
  if (!needsWorkspace(region) || isNamed) return
  const message = `region ${region} has a host for each workspace, and no workspace is named`
  const at = provider?.region === region ? ['provider', 'region'] : ['provider']
  findings.report('MANIFEST_NO_WORKSPACE', message, at, {
    help: 'write `workspace:` under `provider`, with the id that the console shows',
  })
}
