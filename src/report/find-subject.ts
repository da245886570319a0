import { posix } from 'node:path'
import { nearest } from '../diagnostics/suggest.ts'
import type { LockState } from '../lockfile/records.ts'
import type { Plan } from '../plan/plan.ts'
import type { RequestKey } from '../request/request.ts'

/** What a person asks about. */
export type Subject =
  /** Path below the output folder. */
  | { readonly kind: 'output'; readonly path: string }
  | { readonly kind: 'request'; readonly key: RequestKey }

export type Search =
  | { readonly kind: 'found'; readonly subject: Subject }
  /** A beginning that several keys have. */
  | { readonly kind: 'ambiguous'; readonly keys: readonly RequestKey[] }
  /** `near`: paths as the plan prints them that may have been meant. */
  | { readonly kind: 'unknown'; readonly near: readonly string[] }

/** Fewer digits of a key name nothing. */
export const shortestKey = 8

/**
 * The output or request that was meant, wanted by the plan or recorded in the lockfile.
 *
 * @param text as it was written. @param paths what it may stand for below the output folder, the
 *   likeliest first.
 */
export function findSubject(
  text: string,
  paths: readonly string[],
  { plan, lock }: { plan: Plan; lock: LockState },
): Search {
  const known = knownPaths(plan, lock)
  const path = paths.map((each) => known.get(each.normalize('NFC'))).find((found) => found)
  if (path !== undefined) return { kind: 'found', subject: { kind: 'output', path } }
  const keys = matchingKeys(text.toLowerCase(), { plan, lock })
  const [key] = keys
  if (key === undefined) return { kind: 'unknown', near: nearPaths(text, paths, { plan, known }) }
  if (keys.length > 1) return { kind: 'ambiguous', keys }
  return { kind: 'found', subject: { kind: 'request', key } }
}

/** Paths below the output folder by their form in NFC: some systems and shells take names apart. */
function knownPaths(plan: Plan, lock: LockState): Map<string, string> {
  const wanted = plan.jobs.flatMap(({ outputs }) => outputs.map(({ path }) => path))
  return new Map([...lock.outputs.keys(), ...wanted].map((path) => [path.normalize('NFC'), path]))
}

function matchingKeys(
  beginning: string,
  { plan, lock }: { plan: Plan; lock: LockState },
): RequestKey[] {
  if (beginning.length < shortestKey || !/^[0-9a-f]+$/.test(beginning)) return []
  const recorded = [...lock.outputs.values()].map(({ key }) => key)
  const all = new Set([...plan.jobs.map(({ key }) => key), ...lock.byKey.keys(), ...recorded])
  return [...all].filter((key) => key.startsWith(beginning)).sort()
}

/** Paths that are named at most. */
const named = 3

/** Paths that hold the text, as a file name or a folder would be; else the one that is spelt nearly so. */
function nearPaths(
  text: string,
  paths: readonly string[],
  { plan, known }: { plan: Plan; known: ReadonlyMap<string, string> },
): string[] {
  const printed = [...known.values()].map((path) => `${plan.manifest.outputDir}/${path}`)
  const [likeliest = text] = paths
  const part = likeliest.normalize('NFC').toLowerCase()
  const holding = printed.filter((path) => path.normalize('NFC').toLowerCase().includes(part))
  if (part.length > 1 && holding.length > 0) return holding.slice(0, named)
  const near =
    nearest(`${plan.manifest.outputDir}/${likeliest}`, printed) ?? nearestName(likeliest, printed)
  return near === null ? [] : [near]
}

/** The path whose last part is spelt nearly so; extensions do not count. */
function nearestName(text: string, paths: readonly string[]): string | null {
  const names = new Map(paths.map((path) => [nameOf(path), path]))
  const near = nearest(nameOf(text), names.keys())
  return near === null ? null : (names.get(near) ?? null)
}

function nameOf(path: string): string {
  return posix.parse(path).name
}
