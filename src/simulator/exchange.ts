import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from './reply.ts'

/** The largest body a request may have, in bytes. */
const bodyLimit = 4 * 1024 * 1024

/** Reads a request's body as text; null when it is too large. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > bodyLimit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** How the bytes of an answer are damaged on their way. */
export interface Damage {
  /** Send only the first half, and declare the length of the whole or of that half. */
  readonly cut?: 'whole' | 'half'
  /** Bytes of white space to send behind the answer. */
  readonly padding?: number
  /** Sends the first half, declares the whole, and leaves the connection open. */
  readonly stalls?: boolean
  /** Sends in so many pieces, with a wait before each but the first. */
  readonly slow?: { readonly pieces: number; readonly wait: () => Promise<void> }
}

/** Puts an answer on the wire. `date` is epoch ms, for the `Date` header. */
export function send(
  response: ServerResponse,
  reply: Reply,
  { date, damage = {} }: { date: number; damage?: Damage },
): void {
  if (response.destroyed) {
    reply.onSent?.(false)
    return
  }
  const whole = withPadding(bytesOf(reply), damage.padding ?? 0)
  const sent = damage.cut === undefined ? whole : whole.subarray(0, Math.floor(whole.length / 2))
  const declared = damage.cut === 'half' ? sent.length : whole.length
  response.once('close', () =>
    reply.onSent?.(damage.cut === undefined && response.writableFinished),
  )
  response.writeHead(reply.status, {
    Date: new Date(date).toUTCString(),
    'X-Mintage-Simulator': '1',
    ...(isJson(reply) ? { 'Content-Type': 'application/json;charset=UTF-8' } : {}),
    ...reply.headers,
    'Content-Length': declared,
  })
  if (damage.stalls === true) response.write(whole.subarray(0, Math.floor(whole.length / 2)))
  else if (damage.cut === 'whole') response.write(sent, () => response.destroy())
  else if (damage.slow !== undefined) void sendSlowly(response, sent, damage.slow)
  else response.end(sent)
}

async function sendSlowly(
  response: ServerResponse,
  bytes: Buffer,
  { pieces, wait }: NonNullable<Damage['slow']>,
): Promise<void> {
  const length = Math.ceil(bytes.length / pieces)
  for (let from = 0; from < bytes.length; from += length) {
    if (from > 0) await wait()
    if (response.destroyed) return
    response.write(bytes.subarray(from, from + length))
  }
  response.end()
}

function isJson({ body }: Reply): boolean {
  return body !== null && !Buffer.isBuffer(body)
}

function bytesOf({ body }: Reply): Buffer {
  if (body === null) return Buffer.alloc(0)
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
}

function withPadding(bytes: Buffer, padding: number): Buffer {
  return padding === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(padding, ' ')])
}
