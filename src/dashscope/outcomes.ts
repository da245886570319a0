import type {
  AnswerImage,
  CancelOutcome,
  PollOutcome,
  ProviderFailure,
  SubmitOutcome,
} from '../provider/provider.ts'
import { readImages, requestIdOf, scheduledAtOf, taskIdOf, toAnswer } from './answers.ts'
import type { ApiReply } from './api.ts'
import { type ReadContext, toFailure } from './errors.ts'
import { type JsonObject, member, textMember } from './fields.ts'

type Answered = Extract<ApiReply, { kind: 'answered' }>

/**
 * What became of one POST, by the rules of engine.md: only a missing connection is "not sent", only
 * an error code is "failed", and what is neither accepted nor one of these is unknown.
 */
export function toSubmitOutcome(reply: ApiReply, context: ReadContext): SubmitOutcome {
  if (reply.kind === 'not-sent') return reply
  if (reply.kind === 'unanswered') return { kind: 'unknown', reason: reply.reason }
  const accepted = isSuccess(reply) ? toAccepted(reply, context) : null
  if (accepted !== null) return accepted
  const failure = failureOf(reply, context)
  if (failure !== null) return { kind: 'failed', failure }
  const reason = `HTTP ${reply.status} with neither a usable task id, nor images, nor an error code`
  return { kind: 'unknown', reason }
}

/** Images, or a task: a server that answers in the other mode has been paid all the same. */
function toAccepted(reply: Answered, context: ReadContext): SubmitOutcome | null {
  const { body, simulated } = reply
  const output = member(body, 'output')
  const images = readImages(output, context)
  if (images.length > 0) {
    const failure = failureOfImages(images, reply, context)
    if (failure !== null) return { kind: 'failed', failure }
    return { kind: 'generated', answer: toAnswer(body, { context, simulated }) }
  }
  const taskId = taskIdOf(output, context)
  if (taskId === null) return null
  return { kind: 'submitted', taskId, requestId: requestIdOf(body, context), simulated }
}

/** What one look at a task showed. Only the task's own status speaks of the task. */
export function toPollOutcome(
  reply: ApiReply,
  options: { readonly taskId: string; readonly context: ReadContext },
): PollOutcome {
  if (reply.kind !== 'answered') return unanswered(reply.reason)
  const output = member(reply.body, 'output')
  const status = isSuccess(reply) ? textMember(output, 'task_status') : null
  if (status === null) {
    const failure = failureOf(reply, options.context)
    return { ...unanswered(wordFailure(reply, failure)), failure }
  }
  const of = textMember(output, 'task_id')
  if (of !== null && of !== options.taskId) return unanswered('the answer is about another task')
  return toTaskOutcome(status, reply, options.context)
}

function toTaskOutcome(status: string, reply: Answered, context: ReadContext): PollOutcome {
  const scheduledAt = scheduledAtOf(member(reply.body, 'output'))
  switch (status) {
    case 'PENDING':
    case 'SUSPENDED':
      return { kind: 'pending', scheduledAt }
    case 'RUNNING':
      return { kind: 'running', scheduledAt }
    case 'SUCCEEDED':
      return toSucceeded(reply, context)
    case 'FAILED':
      return taskFailed(failureOf(reply, context) ?? wordlessFailure(reply, context), reply)
    case 'CANCELED':
    case 'CANCELLED':
      return { kind: 'canceled' }
    case 'UNKNOWN':
      return { kind: 'gone' }
    default:
      return unanswered(
        context.redact(`the task has the status ${status}, which no document names`),
      )
  }
}

/** Failures of single images leave a task SUCCEEDED (facts 2.2); a task without any image has failed. */
function toSucceeded(reply: Answered, context: ReadContext): PollOutcome {
  const { body, simulated } = reply
  const answer = toAnswer(body, { context, simulated })
  const failure = failureOfImages(answer.images, reply, context)
  return failure === null ? { kind: 'succeeded', answer } : taskFailed(failure, reply)
}

/** The failure of the first image where every image failed; null where one is there, or none is named. */
function failureOfImages(
  images: readonly AnswerImage[],
  reply: Answered,
  context: ReadContext,
): ProviderFailure | null {
  const [first] = images
  if (first?.kind !== 'failed' || images.some(({ kind }) => kind !== 'failed')) return null
  return toFailure(
    {
      code: first.code,
      message: first.message,
      httpStatus: reply.status,
      requestId: requestIdOf(reply.body, context),
    },
    context,
  )
}

/** The end of a task for want of a picture; `simulated` as its answer said. */
function taskFailed(failure: ProviderFailure, { simulated }: Answered): PollOutcome {
  return { kind: 'failed', failure, simulated }
}

function wordlessFailure(reply: Answered, context: ReadContext): ProviderFailure {
  const requestId = requestIdOf(reply.body, context)
  const message = 'the task failed and its answer names no error code'
  return toFailure({ code: 'TaskFailed', message, httpStatus: reply.status, requestId }, context)
}

export function toCancelOutcome(reply: ApiReply, context: ReadContext): CancelOutcome {
  if (reply.kind !== 'answered') return { kind: 'unanswered', reason: reply.reason }
  const failure = failureOf(reply, context)
  if (failure !== null) return { kind: 'failed', failure }
  if (isSuccess(reply)) return { kind: 'canceled' }
  return { kind: 'unanswered', reason: wordFailure(reply, null) }
}

/**
 * The error that an answer carries, wherever it stands: on top, under `output` (a failed task, also
 * under HTTP 200), or under `error` (the other protocol's hosts); null where no code is named.
 */
export function failureOf(
  { status, body }: Answered,
  context: ReadContext,
): ProviderFailure | null {
  const requestId = requestIdOf(body, context)
  for (const place of [body, member(body, 'output'), member(body, 'error')]) {
    const named = textMember(place, 'code') ?? (place === body ? null : errorType(place, body))
    if (named === null) continue
    const code = named.slice(0, longestCode)
    const message = textMember(place, 'message', 'msg') ?? ''
    return toFailure({ code, message, httpStatus: status, requestId }, context)
  }
  return null
}

/** Characters of a code that are looked at: far more than any has, and few enough for its parents. */
const longestCode = 200

/** The compatible hosts may leave `code` null and name the kind of error only. */
function errorType(place: unknown, body: JsonObject): string | null {
  return place === member(body, 'error') ? textMember(place, 'type') : null
}

export function wordFailure({ status }: Answered, failure: ProviderFailure | null): string {
  if (failure === null) return `HTTP ${status} without an error code`
  return `HTTP ${status} ${failure.code}: ${failure.message}`
}

function isSuccess({ status }: Answered): boolean {
  return status >= 200 && status < 300
}

function unanswered(reason: string): Extract<PollOutcome, { kind: 'unanswered' }> {
  return { kind: 'unanswered', failure: null, reason }
}
