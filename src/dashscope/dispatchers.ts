import { lookup } from 'node:dns'
import { Agent, type buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici'
import { publicLookup, type Resolve } from './addresses.ts'
import { type ProxySettings, proxyFor } from './proxies.ts'
import type { BaseUrl } from './urls.ts'

/** Ways to the network, by what may happen on them. */
export interface Dispatchers {
  /**
   * For requests that cost money, and the few calls around them. No socket idle for more than a
   * second is used again: a server may be closing it, and a reset would leave an outcome unknown.
   */
  readonly submits: Dispatcher
  /** For looks at tasks, which may be repeated. */
  readonly queries: Dispatcher
  /** For pictures: knows no key, reaches no private address. */
  readonly pictures: (url: URL) => Dispatcher
  readonly destroy: () => Promise<void>
}

export interface DispatcherOptions {
  readonly base: BaseUrl
  readonly proxies: ProxySettings
  /** Milliseconds until a connection, TLS included, must stand. */
  readonly connectTimeout: number
  readonly resolve?: Resolve | undefined
  /** Used in place of those made here; closing them stays with who made them. */
  readonly given?: {
    readonly submits?: Dispatcher
    readonly queries?: Dispatcher
    readonly pictures?: Dispatcher
  }
}

/** Both, since the server's own `Keep-Alive` header would override the first alone. */
const shortIdle = { keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 }
const longIdle = { keepAliveTimeout: 4000, keepAliveMaxTimeout: 30_000 }

/** Opens no connection yet. @throws {UserError} PROVIDER_PROXY_INVALID */
export function createDispatchers(options: DispatcherOptions): Dispatchers {
  const { base, proxies, given = {} } = options
  const connect = { timeout: options.connectTimeout }
  const guarded = { ...connect, lookup: publicLookup(options.resolve ?? lookup) }
  const made: Dispatcher[] = []
  const make = (...way: Parameters<typeof open>): Dispatcher => {
    const dispatcher = open(...way)
    made.push(dispatcher)
    return dispatcher
  }
  const proxy = proxyFor(new URL(base.url), proxies)
  const submits = given.submits ?? make(proxy, connect, shortIdle)
  const queries = given.queries ?? make(proxy, connect, longIdle)
  const byProxy = new Map<string | null, Dispatcher>()
  const pictures = (url: URL): Dispatcher => {
    if (given.pictures !== undefined) return given.pictures
    if (url.origin === base.origin) return queries
    const through = proxyFor(url, proxies)
    const way =
      byProxy.get(through) ?? make(through, through === null ? guarded : connect, longIdle)
    byProxy.set(through, way)
    return way
  }
  const destroy = async (): Promise<void> => {
    await Promise.all(made.map((dispatcher) => dispatcher.destroy()))
  }
  return { submits, queries, pictures, destroy }
}

function open(
  proxy: string | null,
  connect: buildConnector.BuildOptions,
  idle: { readonly keepAliveTimeout: number; readonly keepAliveMaxTimeout: number },
): Dispatcher {
  if (proxy === null) return new Agent({ ...idle, connect })
  return new ProxyAgent({
    ...idle,
    uri: proxy,
    proxyTls: connect,
    requestTls: connect,
    factory: (origin, made) => new Pool(origin, failingOnce(made)),
  })
}

/**
 * A proxy that hangs up during CONNECT gives a socket error, which undici takes for one that
 * another try mends and repeats without end; as any other error it ends the request.
 */
function failingOnce(options: Pool.Options): Pool.Options {
  const { connect } = options
  if (typeof connect !== 'function') return options
  return {
    ...options,
    connect: (target, callback) =>
      connect(target, (...[error, socket]) => {
        if (error === null) callback(null, socket)
        else callback(new Error(`no tunnel through the proxy: ${error.message}`), null)
      }),
  }
}
