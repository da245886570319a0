import type { RunResult } from '../../src/run/events.ts'
import type { Ledger } from '../../src/simulator/ledger.ts'
import type { Remains } from './inspect.ts'
import type { Kind } from './set.ts'

/** What is left of a set after its last run. */
export interface Found {
  readonly last: RunResult
  readonly remains: Remains
  readonly ledger: Ledger
}

interface Wanted {
  readonly kind: Kind
  readonly images: number
  readonly expected: Remains
}

/** What is not as it was promised, in words; nothing, if all is well. */
export function violationsOf(found: Found, wanted: Wanted): string[] {
  const { repeated } = found.ledger.billed
  const { litter } = found.remains
  return [
    ...said(repeated.length === 0, `${repeated.length} requests were paid twice`),
    ...said(litter.length === 0, `left behind: ${litter.join(', ')}`),
    ...(wanted.kind === 'tasks' ? whole(found, wanted) : honest(found, wanted)),
  ]
}

/** Every image is there, once, and lockfile and provenance are those of an undisturbed run. */
function whole({ last, remains, ledger }: Found, { images, expected }: Wanted): string[] {
  const missing = last.missing.slice(0, 3).map(({ output, why }) => `${output} (${why})`)
  return [
    ...said(last.ended === 'complete', `the last run ended as ${last.ended}`),
    ...said(missing.length === 0, `outputs are missing: ${missing.join(', ')}`),
    ...said(
      ledger.billed.images === images,
      `${ledger.billed.images} images were paid, and ${images} are wanted`,
    ),
    ...said(ledger.downloads.images === images, 'a paid picture was never fetched'),
    ...differences('pictures', lines(expected.pictures), lines(remains.pictures)),
    ...differences('lockfile', expected.lock, remains.lock),
    ...differences('provenance', [expected.provenance], [remains.provenance]),
  ]
}

/**
 * Where a lost answer leaves no trace to find it by: nothing is sent again unasked, and whatever was
 * paid is either here or stands in the lockfile as unknown.
 */
function honest({ last, remains, ledger }: Found, { images }: Wanted): string[] {
  const attempts = remains.lock
    .map((line) => JSON.parse(line) as { key: string; state?: string })
    .filter(({ state }) => state !== undefined)
  const keysOf = (state: string) =>
    new Set(attempts.filter((one) => one.state === state).map(({ key }) => key))
  const unknown = keysOf('reserved')
  const done = keysOf('done')
  const lost = ledger.requests.filter(
    ({ billed, key }) => billed > 0 && !done.has(key) && !unknown.has(key),
  )
  return [
    ...said(
      ledger.accepted.images <= images,
      `${ledger.accepted.images} images were asked for, and ${images} are wanted`,
    ),
    ...said(lost.length === 0, `${lost.length} paid requests are neither here nor unknown`),
    ...said(
      unknown.size === last.counts.unknown,
      `${unknown.size} outcomes are unknown in the lockfile, and ${last.counts.unknown} to the run`,
    ),
    ...said(
      done.size === last.counts.done,
      `${done.size} requests are done in the lockfile, and ${last.counts.done} to the run`,
    ),
  ]
}

function said(holds: boolean, words: string): string[] {
  return holds ? [] : [words]
}

function lines(pictures: ReadonlyMap<string, string>): string[] {
  return [...pictures].map(([path, sha256]) => `${path} ${sha256}`)
}

function differences(
  what: string,
  expected: readonly string[],
  found: readonly string[],
): string[] {
  const [before, after] = [new Set(expected), new Set(found)]
  const lacking = expected.filter((line) => !after.has(line))
  const added = found.filter((line) => !before.has(line))
  if (lacking.length + added.length === 0 && expected.length === found.length) return []
  const examples = [lacking[0], added[0]].map((line) => line?.slice(0, 400) ?? '')
  return [`${what}: ${lacking.length} lines lack, ${added.length} are new: ${examples.join(' | ')}`]
}
