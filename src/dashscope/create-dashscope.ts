import type { Model, Region, Route } from '../catalog/model.ts'
import { resolveModel, type UnlistedModels } from '../catalog/models.ts'
import { apiHost } from '../catalog/regions.ts'
import { InternalError, UserError } from '../diagnostics/user-error.ts'
import type { Mode, Provider } from '../provider/provider.ts'
import type { Resolve } from './addresses.ts'
import { isSafeId } from './answers.ts'
import { type ApiCall, createCallApi } from './api.ts'
import { routePaths, toBody } from './bodies.ts'
import type { After } from './deadline.ts'
import { createDispatchers, type DispatcherOptions } from './dispatchers.ts'
import { download } from './download.ts'
import type { ReadContext } from './errors.ts'
import { checkKey } from './key.ts'
import { toCancelOutcome, toPollOutcome, toSubmitOutcome } from './outcomes.ts'
import type { ProxySettings } from './proxies.ts'
import { hideKey } from './redact.ts'
import { listPath, toListOutcome } from './task-list.ts'
import { baseUrlOf } from './urls.ts'

/** Milliseconds (engine.md, "From reserved to done"). */
interface Timeouts {
  readonly connect: number
  readonly submit: number
  readonly call: number
  /** Poll, list and cancel. */
  readonly query: number
  /** A download without a byte. */
  readonly silence: number
}

const defaultTimeouts: Timeouts = {
  connect: 10_000,
  submit: 60_000,
  call: 600_000,
  query: 20_000,
  silence: 60_000,
}

/** Bytes of one JSON answer: small ones, and those that may hold six pictures as base64. */
const smallBody = 4 * 1024 * 1024
const largeBody = 96 * 1024 * 1024

export interface DashScopeOptions {
  readonly apiKey: string
  readonly region: Region
  readonly workspace: string | null
  /** Models beside those of the catalogue. */
  readonly unlisted?: UnlistedModels
  /** DASHSCOPE_HTTP_BASE_URL; null: the region's own host. */
  readonly baseUrl: string | null
  readonly proxies: ProxySettings
  /** E.g. `mintage/0.1.0`. */
  readonly userAgent: string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly timeouts?: Partial<Timeouts>
  /** Waits for timeouts, but for that of a connection; the system's timers unless given. */
  readonly after?: After
  readonly dispatchers?: DispatcherOptions['given']
  /** Resolves names of picture hosts; default `dns.lookup`. */
  readonly resolve?: Resolve
}

/**
 * DashScope as a run needs it. Opens no connection before the first call.
 *
 * @throws {UserError} where key, base URL, workspace or proxy cannot be used; nothing was sent then.
 */
export function createDashScope(options: DashScopeOptions): Provider {
  const apiKey = checkKey(options.apiKey, 'the API key')
  const { region, userAgent, after, unlisted = new Map() } = options
  const base = baseUrlOf(options)
  const timeouts = { ...defaultTimeouts, ...options.timeouts }
  const context: ReadContext = { region, ...hideKey(apiKey) }
  const { redact } = context
  const dispatchers = createDispatchers({
    base,
    proxies: options.proxies,
    connectTimeout: timeouts.connect,
    resolve: options.resolve,
    ...(options.dispatchers === undefined ? {} : { given: options.dispatchers }),
  })
  const workspace = headerWorkspace(options, base.foreign)
  const callApi = createCallApi({ base, apiKey, workspace, userAgent, redact, after })
  const query = (call: Pick<ApiCall, 'method' | 'path' | 'dispatcher' | 'signal'>) =>
    callApi({ maxBytes: smallBody, limit: { ms: timeouts.query, counts: 'whole' }, ...call })

  return {
    region,
    endpoint: base.foreign ? base.url : null,
    loopback: base.loopback,

    async submit(request, { mode, signal, maySend }) {
      const route = routeOf(resolveModel(request.model, unlisted), request.model, mode)
      const isTask = mode === 'async'
      const reply = await callApi({
        dispatcher: dispatchers.submits,
        method: 'POST',
        path: routePaths[route],
        body: toBody(route, request),
        async: isTask,
        limit: { ms: isTask ? timeouts.submit : timeouts.call, counts: 'whole' },
        maxBytes: isTask ? smallBody : largeBody,
        signal,
        maySend,
      })
      return toSubmitOutcome(reply, context)
    },

    async poll(taskId, { signal } = {}) {
      const path = taskPath(taskId)
      const reply = await callApi({
        dispatcher: dispatchers.queries,
        method: 'GET',
        path,
        limit: { ms: timeouts.query, counts: 'whole' },
        maxBytes: largeBody,
        signal,
      })
      return toPollOutcome(reply, { taskId, context })
    },

    // Over the POSTs' connections: the look before the first request leaves one warm for it.
    async list(wanted, { signal } = {}) {
      const sent = options.now()
      const dispatcher = dispatchers.submits
      const reply = await query({ dispatcher, method: 'GET', path: listPath(wanted), signal })
      return toListOutcome(reply, { context, clock: { sent, answered: options.now() } })
    },

    async cancel(taskId) {
      const path = `${taskPath(taskId)}/cancel`
      const reply = await query({ dispatcher: dispatchers.submits, method: 'POST', path })
      return toCancelOutcome(reply, context)
    },

    download: (url, { signal } = {}) =>
      download(url, {
        base,
        dispatchers,
        userAgent,
        silence: timeouts.silence,
        redact,
        after,
        signal,
      }),

    close: dispatchers.destroy,
  }
}

/** A workspace travels in a header, except where it is already in the host's name. */
function headerWorkspace({ region, workspace }: DashScopeOptions, foreign: boolean): string | null {
  const inHost = !foreign && apiHost(region, null) === null
  return inHost ? null : workspace
}

function routeOf(model: Model | undefined, id: string, mode: Mode): Route {
  const route = model?.routes[mode]
  if (route === undefined || route === null) {
    throw new InternalError(`model ${id} has no ${mode} route, and the plan let it through`)
  }
  return route
}

/** @throws {UserError} TASK_ID_INVALID: the id becomes a part of a URL. */
function taskPath(taskId: string): string {
  if (!isSafeId(taskId)) {
    const message =
      'this is no task id: one has letters, digits, `.`, `_` and `-` only, at most 128'
    throw new UserError('TASK_ID_INVALID', message, { hint: '`mintage tasks list` prints them' })
  }
  return `/tasks/${taskId}`
}
