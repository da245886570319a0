import type {
  Cost,
  DoneRecord,
  FailedRecord,
  GeneratedRecord,
  ImageFacts,
  ReservedRecord,
  ResponseFacts,
  SubmittedRecord,
} from '../lockfile/records.ts'
import type { Answer, Provider } from '../provider/provider.ts'
import { timestamp } from './clock.ts'
import type { Item } from './item.ts'

/** What an attempt's records say. Values in, records out; who writes them is the engine's business. */
export function reservedRecord(item: Item, provider: Provider): ReservedRecord {
  return {
    ...head(item, item.reservedAt),
    state: 'reserved',
    mode: item.mode,
    request: item.job.request,
    cost: item.cost,
    ...(item.sentUntil === null ? {} : { sent_until: timestamp(item.sentUntil) }),
    response: sentTo(item, provider),
  }
}

export function submittedRecord(
  item: Item,
  facts: { taskId: string; requestId: string | null; provider: Provider; now: number },
): SubmittedRecord {
  return {
    ...head(item, facts.now),
    state: 'submitted',
    task_id: facts.taskId,
    request_id: facts.requestId,
    response: sentTo(item, facts.provider),
  }
}

export function generatedRecord(
  item: Item,
  { answer, response, now }: { answer: Answer; response: ResponseFacts; now: number },
): GeneratedRecord {
  return {
    ...head(item, now),
    state: 'generated',
    images: answer.images.map((image) => (image.kind === 'url' ? { url: image.url } : null)),
    request_id: answer.requestId,
    response,
  }
}

export function doneRecord(
  item: Item,
  facts: {
    images: readonly (ImageFacts | null)[]
    response: ResponseFacts
    cost: Cost
    warning: string | null
    now: number
  },
): DoneRecord {
  return {
    ...head(item, facts.now),
    state: 'done',
    images: facts.images,
    request: item.job.request,
    response: facts.response,
    cost: facts.cost,
    ...(facts.warning === null ? {} : { warning: facts.warning }),
  }
}

/** Why an attempt failed. `billed`: it was, or may have been, paid for all the same. */
export interface Failing {
  readonly code: string
  readonly message: string
  readonly httpStatus: number | null
  readonly requestId: string | null
  readonly retriable: boolean
  readonly billed: boolean
}

export function failedRecord(item: Item, failing: Failing, now: number): FailedRecord {
  return {
    ...head(item, now),
    state: 'failed',
    error: {
      code: failing.code,
      message: failing.message,
      http_status: failing.httpStatus,
      request_id: failing.requestId,
      retriable: failing.retriable,
    },
    ...(item.task === null ? {} : { task_id: item.task.id }),
    request: item.job.request,
    ...(failing.billed ? { cost: item.cost } : {}),
    ...simulatedMark(item),
  }
}

/** What the API said, as the lockfile keeps it; nothing that it left out. */
export function responseFacts(item: Item, answer: Answer, provider: Provider): ResponseFacts {
  const facts: Record<string, unknown> = {
    task_id: answer.taskId,
    request_id: answer.requestId,
    actual_prompt: answer.actualPrompt,
    submitted_at: answer.submittedAt,
    scheduled_at: answer.scheduledAt,
    ended_at: answer.endedAt,
    usage: answer.usage,
    region: provider.region,
    mode: item.mode,
    endpoint: provider.endpoint,
    adopted: item.adopted || null,
    simulated: answer.simulated || null,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
}

/** Where an attempt was sent: what is asked of another place says nothing about it. */
function sentTo(item: Item, { region, endpoint }: Provider): ResponseFacts {
  return {
    region,
    ...(endpoint === null ? {} : { endpoint }),
    ...simulatedMark(item).response,
  }
}

/** What a simulator took part in does not exist for a run against the real service. */
function simulatedMark({ simulated }: Item): { response?: ResponseFacts } {
  return simulated ? { response: { simulated: true } } : {}
}

function head(item: Item, now: number): { key: Item['job']['key']; attempt: string; at: string } {
  return { key: item.job.key, attempt: item.attempt, at: timestamp(now) }
}
