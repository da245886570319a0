import type { AnswerImage, ProviderFailure, TaskSummary } from '../provider/provider.ts'
import { type TaskLook, type TaskPage, taskStatusOf, timesOf } from './tasks.ts'

/** `tasks list --json`; the form is `schemas/tasks.schema.json`. */
export function taskPageJson({ account, tasks, page, pages, total }: TaskPage, engine: string) {
  return { tasks: 1, engine, ...account, page, pages, total, list: tasks.map(rowJson) } as const
}

function rowJson({ taskId, status, model, createdAt, endedAt, requestId }: TaskSummary) {
  return {
    task_id: taskId,
    status,
    model,
    created_at: isoTime(createdAt),
    ended_at: isoTime(endedAt),
    request_id: requestId,
  }
}

/** `tasks show --json` and `tasks cancel --json`; the form is `schemas/task.schema.json`. */
export function taskLookJson(look: TaskLook, engine: string) {
  const { account, taskId, seen, row } = look
  const answer = seen.kind === 'succeeded' ? seen.answer : null
  const { created, scheduled, ended } = timesOf(look)
  return {
    task: 1,
    engine,
    ...account,
    task_id: taskId,
    status: taskStatusOf(seen),
    model: row?.model ?? null,
    request_id: answer?.requestId ?? row?.requestId ?? null,
    created_at: isoTime(created),
    scheduled_at: isoTime(scheduled),
    ended_at: isoTime(ended),
    prompt: answer?.origPrompt ?? null,
    rewritten: answer?.actualPrompt ?? null,
    images: (answer?.images ?? []).map(imageJson),
    usage: answer?.usage ?? null,
    error: seen.kind === 'failed' ? errorJson(seen.failure) : null,
  } as const
}

function imageJson(image: AnswerImage) {
  if (image.kind === 'url') return { url: image.url, error: null }
  if (image.kind === 'base64') return { url: null, error: null }
  return { url: null, error: { code: image.code, message: image.message } }
}

function errorJson({ code, message }: ProviderFailure) {
  return { code, message }
}

/** RFC 3339 UTC; null stays null. */
function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
