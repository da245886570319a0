import type { Dispatcher } from 'undici'
import type { After, TimeLimit } from './deadline.ts'
import { type Exchange, exchange } from './exchange.ts'
import { asObject, type JsonObject } from './fields.ts'
import type { Redact } from './redact.ts'
import type { BaseUrl } from './urls.ts'

/** One call of the API as it went: an answer in JSON, or why there is none. */
export type ApiReply =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly body: JsonObject
      /** The simulator's header was there. */
      readonly simulated: boolean
      /** The answer's `Date`, epoch milliseconds, whole seconds; null without one. */
      readonly date: number | null
    }
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'unanswered'; readonly reason: string }

export interface ApiCall {
  readonly dispatcher: Dispatcher
  readonly method: 'GET' | 'POST'
  /** Below the base URL, with its query. */
  readonly path: string
  readonly body?: object
  /** Sends `X-DashScope-Async: enable`; absent it is a call held open. */
  readonly async?: boolean
  readonly limit: TimeLimit
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
  readonly maySend?: (() => boolean) | undefined
}

export type CallApi = (call: ApiCall) => Promise<ApiReply>

/** The one function through which the key leaves; it goes to the base URL and nowhere else. */
export function createCallApi(options: {
  readonly base: BaseUrl
  readonly apiKey: string
  /** Sent as a header; null: none. */
  readonly workspace: string | null
  readonly userAgent: string
  readonly redact: Redact
  readonly after?: After | undefined
}): CallApi {
  const { base, redact, after } = options
  const common = {
    authorization: `Bearer ${options.apiKey}`,
    accept: 'application/json; charset=utf-8',
    // Bodies are counted and parsed as they come, so they must not be compressed.
    'accept-encoding': 'identity',
    'user-agent': options.userAgent,
    ...(options.workspace === null ? {} : { 'x-dashscope-workspace': options.workspace }),
  }
  return async ({ path, body, async, ...call }) => {
    const went = await exchange(`${base.url}${path}`, {
      ...call,
      after,
      headers: {
        ...common,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(async === true ? { 'x-dashscope-async': 'enable' } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const reply = read(went)
    return reply.kind === 'answered' ? reply : { ...reply, reason: redact(reply.reason) }
  }
}

function read(went: Exchange): ApiReply {
  if (went.kind === 'not-sent') return went
  if (went.kind !== 'answered') return { kind: 'unanswered', reason: went.reason }
  const { status, headers } = went
  if (status >= 300 && status < 400) {
    return { kind: 'unanswered', reason: `HTTP ${status}, a redirect, which is never followed` }
  }
  const body = parse(went.body)
  if (body === null) {
    return { kind: 'unanswered', reason: `HTTP ${status} with a body that is no JSON object` }
  }
  const date = Date.parse(String(headers['date']))
  return {
    kind: 'answered',
    status,
    body,
    simulated: headers['x-mintage-simulator'] !== undefined,
    date: Number.isNaN(date) ? null : date,
  }
}

function parse(body: Buffer): JsonObject | null {
  try {
    return asObject(JSON.parse(body.toString('utf8').replace(/^\ufeff/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
