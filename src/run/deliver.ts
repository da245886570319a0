import { formatMicros, type Micros } from '../catalog/money.ts'
import type { Cost, ImageFacts } from '../lockfile/records.ts'
import type { Answer } from '../provider/provider.ts'
import type { Engine } from './engine.ts'
import { type Fetched, fetchImage } from './fetch-image.ts'
import { diskHalt } from './halts.ts'
import type { Item, Task } from './item.ts'
import { doneRecord, type Failing, failedRecord, responseFacts } from './records.ts'
import { fail, giveUp } from './refused.ts'
import { staysUnknown } from './stays-unknown.ts'
import { naming } from './tally.ts'
import type { Written } from './write-outputs.ts'

/** What a delivery needs beyond the engine: the disk, behind a bound on how much goes on at once. */
export interface DeliveryParts {
  /** Runs one download at a time per place; places are few, so that memory stays bounded. */
  readonly bounded: <T>(task: () => Promise<T>) => Promise<T>
  /** Checks that bytes are an image and puts them into the store. @throws {DiskRefused} */
  readonly keep: (bytes: Uint8Array) => Promise<{ facts: ImageFacts } | { reason: string }>
  /** Writes the outputs of a job from the store. Reports what failed itself. */
  readonly writeOutputs: (
    item: Item,
    images: readonly (ImageFacts | null)[],
  ) => Promise<Pick<Written, 'written' | 'refused'>>
}

/** From an answer to pictures that are safe, recorded and placed. */
export function deliverer(
  parts: DeliveryParts,
): (engine: Engine, item: Item, answer: Answer) => Promise<void> {
  return async (engine, item, whole) => {
    engine.setPhase(item, 'delivering')
    const answer = wantedOf(whole, item)
    const fetched = await fetchAll(engine, answer, parts)
    const { task } = item
    if (task === null || !fetched.some(({ kind }) => kind === 'expired')) {
      return conclude(engine, item, { answer, fetched, parts })
    }
    const fresh = await freshAnswer(engine, task)
    if (fresh === 'later') return leave(engine, item, 'its task could not be asked for a new URL')
    if (fresh === 'none') return conclude(engine, item, { answer, fetched, parts })
    const renewed = wantedOf(fresh, item)
    const again = await fetchAll(engine, renewed, parts)
    return conclude(engine, item, { answer: renewed, fetched: again, parts })
  }
}

/** The images that were asked for: no more are kept, nor counted as paid, whatever an answer holds. */
function wantedOf(answer: Answer, { job }: Item): Answer {
  return { ...answer, images: answer.images.slice(0, job.request.n) }
}

/** How often a task is asked for its URLs anew, and milliseconds between. */
const mostLooks = 4
const betweenLooksMs = 2000

/**
 * A task's URL that expired can be asked for once more; a call's cannot. `later`: the task did not
 * answer, which says nothing about its picture.
 */
async function freshAnswer(engine: Engine, { id }: Task): Promise<Answer | 'later' | 'none'> {
  const { pacer, provider, clock, immediate } = engine.parts
  for (let look = 1; look <= mostLooks; look += 1) {
    if (look > 1) await clock.sleep(betweenLooksMs * look, immediate)
    await pacer.turn(immediate)
    const outcome = await provider.poll(id, { signal: immediate })
    if (outcome.kind === 'succeeded') return outcome.answer
    if (outcome.kind !== 'unanswered') return 'none'
  }
  return 'later'
}

async function fetchAll(
  engine: Engine,
  answer: Answer,
  { bounded, keep }: DeliveryParts,
): Promise<readonly Fetched[]> {
  const { provider, clock, random, immediate } = engine.parts
  const parts = { provider, clock, random, immediate, keep }
  return Promise.all(answer.images.map((image) => bounded(() => fetchImage(image, parts))))
}

async function conclude(
  engine: Engine,
  item: Item,
  { answer, fetched, parts }: { answer: Answer; fetched: readonly Fetched[]; parts: DeliveryParts },
): Promise<void> {
  const worst = (kind: Fetched['kind']) => fetched.find((one) => one.kind === kind) ?? null
  const later = worst('later')
  if (later?.kind === 'later') return leave(engine, item, later.reason)
  if (fetched.some(({ kind }) => kind === 'stored')) {
    return done(engine, item, { answer, fetched, parts })
  }
  const expired = worst('expired')
  if (expired?.kind === 'expired') return expire(engine, item, expired.reason)
  const bad = worst('bad')
  if (bad?.kind === 'bad') return badImage(engine, item, bad.reason)
  return noImage(engine, item, fetched)
}

