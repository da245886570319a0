import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserError } from '../diagnostics/user-error.ts'
import { Timers } from './clock.ts'
import { type DownloadNotes, Storage } from './downloads.ts'
import { send } from './exchange.ts'
import type { FaultHook } from './faults.ts'
import { createHandler, type Parts } from './handler.ts'
import { signImage, urlLifetimeMs } from './image-urls.ts'
import { type Ledger, LedgerBook } from './ledger.ts'
import { type Settings, type SimulatorOptions, settingsOf } from './options.ts'
import { Service } from './service.ts'
import type { Work } from './work.ts'

/** A running DashScope-compatible server. */
export interface Simulator {
  /** Base URL of its API, `http://127.0.0.1:PORT/api/v1`. */
  readonly url: string
  readonly port: number
  /** What it accepted, billed and delivered so far; also at `GET /_simulator/ledger`. */
  ledger(): Ledger
  /** Decides from now on what goes wrong; null: nothing. */
  useFaults(hook: FaultHook | null): void
  /** Breaks every connection and forgets everything. */
  close(): Promise<void>
}

/**
 * Starts a server that speaks the image API's wire on a loopback port (facts 1 to 4): strict about
 * what it takes, with the limits of a region's account, and with a ledger of what it billed.
 *
 * It makes no pictures from prompts: it draws cards that show what was asked for. Markers in a
 * prompt (`markers.ts`) and the fault hook make it fail on demand. Its answers carry
 * `X-Mintage-Simulator: 1`.
 *
 * @throws {UserError} SIMULATOR_PORT when the port cannot be used.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  let hook = options.faults ?? null
  const settings = { ...settingsOf(options), faults: (seen) => hook?.(seen) } satisfies Settings
  const timers = new Timers(settings.clock)
  const server = createServer()
  const port = await listen(server, settings.port)
  const origin = `http://127.0.0.1:${port}`
  const parts = assemble(settings, timers, origin)
  const handle = createHandler(parts)
  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => ownFault(response, error))
  })
  return {
    url: `${origin}/api/v1`,
    port,
    ledger: parts.ledger,
    useFaults(next) {
      hook = next
    },
    close: () => close(server, timers),
  }
}

function assemble(settings: Settings, timers: Timers, origin: string): Parts {
  const book = new LedgerBook()
  const service = new Service(settings, { book, timers })
  const secret = settings.newId()
  const notes: DownloadNotes = {
    find: (workId) => service.work(workId),
    note: (what) => book.download(what),
  }
  const storage = new Storage(secret, { notes, paint: settings.painter })
  return {
    settings,
    service,
    book,
    storage,
    timers,
    urlOf: (work, index) => origin + signedPath(work, index, secret),
    ledger: () => book.snapshot(settings.region, service.peaks(), service.peakQueries),
  }
}

function signedPath(work: Work, index: number, secret: string): string {
  const madeAt = work.endedAt ?? work.submittedAt
  return signImage({ workId: work.id, index }, madeAt + urlLifetimeMs, secret)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(unusable(port, cause)))
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function unusable(port: number, cause: NodeJS.ErrnoException): UserError {
  const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code})`
  return new UserError('SIMULATOR_PORT', `port ${port} ${why}`, {
    hint: 'choose another with --port; 0 takes a free one',
    cause,
  })
}

function close(server: Server, timers: Timers): Promise<void> {
  timers.clear()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Our own mistake, or the fault hook's: it must be seen, so the answer tells it. */
function ownFault(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) {
    response.destroy()
    return
  }
  const message = `the simulator itself failed: ${error instanceof Error ? error.message : error}`
  const body = { request_id: 'simulator', code: 'SimulatorFailed', message }
  send(response, { status: 500, body }, { date: Date.now() })
}
