import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach } from 'vitest'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly socket: Socket
  /** The client's port. */
  readonly port: number | undefined
}

export type Handler = (request: Received, response: ServerResponse) => void

/** An HTTP server on a loopback port that notes what it received; closed after the test. */
export async function aServer(handler: Handler): Promise<{
  readonly origin: string
  readonly baseUrl: string
  readonly received: Received[]
}> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers, socket } = request
    const body = Buffer.concat(chunks).toString('utf8')
    const one = { method, url, headers, body, socket, port: socket.remotePort }
    received.push(one)
    handler(one, response)
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, baseUrl: `${origin}/api/v1`, received }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

export const created = {
  output: { task_status: 'PENDING', task_id: '0385dc79-5ff8-4d82-bcb6-000000000001' },
  request_id: '4909100c-7b5a-9f92-bfe5-000000000001',
}