/** Paid and on the server; its place in the lockfile lets a later run fetch it. */
function leave(engine: Engine, item: Item, reason: string): void {
  engine.tell({
    type: 'warning',
    code: 'RUN_DOWNLOAD',
    message: `a paid picture could not be fetched yet: ${reason}`,
  })
  engine.settle(item, {
    kind: 'left',
    why: `paid, not downloaded yet (${reason}); the next run fetches it`,
  })
}

/** It was paid if it had succeeded, and its picture is gone: an unknown outcome, never sent again unasked. */
export async function expire(engine: Engine, item: Item, reason: string): Promise<void> {
  const failing = { ...billedFailing, code: 'EXPIRED', message: reason }
  await engine.record(failedRecord(item, failing, engine.parts.clock.now()))
  staysUnknown(engine, item, `expired: ${reason}`)
}

const billedFailing: Omit<Failing, 'code' | 'message'> = {
  httpStatus: null,
  requestId: null,
  retriable: false,
  billed: true,
}

async function badImage(engine: Engine, item: Item, reason: string): Promise<void> {
  const failing = { ...billedFailing, code: 'BAD_IMAGE', message: reason }
  await fail(engine, item, failing)
  giveUp(engine, item, {
    ...failing,
    hint: 'it was billed, so it is never sent again unasked; --retry-failed pays for another',
  })
}

/** Every image of the answer failed at the API: not billed. */
async function noImage(engine: Engine, item: Item, fetched: readonly Fetched[]): Promise<void> {
  const first = fetched.find((one) => one.kind === 'failed')
  const message = first?.kind === 'failed' ? first.reason : 'the answer held no image'
  const failing: Failing = { ...billedFailing, code: 'NO_IMAGE', message, billed: false }
  await fail(engine, item, failing)
  giveUp(engine, item, { ...failing, hint: null })
}

async function done(
  engine: Engine,
  item: Item,
  { answer, fetched, parts }: { answer: Answer; fetched: readonly Fetched[]; parts: DeliveryParts },
): Promise<void> {
  const { clock, provider, tally, wallet } = engine.parts
  const images = imagesOf(item, fetched)
  const paid = paidFor(item, fetched)
  const warning = sizeWarning(item, images)
  const response = responseFacts(item, answer, provider)
  const record = { images, response, cost: costOf(item, paid), warning, now: clock.now() }
  await engine.record(doneRecord(item, record))
  const unpaid = { cost: item.amount.cost - paid, images: item.amount.images - paidImages(fetched) }
  wallet.release(unpaid, item.ofThisCall)
  tally.settled(item.amount.cost, paid)
  item.warning = warning
  if (warning !== null)
    engine.tell({ type: 'warning', code: 'IMAGE_SIZE', message: `${item.job.asset}: ${warning}` })
  for (const message of missingImages(item, fetched))
    engine.tell({ type: 'warning', code: 'IMAGE_MISSING', message })
  const { written: outputs, refused } = await parts.writeOutputs(item, images)
  engine.settle(item, { kind: 'done' })
  const came = images.filter((image) => image !== null).length
  engine.tell({ type: 'image', ...naming(item), images: came, outputs, cost: paid })
  if (refused !== null) engine.halt(diskHalt(refused))
}

/** The pictures in the order of the request; null for each that is missing. */
function imagesOf(item: Item, fetched: readonly Fetched[]): readonly (ImageFacts | null)[] {
  return Array.from({ length: item.job.request.n }, (_, index) => {
    const one = fetched[index]
    return one?.kind === 'stored' ? one.facts : null
  })
}

/** What is said of each image of several that is not there. An answer with fewer images says no more. */
function missingImages({ job }: Item, fetched: readonly Fetched[]): readonly string[] {
  const { n } = job.request
  return Array.from({ length: n }, (_, index) => index).flatMap((index) => {
    const one = fetched[index]
    if (one?.kind === 'stored') return []
    const why = one === undefined ? 'the answer holds no more' : one.reason
    return [`${job.asset}: image ${index + 1} of ${n} did not come: ${why}`]
  })
}

/** Every image that the API made is billed, whether or not it could be used. */
function paidImages(fetched: readonly Fetched[]): number {
  return fetched.filter(({ kind }) => kind !== 'failed').length
}

function paidFor(item: Item, fetched: readonly Fetched[]): Micros {
  return (item.amount.cost / item.job.request.n) * paidImages(fetched)
}

function costOf(item: Item, paid: Micros): Cost {
  return { ...item.cost, amount: formatMicros(paid) }
}

function sizeWarning(item: Item, images: readonly (ImageFacts | null)[]): string | null {
  const { size } = item.job.request
  const other = images.find((image) => image !== null && `${image.width}*${image.height}` !== size)
  if (other == null) return null
  return `the picture is ${other.width}*${other.height}, and ${size} was asked for; it was paid for, so it is kept`
}
