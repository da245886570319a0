import { InternalError } from '../../diagnostics/user-error.ts'
import type { Findings } from '../findings.ts'
import { child, type Located, toJson } from '../located.ts'
import type { SourcePath } from '../manifest.ts'
import { validate } from './check.generated.ts'
import { prune } from './prune.ts'
import { shapeFinding, type Violation } from './shape-finding.ts'
import type { WrittenAsset, WrittenManifest } from './written-manifest.generated.ts'

/** What passed the check: keys that did not are gone, whether they had to be there or not. */
export interface SoundManifest extends Partial<WrittenManifest> {
  readonly assets?: Readonly<Record<string, WrittenAsset>>
  /** In the order written: an object would put names that are numbers first. */
  readonly assetIds: readonly string[]
}

/**
 * Checks a manifest against the schema, reports every violation, and gives what passed, so that the
 * rules can go on and a person sees everything at once.
 */
export function checkShape(root: Located, findings: Findings): SoundManifest {
  const value = toJson(root)
  const violations = run(value)
  const broken: SourcePath[] = []
  for (const violation of violations) {
    const path = pathOf(violation.instancePath, root)
    const at = shapeFinding(violation, { path, findings })
    if (at !== null) broken.push(at)
  }
  const sound: Partial<WrittenManifest> =
    root.kind === 'map' ? (prune(value, broken) as Partial<WrittenManifest>) : {}
  const assets = child(root, 'assets')
  const names = assets?.kind === 'map' ? [...assets.entries.keys()] : []
  const kept = sound.assets ?? {}
  return { ...sound, assetIds: names.filter((name) => Object.hasOwn(kept, name)) }
}

function run(value: unknown): readonly Violation[] {
  const check = validate as { (value: unknown): boolean; errors?: readonly Violation[] | null }
  if (check(value)) return []
  if (!check.errors) throw new InternalError('the schema check failed without a reason')
  return check.errors
}

/** A JSON pointer as a path; an index is a number. */
function pathOf(pointer: string, root: Located): SourcePath {
  const parts = pointer.split('/').slice(1)
  let at: Located | null = root
  return parts.map((part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const step: string | number = at?.kind === 'list' ? Number(name) : name
    at = at === null ? null : child(at, step)
    return step
  })
}
