import { paidOriginals } from '../../images/evidence.ts'
import { readProvenance } from '../read-provenance.ts'
import type { Problem, Verification, VerifyInput } from './verification.ts'
import { verifyLabels } from './verify-labels.ts'
import { verifyOutput } from './verify-output.ts'
import { verifyProvenance } from './verify-provenance.ts'

/**
 * Whether lockfile, provenance and files agree: every recorded file has the recorded bytes, every
 * record goes back to a picture that was paid for, and the provenance says the same of each.
 *
 * Needs neither key nor network nor clock. What the manifest wants beyond what was made is no
 * disagreement: that is what a plan tells.
 */
export function verifySet(input: VerifyInput): Verification {
  const { lock, evidence } = input
  const looks = [...lock.outputs.values()].map((record) => verifyOutput(record, input))
  const read = input.provenance === null ? null : readProvenance(input.provenance)
  const labels = input.labels === null ? null : verifyLabels(input.labels)
  const problems = [
    ...looks.flatMap((look) => look.problems),
    ...damagedOriginals(input),
    ...verifyProvenance(read, input),
    ...(labels?.problems ?? []),
  ]
  return {
    outputs: {
      recorded: looks.length,
      intact: looks.filter(({ standing }) => standing === 'intact').length,
      missing: looks.filter(({ standing }) => standing === 'missing').length,
      orphansChanged: looks.flatMap(({ standing, path }) =>
        standing === 'orphan-changed' ? [path] : [],
      ),
    },
    originals: { paid: paidOriginals(lock).size, here: evidence.originals.size },
    provenance: read !== null && 'provenance' in read ? read.provenance.images.size : null,
    labels: labels?.counts ?? null,
    problems: problems.sort(bySubject),
  }
}

/** A store that lost or swapped bytes: what it holds under a name is not that picture. */
function damagedOriginals({ evidence }: VerifyInput): Problem[] {
  return [...evidence.originals].flatMap(([name, { sha256 }]): Problem[] => {
    if (sha256 === name) return []
    const message = 'the original in the store is damaged: it has other bytes than its name says'
    return [{ code: 'ORIGINAL_DAMAGED', subject: name, message }]
  })
}

/** What is about the whole first, then by path. */
function bySubject(a: Problem, b: Problem): number {
  const [one, other] = [a.subject ?? '', b.subject ?? '']
  return one < other ? -1 : Number(one > other)
}
