import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Api, type ApiRequest, answerApi } from './api.ts'
import { ApiError, rows } from './api-error.ts'
import type { Timers } from './clock.ts'
import type { Storage } from './downloads.ts'
import { type Damage, readBody, send } from './exchange.ts'
import type { Fault, Operation } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { Reply } from './reply.ts'
import { type Destination, destinationOf, operationOf } from './routes.ts'
import { Witness } from './witness.ts'

export interface Parts extends Api {
  readonly storage: Storage
  readonly timers: Timers
  readonly ledger: () => Ledger
}

/** Serves requests from their first byte to their last, with what the fault hook makes of them. */
export function createHandler(
  parts: Parts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const witness = new Witness()
  return async (request, response) => {
    const text = await readBody(request)
    if (text === null) return
    const { headers } = request
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const destination = destinationOf(request.method ?? '', url.pathname)
    const operation = destination === null ? null : operationOf(destination, headers)
    const seen = operation === null ? null : witness.see(operation, { url, headers, text })
    const fault = seen === null ? undefined : parts.settings.faults(seen)
    const asked = { url, headers, text, requestId: parts.settings.newId() }
    await serve(parts, { response, destination, operation, asked }, fault)
  }
}

interface Visit {
  readonly response: ServerResponse
  readonly destination: Destination | null
  readonly operation: Operation | null
  readonly asked: Omit<ApiRequest, 'fault'>
}

async function serve(parts: Parts, visit: Visit, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'delay') {
    await new Promise<void>((resolve) => parts.timers.after(fault.ms, resolve))
    return serve(parts, visit, fault.then)
  }
  if (isBreak(fault) && !fault.accepted) {
    breakOff(parts, visit, fault)
    return
  }
  const { accepted, reply } = answer(parts, visit, fault)
  if (isBreak(fault) && accepted) breakOff(parts, visit, fault)
  else put(parts, visit, await reply, damageBy(fault, parts))
}

/** Does what is asked for; what was refused was not accepted. */
function answer(
  parts: Parts,
  visit: Visit,
  fault: Fault | undefined,
): { accepted: boolean; reply: Promise<Reply> | Reply } {
  try {
    if (fault?.kind === 'error') throw new ApiError(fault.status, fault.code, fault.message)
    return { accepted: true, reply: replyTo(parts, visit, fault) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    parts.book.refuse(parts.settings.clock.now(), visit.operation, error)
    const { status, code, message } = error
    const body = { request_id: visit.asked.requestId, code, message }
    return { accepted: false, reply: { status, body } }
  }
}

function replyTo(
  parts: Parts,
  { destination, asked }: Visit,
  fault: Fault | undefined,
): Promise<Reply> | Reply {
  if (destination === null) throw rows.notFound()
  if (destination.kind === 'ledger') return { status: 200, body: { ...parts.ledger() } }
  if (destination.kind !== 'download') return answerApi(parts, destination, { ...asked, fault })
  const withKey = asked.headers.authorization !== undefined
  return parts.storage.answer({ url: asked.url, withKey, now: parts.settings.clock.now(), fault })
}

type Break = Extract<Fault, { accepted: boolean }>

function isBreak(fault: Fault | undefined): fault is Break {
  return fault !== undefined && 'accepted' in fault
}

/** Ends the exchange without the true answer, which may still be in the making. */
function breakOff(parts: Parts, visit: Visit, fault: Break): void {
  if (fault.kind === 'reset') visit.response.socket?.resetAndDestroy()
  if (fault.kind === 'empty') put(parts, visit, { status: fault.status ?? 200, body: null })
  if (fault.kind === 'html') put(parts, visit, { ...gatewayPage, status: fault.status ?? 502 })
}

const gatewayPage = {
  body: Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>\n'),
  headers: { 'Content-Type': 'text/html' },
}

function damageBy(fault: Fault | undefined, { timers }: Parts): Damage {
  if (fault?.kind === 'truncated') return { cut: fault.declared }
  if (fault?.kind === 'stall') return { stalls: true }
  if (fault?.kind === 'slow') {
    const { pieces, pauseMs } = fault
    const wait = () => new Promise<void>((resolve) => timers.after(pauseMs, resolve))
    return { slow: { pieces, wait } }
  }
  return fault?.kind === 'padded' ? { padding: fault.bytes } : {}
}

function put(parts: Parts, { response }: Visit, reply: Reply, damage: Damage = {}): void {
  send(response, reply, { date: parts.settings.clock.now(), damage })
}
