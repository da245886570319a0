import type { FoundFile } from '../../images/evidence.ts'
import type { ImageFacts, LockState, OutputRecord } from '../../lockfile/records.ts'
import type { Problem, VerifyInput } from './verification.ts'

/** How a recorded file stands. */
export interface OutputLook {
  readonly path: string
  readonly standing: 'intact' | 'missing' | 'gone' | 'orphan-changed' | 'wrong'
  readonly problems: readonly Problem[]
}

/** Compares one line of the lockfile with the file that it tells of, and with what was paid for. */
export function verifyOutput(record: OutputRecord, input: VerifyInput): OutputLook {
  const { output: path } = record
  const standing = standingOf(record, input)
  const file = fileProblem(record, standing, input)
  const line = recordProblem(record, input.lock)
  const problems = [file, line].filter((problem) => problem !== null)
  return { path, standing, problems }
}

function standingOf(
  record: OutputRecord,
  { evidence, wanted }: VerifyInput,
): OutputLook['standing'] {
  const isWanted = wanted.has(record.output)
  const file = evidence.outputs.get(record.output)
  if (file === undefined || isPointer(file, record)) return isWanted ? 'missing' : 'gone'
  if (file.sha256 === record.sha256 && file.bytes === record.bytes) return 'intact'
  return isWanted ? 'wrong' : 'orphan-changed'
}

/** A pointer to these very bytes: the checkout has not got them. */
function isPointer({ pointsAt }: FoundFile, { sha256, bytes }: OutputRecord): boolean {
  return pointsAt !== null && pointsAt.sha256 === sha256 && pointsAt.bytes === bytes
}

function fileProblem(
  record: OutputRecord,
  standing: OutputLook['standing'],
  { evidence, allowMissing }: VerifyInput,
): Problem | null {
  const { output: subject } = record
  const file = evidence.outputs.get(subject)
  if (standing === 'missing') {
    const what = file === undefined ? 'is not here' : 'is not here, only its Git LFS pointer'
    const message = `the file ${what}; --allow-missing passes where pictures are kept elsewhere`
    return allowMissing ? null : { code: 'OUTPUT_MISSING', subject, message }
  }
  if (standing !== 'wrong' || file === undefined) return null
  if (file.sha256 === record.replaces) {
    const message = 'the file is the one before: it was about to be replaced, and a run does it'
    return { code: 'OUTPUT_UNFINISHED', subject, message }
  }
  return { code: 'OUTPUT_CHANGED', subject, message: changedWords(file, record) }
}

function changedWords(file: FoundFile, record: OutputRecord): string {
  if (file.sha256 === record.sha256) {
    return `the file has ${file.bytes} bytes, and the lockfile says ${record.bytes}`
  }
  const [is, was] = [file.sha256.slice(0, 12), record.sha256.slice(0, 12)]
  return `the file is not the one that was written: it has ${file.bytes} bytes with hash ${is}…, recorded are ${record.bytes} with ${was}…`
}

/** Every file goes back to a picture that was paid for; a line that does not was not written by a run. */
function recordProblem(record: OutputRecord, lock: LockState): Problem | null {
  const { output: subject, image, recipe } = record
  const origin = recipe === null ? record.sha256 : (record.derived_from ?? null)
  const pictures = paidPictures(lock, record.key, image)
  const picture = pictures.find(({ sha256 }) => sha256 === origin)
  if (picture === undefined) {
    const message = `the lockfile has no payment for the picture that this file is made of, image ${image} of request ${record.key.slice(0, 12)}…`
    return { code: 'OUTPUT_UNPAID', subject, message }
  }
  if (recipe !== null || isSame(record, picture)) return null
  const message = `the lockfile says ${facts(record)} of the file and ${facts(picture)} of the picture, and they are the same`
  return { code: 'OUTPUT_RECORD', subject, message }
}

function paidPictures(lock: LockState, key: OutputRecord['key'], image: number): ImageFacts[] {
  return (lock.byKey.get(key) ?? []).flatMap(({ images }) => images?.[image - 1] ?? [])
}

function isSame(a: Facts, b: Facts): boolean {
  return a.bytes === b.bytes && a.width === b.width && a.height === b.height
}

type Facts = Pick<ImageFacts, 'bytes' | 'width' | 'height'>

function facts({ width, height, bytes }: Facts): string {
  return `${width}*${height} in ${bytes} bytes`
}
