import { isDeepStrictEqual } from 'node:util'
import type { Attempt, Cost, LockState, OutputRecord } from '../../lockfile/records.ts'
import { costOfOne, describeResponse, totalCost } from '../build-provenance.ts'
import type { readProvenance, WrittenImage, WrittenProvenance } from '../read-provenance.ts'
import type { Problem, VerifyInput } from './verification.ts'

/** Compares a provenance.json with the lockfile, in all that follows from it. */
export function verifyProvenance(
  read: ReturnType<typeof readProvenance> | null,
  input: VerifyInput,
): Problem[] {
  if (read === null) return input.told.size === 0 || input.allowMissing ? [] : [missing]
  if ('reason' in read) return [about('PROVENANCE_DAMAGED', `it cannot be read: ${read.reason}`)]
  const { provenance } = read
  const { name } = input
  return [
    ...(provenance.name === name
      ? []
      : [about('PROVENANCE_NAME', `it is of "${provenance.name}", and "${name}" was expected`)]),
    ...[...provenance.images].flatMap(([path, image]) => verifyImage(path, image, input.lock)),
    ...lacking(provenance, input),
    ...wrongTotals(provenance, input.lock),
  ]
}

const missing: Problem = {
  code: 'PROVENANCE_MISSING',
  subject: null,
  message: 'provenance.json is not here; `mintage provenance` writes it from the lockfile',
}

function about(code: Problem['code'], message: string, subject: string | null = null): Problem {
  return { code, subject, message }
}

const rewrite = '`mintage provenance` writes it anew'

function verifyImage(path: string, image: WrittenImage, lock: LockState): Problem[] {
  const record = lock.outputs.get(path)
  if (record === undefined) {
    const message = `the provenance tells of a file that the lockfile does not know; bring the lockfile back if it lost lines, else ${rewrite}`
    return [about('PROVENANCE_EXTRA', message, path)]
  }
  const done = paidBy(image, record, lock)
  const wrong = [
    ...differences(image, factsOfLine(record)),
    ...(done === null ? ['request_key'] : differences(image, factsOfAttempt(done))),
    ...(done === null ? [] : promptDifferences(image, done)),
  ]
  if (wrong.length === 0) return []
  const fields = [...new Set(wrong)].join(', ')
  return [
    about('PROVENANCE_DIFFERS', `provenance and lockfile differ in ${fields}; ${rewrite}`, path),
  ]
}

/** The latest attempt of the request that made the picture; null: none in the lockfile did. */
function paidBy(image: WrittenImage, record: OutputRecord, lock: LockState): Attempt | null {
  const attempts = lock.byKey.get(record.key) ?? []
  const made = (attempt: Attempt) =>
    attempt.images?.[record.image - 1]?.sha256 === image.derived_from
  return attempts.findLast(made) ?? null
}

type Facts = Readonly<Partial<Record<keyof WrittenImage, unknown>>>

function factsOfLine(record: OutputRecord): Facts {
  const { sha256, bytes, width, height, format, key } = record
  const derived_from = record.derived_from ?? sha256
  return { sha256, bytes, width, height, format, derived_from, request_key: key }
}

function factsOfAttempt(done: Attempt): Facts {
  return {
    request: done.request,
    response: describeResponse(done.response ?? {}, done),
    cost: costOfOne(done),
    simulated: done.response?.simulated === true,
    warning: done.warning ?? undefined,
  }
}

function promptDifferences({ prompt }: WrittenImage, done: Attempt): string[] {
  const rendered = done.request?.prompt
  const rewritten = done.response?.actual_prompt ?? null
  const isSame = prompt.rendered === rendered && prompt.rewritten === rewritten
  return isSame ? [] : ['prompt']
}

function differences(image: WrittenImage, facts: Facts): string[] {
  const fields = Object.keys(facts) as (keyof WrittenImage)[]
  // Through JSON, since a value that was written and read again has lost what JSON has no word for.
  return fields.filter((field) => !isDeepStrictEqual(asJson(image[field]), asJson(facts[field])))
}

function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

function lacking({ images }: WrittenProvenance, { told }: VerifyInput): Problem[] {
  return [...told]
    .filter((path) => !images.has(path))
    .map((path) => {
      return about(
        'PROVENANCE_LACKS',
        `the provenance does not tell of this file; ${rewrite}`,
        path,
      )
    })
}

function wrongTotals({ images, totals }: WrittenProvenance, lock: LockState): Problem[] {
  const paid = new Map<string, Cost>()
  const jobs = new Set<string>()
  for (const [path, image] of images) {
    const record = lock.outputs.get(path)
    const cost = record === undefined ? null : (paidBy(image, record, lock)?.cost ?? null)
    jobs.add(image.request_key)
    if (cost !== null) paid.set(image.request_key, cost)
  }
  const expected = { files: images.size, jobs: jobs.size, cost: totalCost([...paid.values()]) }
  if (isDeepStrictEqual(asJson(totals), asJson(expected))) return []
  return [about('PROVENANCE_TOTALS', `its totals are not the sums of its images; ${rewrite}`)]
}
