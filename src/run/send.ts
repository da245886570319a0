import { unreachable } from '../diagnostics/user-error.ts'
import type { SubmitOutcome } from '../provider/provider.ts'
import { admission } from './admission.ts'
import { notSentAgain } from './endings.ts'
import type { Engine } from './engine.ts'
import { type Item, newTask } from './item.ts'
import { generatedRecord, reservedRecord, responseFacts, submittedRecord } from './records.ts'
import { fail, type NotSent, refused } from './refused.ts'
import { naming } from './tally.ts'

/** What follows a sending, given in so that the files of the run form no circle. */
export interface AfterSending {
  readonly watch: (engine: Engine, item: Item) => Promise<void>
  readonly deliver: (
    engine: Engine,
    item: Item,
    answer: Extract<SubmitOutcome, { kind: 'generated' }>['answer'],
  ) => Promise<void>
  readonly doubt: (engine: Engine, item: Item, reason: string) => Promise<void>
}

/** A synchronous call counts this much later than it is put on its connection: one may arrive later than another. */
const arrivalMarginMs = 30

/**
 * Sends one request that costs money, once: intent on disk, POST, and the answer on disk before
 * anything else is done with it.
 */
export function sender(after: AfterSending): (engine: Engine, item: Item) => Promise<void> {
  return async (engine, item) => {
    await engine.reserving(reserve(engine, item))
    if (engine.isStopping) return keptBack(engine, item)
    // Where the machine slept meanwhile, the server's time tells for how long.
    await engine.parts.align()
    const outcome = await post(engine, item)
    switch (outcome.kind) {
      case 'submitted':
        return submitted(engine, item, { outcome, after })
      case 'generated':
        return generated(engine, item, { outcome, after })
      case 'failed':
        return refused(engine, item, outcome.failure)
      case 'not-sent':
        if (outcome.reason === stopped) return keptBack(engine, item)
        return refused(engine, item, notSent(outcome.reason))
      case 'unknown':
        return after.doubt(engine, item, `its answer was lost: ${outcome.reason}`)
      default:
        return unreachable(outcome)
    }
  }
}

async function reserve(engine: Engine, item: Item): Promise<void> {
  const { align, newId, provider } = engine.parts
  await align()
  item.attempt = newId()
  item.reservedAt = engine.reservationTime(item)
  item.sentUntil = null
  engine.tell({ type: 'job', ...naming(item), action: item.job.action, state: 'submitting' })
  await engine.record(reservedRecord(item, provider))
}

/** Sends, and stamps the place in the rate window by when the server can have counted it. */
async function post(engine: Engine, item: Item): Promise<SubmitOutcome> {
  const { clock, provider, immediate } = engine.parts
  item.sentAt = clock.monotonic()
  item.firstSentAt ??= item.sentAt
  item.isSent = true
  const { mode } = item
  const admitted = admission(engine, item)
  let kept = whyKept(engine, item)
  const maySend = () => {
    kept = whyKept(engine, item)
    if (kept !== null) return false
    if (mode === 'sync') stamp(engine, item, clock.monotonic() + arrivalMarginMs)
    admitted.begun()
    return true
  }
  const outcome: SubmitOutcome =
    kept !== null
      ? { kind: 'not-sent', reason: kept }
      : await provider.submit(item.job.request, { mode, signal: immediate, maySend })
  admitted.answered(outcome)
  if (outcome.kind === 'not-sent' && item.place !== null) {
    engine.laneOf(item).window.giveBack(item.place)
  }
  if (item.place?.stamp === null) stamp(engine, item, clock.monotonic())
  return kept !== null && outcome.kind === 'not-sent' ? { ...outcome, reason: kept } : outcome
}

/** Why a request may not leave any more; null: it may. To connect can take seconds. */
function whyKept(engine: Engine, item: Item): string | null {
  if (engine.isStopping) return stopped
  return isHeldUp(engine, item) ? heldUp : null
}

const stopped = 'the run was stopped before it left'
const heldUp = 'it was held up for too long before it could leave'

/** A request leaves within so many milliseconds of its reservation, or has to be reserved anew. */
const mostHeldUpMs = 30_000

/**
 * Whether a slow disk, or a machine that slept, lies between reservation and sending. A later run looks
 * for a lost answer around the time of the reservation, and would not find a task made much later.
 */
function isHeldUp({ parts: { clock } }: Engine, { reservedAt }: Item): boolean {
  return clock.isDoubtful || clock.now() - reservedAt > mostHeldUpMs
}

function stamp(engine: Engine, item: Item, at: number): void {
  if (item.place !== null) item.place.stamp = at
  engine.pump()
}

async function submitted(
  engine: Engine,
  item: Item,
  {
    outcome,
    after,
  }: { outcome: Extract<SubmitOutcome, { kind: 'submitted' }>; after: AfterSending },
): Promise<void> {
  const { clock, provider } = engine.parts
  const { taskId, requestId } = outcome
  const lane = engine.laneOf(item)
  item.task = newTask(taskId, requestId)
  if (lane.startsAtOnce(item)) item.task.startedAt = clock.monotonic()
  lane.movedAt = clock.monotonic()
  await engine.record(submittedRecord(item, { taskId, requestId, provider, now: clock.now() }))
  lane.land(item)
  engine.tell({ type: 'job', ...naming(item), action: item.job.action, state: 'submitted', taskId })
  engine.pump()
  return after.watch(engine, item)
}

/** A synchronous answer: its URLs go to disk before the download. Pictures that came inline have none to keep. */
async function generated(
  engine: Engine,
  item: Item,
  {
    outcome,
    after,
  }: { outcome: Extract<SubmitOutcome, { kind: 'generated' }>; after: AfterSending },
): Promise<void> {
  const { clock, provider } = engine.parts
  const { answer } = outcome
  engine.setPhase(item, 'delivering')
  engine.vacate(item)
  if (!answer.images.some(({ kind }) => kind === 'base64')) {
    const response = responseFacts(item, answer, provider)
    await engine.record(generatedRecord(item, { answer, response, now: clock.now() }))
    engine.tell({ type: 'job', ...naming(item), action: item.job.action, state: 'generated' })
  }
  return after.deliver(engine, item, answer)
}

/** The run was stopped first: neither the network nor the job is at fault. */
async function keptBack(engine: Engine, item: Item): Promise<void> {
  await fail(engine, item, {
    code: 'NOT_SENT',
    message: stopped,
    httpStatus: null,
    requestId: null,
    retriable: true,
    billed: false,
  })
  engine.laneOf(item).land(item)
  engine.settle(item, notSentAgain(item))
}

function notSent(reason: string): NotSent {
  return {
    scope: 'not-sent',
    code: 'NOT_SENT',
    message: reason,
    httpStatus: null,
    requestId: null,
    hint:
      reason === heldUp
        ? 'nothing was sent. Did the machine sleep, or is its disk or its network slow?'
        : 'no connection could be made: nothing was sent. Check the network, the proxy and the region',
  }
}
