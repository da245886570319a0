import { type Failure, serverError } from './fate.ts'
import type { Reply } from './reply.ts'
import { rewritePrompt } from './rewrite.ts'
import { resultsOf, type TaskStatus, type Work } from './work.ts'

/** Gives the URL of an image of some work, from 1. */
export type UrlOf = (work: Work, index: number) => string

type Body = Readonly<Record<string, unknown>>

/** Answer to a submit (facts 2.2). */
export function submittedBody({ id, requestId }: Work): Body {
  return { output: { task_status: 'PENDING', task_id: id }, request_id: requestId }
}

/** Answer to a finished call (facts 2.1), or the error it ended with. */
export function callReply(work: Work, urlOf: UrlOf): Reply {
  if (work.status !== 'SUCCEEDED') return failureReply(failureOf(work), work.requestId)
  const body = {
    output: callOutput(work, urlOf),
    usage: messagesUsage(work),
    request_id: work.requestId,
  }
  return { status: 200, body }
}

function failureReply({ status, code, message }: Failure, requestId: string): Reply {
  return { status, body: { request_id: requestId, code, message } }
}

function callOutput(work: Work, urlOf: UrlOf): Body {
  const choices = choicesOf(work, urlOf)
  if (isWan(work)) return { choices, finished: true }
  return isSecondGeneration(work) ? { choices } : { choices, task_metric: metrics(work) }
}

/** What `GET /tasks/{id}` says of a task at this moment (facts 1.4, 2.1, 2.2). */
export function taskBody(
  work: Work,
  { requestId, urlOf, shown }: { requestId: string; urlOf: UrlOf; shown: TaskStatus },
): Body {
  const output = { task_id: work.id, task_status: shown, ...times(work, shown) }
  if (shown === 'FAILED') {
    const { code, message } = failureOf(work)
    return { request_id: requestId, output: { ...output, code, message, ...wanMetrics(work) } }
  }
  if (shown !== 'SUCCEEDED') {
    return { request_id: requestId, output: { ...output, ...wanMetrics(work) } }
  }
  if (work.submission.route === 'image-generation') {
    const done = { ...output, finished: true, choices: choicesOf(work, urlOf) }
    return { request_id: requestId, output: done, usage: messagesUsage(work) }
  }
  const done = { ...output, results: legacyResults(work, urlOf), ...wanMetrics(work) }
  return { request_id: requestId, output: done, usage: { image_count: counts(work).SUCCEEDED } }
}

/** A task that is not known, or no more: still HTTP 200 (facts 1.4). */
export function unknownTaskBody(taskId: string, requestId: string): Body {
  return { request_id: requestId, output: { task_id: taskId, task_status: 'UNKNOWN' } }
}

/** Work that was to succeed fails only where a fault hook says so. */
function failureOf({ fate }: Work): Failure {
  return fate.kind === 'fails' ? fate.failure : serverError
}

function times(work: Work, shown: TaskStatus): Body {
  const ended = shown !== 'PENDING' && shown !== 'RUNNING' && shown !== 'SUSPENDED'
  return {
    submit_time: localTime(work.submittedAt),
    ...(shown === 'PENDING' || work.startedAt === null
      ? {}
      : { scheduled_time: localTime(work.startedAt) }),
    ...(ended && work.endedAt !== null ? { end_time: localTime(work.endedAt) } : {}),
  }
}

/** UTC+8 without an offset: `2025-09-09 11:38:54.741` (facts 1.4). */
function localTime(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
}

/** Per image the prompt as sent and, where it was rewritten, as used (facts 2.3). */
function legacyResults(work: Work, urlOf: UrlOf): Body[] {
  const { sent, request, model } = work.submission
  const rewritten = request.prompt_extend && model.returnsActualPrompt
  const actual = rewritten ? { actual_prompt: rewritePrompt(request.prompt, request.seed) } : {}
  return resultsOf(work).map((result) =>
    result.kind === 'image'
      ? { orig_prompt: sent.prompt, ...actual, url: urlOf(work, result.index) }
      : { code: result.failure.code, message: result.failure.message },
  )
}

/**
 * Several images: the documents do not agree whether they are several choices or several contents
 * of one (facts 2.1). Here Wan answers the first way and Qwen-Image 2.0 the second.
 */
function choicesOf(work: Work, urlOf: UrlOf): Body[] {
  const contents = resultsOf(work).flatMap((result) =>
    result.kind === 'image' ? [content(work, urlOf(work, result.index))] : [],
  )
  const groups = isWan(work) ? contents.map((one) => [one]) : [contents]
  return groups.map((group) => ({
    finish_reason: 'stop',
    message: { role: 'assistant', content: group },
  }))
}

function content(work: Work, url: string): Body {
  return isWan(work) ? { image: url, type: 'image' } : { image: url }
}

function messagesUsage(work: Work): Body {
  const { size } = work.submission.request
  const image_count = counts(work).SUCCEEDED
  if (isWan(work)) {
    return { image_count, size, input_tokens: 0, output_tokens: 0, total_tokens: 0 }
  }
  const [width, height] = size.split('*').map(Number)
  return { width, image_count, height }
}

/** The Wan models' answers count their images (facts 2.2). */
function wanMetrics(work: Work): Body {
  return isWan(work) && work.submission.route === 'text2image'
    ? { task_metrics: metrics(work) }
    : {}
}

/** A task that failed failed for every image it was to make. */
function metrics(work: Work): Body {
  const { n } = work.submission.request
  const { SUCCEEDED, FAILED } = counts(work)
  return { TOTAL: n, SUCCEEDED, FAILED: work.status === 'FAILED' ? n : FAILED }
}

function counts(work: Work): { SUCCEEDED: number; FAILED: number } {
  const results = resultsOf(work)
  const SUCCEEDED = results.filter(({ kind }) => kind === 'image').length
  return { SUCCEEDED, FAILED: results.length - SUCCEEDED }
}

function isWan({ submission }: Work): boolean {
  return submission.model.family === 'wan'
}

/** The 2.0 family alone answers without `task_metric` (facts 2.1). */
function isSecondGeneration({ submission }: Work): boolean {
  return submission.model.id.startsWith('qwen-image-2.0')
}
