import { type Dispatcher, request } from 'undici'
import { type After, type Deadline, startDeadline, type TimeLimit } from './deadline.ts'
import { Received } from './received.ts'

/** What came of one HTTP exchange. Never a redirect followed, never sent twice. */
export type Exchange =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Lower-case names. */
      readonly headers: Headers
      /** Empty where it was not wanted. */
      readonly body: Buffer
    }
  /** No byte of the request left: no connection was made. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** The request, or a part of it, left; no whole answer came. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly reason: string }

export interface Head {
  readonly status: number
  readonly headers: Headers
}

type Headers = { readonly [name: string]: string | readonly string[] | undefined }

export interface ExchangeOptions {
  readonly dispatcher: Dispatcher
  readonly method: 'GET' | 'POST'
  readonly headers: { readonly [name: string]: string }
  readonly body?: string | undefined
  readonly limit: TimeLimit
  /** Waits for the limit; the system's timers unless given. */
  readonly after?: After | undefined
  /** Bytes of a body, counted as they come. */
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
  /** Called when the connection stands and the request is about to be put on it; false keeps it back. */
  readonly maySend?: (() => boolean) | undefined
  /** Whether the body of an answer is read; by default always. */
  readonly wants?: (head: Head) => boolean
}

/** Sends one request over a dispatcher. Never throws for what the network does. */
export async function exchange(url: string, options: ExchangeOptions): Promise<Exchange> {
  if (options.signal?.aborted === true) return { kind: 'not-sent', reason: 'it was interrupted' }
  const deadline = startDeadline(options.limit, options.signal, options.after)
  const progress = { started: false }
  try {
    const response = await request(url, {
      dispatcher: options.dispatcher.compose(watch(progress, options)),
      method: options.method,
      headers: options.headers,
      ...(options.body === undefined ? {} : { body: options.body }),
      signal: deadline.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    return await receive(response, options, deadline)
  } catch (error) {
    const reason = deadline.reason() ?? describe(error)
    return { kind: progress.started ? 'broken' : 'not-sent', reason }
  } finally {
    deadline.stop()
  }
}

async function receive(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  options: ExchangeOptions,
  deadline: Deadline,
): Promise<Exchange> {
  deadline.touch()
  // A body that is destroyed before its end emits an error; without a listener it ends the process.
  body.on('error', () => {})
  const answered = { kind: 'answered', status, headers } as const
  if (options.wants?.({ status, headers }) === false) {
    body.destroy()
    return { ...answered, body: Buffer.alloc(0) }
  }
  const announced = Number(headers['content-length'])
  const received = new Received({ announced, most: options.maxBytes })
  for await (const chunk of body as AsyncIterable<Buffer>) {
    deadline.touch()
    if (!received.add(chunk)) {
      body.destroy()
      return { kind: 'too-large', reason: `the answer is longer than ${options.maxBytes} bytes` }
    }
  }
  return { ...answered, body: received.bytes() }
}

/**
 * Notes the moment a request is put on a socket: before it nothing was sent, whatever went wrong.
 * Should the library put a POST on a second socket, it is ended there: it may cost money.
 */
function watch(
  progress: { started: boolean },
  { method, maySend }: Pick<ExchangeOptions, 'method' | 'maySend'>,
): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        if (progress.started && method === 'POST') {
          controller.abort(new Error('the connection was lost and the request is not sent again'))
          return
        }
        if (!progress.started && maySend?.() === false) {
          controller.abort(new Error('it was held up for too long before it could leave'))
          return
        }
        progress.started = true
        handler.onRequestStart?.(controller, context)
      },
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (...head) => handler.onResponseStart?.(...head),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...error) => handler.onResponseError?.(...error),
    })
}

/** An error of the network in words: `read ECONNRESET`, or its code where it has no words. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error.message === '') return code === '' ? error.name : code
  return code === '' || error.message.includes(code) ? error.message : `${error.message} (${code})`
}
