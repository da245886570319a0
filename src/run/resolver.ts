import type { AnswerImage, PollOutcome, TaskSummary } from '../provider/provider.ts'
import { accountTasks } from './account-tasks.ts'
import {
  type Candidate,
  candidatesFor,
  submitTimeoutMs,
  type Verdict,
  weigh,
} from './candidates.ts'
import type { Engine } from './engine.ts'
import { type Item, newTask } from './item.ts'
import { doubtOf, isSettled, type OpenQuestion, openQuestion } from './open-question.ts'
import { reservedRecord, submittedRecord } from './records.ts'
import { fail } from './refused.ts'
import { staysUnknown } from './stays-unknown.ts'
import { naming } from './tally.ts'

/** What the resolver needs beyond the engine. */
export interface ResolverParts {
  /** Whether a record of the lockfile owns a task. */
  readonly isOwned: (taskId: string) => boolean
  /** How many other open records ask for the same model, prompt and size at about the same time. */
  readonly rivals: (item: Item) => number
  /** Whether another sending of the same request may have been paid, and its picture was never seen. */
  readonly hasOtherDoubt: (item: Item) => boolean
  /** `W*H` of an image's bytes; null when they are none. */
  readonly measure: (bytes: Uint8Array) => Promise<string | null>
  readonly watch: (engine: Engine, item: Item) => Promise<void>
}

/** While a candidate still runs, or a list could not be had. */
const lookAgainMs = 3000
const longestPauseMs = 120_000
/** So long one question is asked in a run; then it stays open for the next. */
const longestMs = 20 * 60_000

/**
 * Finds out, through the account's task list, what became of asynchronous requests whose answer was
 * lost: adopts the one task that fits, or makes sure that nothing was accepted, or leaves it open.
 */
export class Resolver {
  readonly #parts: ResolverParts
  readonly #open = new Map<Item, OpenQuestion>()
  /** Tasks that were looked at and have ended: they do not change any more. */
  readonly #ended = new Map<string, PollOutcome>()
  readonly #sizes = new Map<string, string | null>()
  #isAsking = false

  constructor(parts: ResolverParts) {
    this.#parts = parts
  }

  /** Takes an item whose outcome is unknown; it is settled, watched or sent again in the end. */
  async ask(engine: Engine, item: Item): Promise<void> {
    this.#open.set(item, openQuestion(engine, item))
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      while (this.#open.size > 0) await this.#round(engine)
    } catch (error) {
      // Whoever asked first may have its answer since: only who still waits for one hears of it.
      for (const waiting of this.#open.keys()) engine.own(waiting, Promise.reject(error))
      this.#open.clear()
    } finally {
      this.#isAsking = false
    }
  }

  async #round(engine: Engine): Promise<void> {
    if (engine.leaving.aborted) return this.#leave(engine)
    const takenAt = engine.parts.clock.monotonic()
    const tasks = await accountTasks(engine)
    const took = engine.parts.clock.monotonic() - takenAt
    if (tasks === 'forbidden') return this.#giveUp(engine)
    if (tasks !== null) {
      for (const question of [...this.#open.values()]) {
        await this.#consider(engine, question, { tasks, takenAt })
      }
    }
    this.#giveUpOld(engine)
    // A long list may not take all the looks that there are from the tasks that run.
    const pause = Math.min(Math.max(lookAgainMs, took), longestPauseMs)
    if (this.#open.size > 0) await engine.parts.clock.sleep(pause, engine.leaving)
  }

  async #consider(
    engine: Engine,
    question: OpenQuestion,
    list: { tasks: readonly TaskSummary[]; takenAt: number },
  ): Promise<void> {
    await boundSending(engine, question.item)
    const doubt = doubtOf(question)
    const found = candidatesFor(doubt, list.tasks, this.#parts.isOwned)
    const candidates = new Map<string, Candidate>()
    for (const { taskId } of found) {
      if (engine.leaving.aborted) return
      candidates.set(taskId, await this.#look(engine, taskId))
    }
    const verdict = weigh(doubt, candidates, this.#parts.rivals(question.item))
    await this.#act(engine, question, { verdict, takenAt: list.takenAt })
  }

  async #act(
    engine: Engine,
    question: OpenQuestion,
    { verdict, takenAt }: { verdict: Verdict; takenAt: number },
  ): Promise<void> {
    const { item } = question
    switch (verdict.kind) {
      case 'ours':
        return this.#conclude(engine, item, this.#adopt(engine, item, verdict))
      case 'open':
        this.#open.delete(item)
        return staysUnknown(engine, item, verdict.why)
      case 'wait':
        question.empty = 0
        return
      case 'none':
        if (!isSettled(question, takenAt)) return
        return this.#conclude(engine, item, notAccepted(engine, item, this.#parts.hasOtherDoubt))
    }
  }

  /** Ends a question. The item answers for its last step, whoever waits for it here. */
  #conclude(engine: Engine, item: Item, step: Promise<void>): Promise<void> {
    this.#open.delete(item)
    engine.own(item, step)
    return step
  }

  async #adopt(
    engine: Engine,
    item: Item,
    { taskId, answer }: Extract<Verdict, { kind: 'ours' }>,
  ): Promise<void> {
    const { requestId } = answer
    const { clock, provider } = engine.parts
    item.task = newTask(taskId, requestId)
    item.task.startedAt = Number.NEGATIVE_INFINITY
    item.adopted = true
    await engine.record(submittedRecord(item, { taskId, requestId, provider, now: clock.now() }))
    engine.laneOf(item).land(item)
    engine.tell({ type: 'job', ...naming(item), action: item.job.action, state: 'adopted', taskId })
    engine.own(item, this.#parts.watch(engine, item))
  }

  /** What a task shows; one that has ended is looked at once a run. */
  async #look(engine: Engine, taskId: string): Promise<Candidate> {
    const outcome = this.#ended.get(taskId) ?? (await pollOnce(engine, taskId))
    if (!isOpen(outcome)) this.#ended.set(taskId, outcome)
    return this.#candidateOf(engine, taskId, outcome)
  }

  async #candidateOf(engine: Engine, taskId: string, outcome: PollOutcome): Promise<Candidate> {
    if (isOpen(outcome)) return { kind: 'running' }
    if (outcome.kind === 'failed' || outcome.kind === 'canceled') return { kind: 'aside' }
    if (outcome.kind !== 'succeeded' || outcome.answer.origPrompt === null) return { kind: 'mute' }
    const { answer } = outcome
    const prompt = outcome.answer.origPrompt
    if (!this.#isAskedFor(prompt)) return { kind: 'aside' }
    const size = await this.#sizeOf(engine, taskId, answer.images)
    if (size === 'later') return { kind: 'running' }
    return size === null ? { kind: 'mute' } : { kind: 'finished', prompt, size, answer }
  }

  #isAskedFor(prompt: string): boolean {
    return [...this.#open.keys()].some(({ job }) => job.request.prompt === prompt)
  }

  /** `W*H` of a task's picture; null where it has none to show, `later` where it could not be fetched now. */
  async #sizeOf(
    engine: Engine,
    taskId: string,
    images: readonly AnswerImage[],
  ): Promise<string | null> {
    const known = this.#sizes.get(taskId)
    if (known !== undefined) return known
    const image = images.find(({ kind }) => kind === 'url')
    if (image?.kind !== 'url') return null
    const { provider, immediate } = engine.parts
    const outcome = await provider.download(image.url, { signal: immediate })
    if (outcome.kind === 'unanswered') return 'later'
    const size = outcome.kind === 'bytes' ? await this.#parts.measure(outcome.bytes) : null
    this.#sizes.set(taskId, size)
    return size
  }

  /** Nothing can be found out in this run. */
  #giveUp(engine: Engine): void {
    for (const item of [...this.#open.keys()]) {
      this.#open.delete(item)
      staysUnknown(engine, item, 'the account may not read its list of tasks')
    }
  }

  #giveUpOld(engine: Engine): void {
    const now = engine.parts.clock.monotonic()
    for (const { item, since } of [...this.#open.values()]) {
      if (now - since <= longestMs) continue
      this.#open.delete(item)
      staysUnknown(engine, item, 'the task list gave no clear answer for 20 minutes')
    }
  }

  #leave(engine: Engine): void {
    for (const item of [...this.#open.keys()]) {
      this.#open.delete(item)
      engine.settle(item, { kind: 'unknown', why: 'the run stopped before it was found out' })
    }
  }
}

/**
 * By the first list after it, a request of this run has been accepted or never will be. Where that is
 * later than the rule for its reservation says, since machine or network were held up, it is written
 * down: else a later run would look for its task too early, and send it again.
 */
async function boundSending(engine: Engine, item: Item): Promise<void> {
  if (item.sends === 0 || item.sentUntil !== null) return
  const { clock, provider } = engine.parts
  item.sentUntil = clock.now()
  if (item.sentUntil - item.reservedAt <= submitTimeoutMs) return
  await engine.record(reservedRecord(item, provider))
}

async function pollOnce(engine: Engine, taskId: string): Promise<PollOutcome> {
  const { pacer, provider, immediate } = engine.parts
  await pacer.turn(engine.leaving)
  if (engine.leaving.aborted) {
    return { kind: 'unanswered', failure: null, reason: 'the run was stopped' }
  }
  return provider.poll(taskId, { signal: immediate })
}

/** Whether a look says nothing final yet. */
function isOpen({ kind }: PollOutcome): boolean {
  return kind === 'pending' || kind === 'running' || kind === 'unanswered'
}

async function notAccepted(
  engine: Engine,
  item: Item,
  hasOtherDoubt: (item: Item) => boolean,
): Promise<void> {
  await fail(engine, item, {
    code: 'NOT_ACCEPTED',
    message: 'the answer was lost, and the task list shows that nothing was accepted',
    httpStatus: null,
    requestId: null,
    retriable: true,
    billed: false,
  })
  engine.laneOf(item).land(item)
  engine.vacate(item)
  if (hasOtherDoubt(item)) return staysUnknown(engine, item, 'an earlier sending of it is in doubt')
  engine.enqueue(item)
}
