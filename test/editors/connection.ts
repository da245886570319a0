import type { Readable, Writable } from 'node:stream'

/** One end of a language server's JSON-RPC: what an editor says and hears. */
export interface Connection {
  request(method: string, params: unknown): Promise<unknown>
  notify(method: string, params: unknown): void
  /** The next notification of a method whose params are the right ones. */
  next(method: string, isRight: (params: unknown) => boolean): Promise<unknown>
}

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiter {
  readonly method: string
  readonly isRight: (params: unknown) => boolean
  readonly resolve: (params: unknown) => void
}

/** @param answers what to answer to a request of the other end, by method; to others null. */
export function connect(
  input: Readable,
  output: Writable,
  answers: Readonly<Record<string, (params: unknown) => unknown>>,
): Connection {
  const open = new Map<number | string, (message: Message) => void>()
  let waiters: readonly Waiter[] = []
  const send = (message: object) => output.write(framed({ jsonrpc: '2.0', ...message }))

  const take = (message: Message) => {
    const { id, method, params } = message
    if (method === undefined) {
      if (id !== undefined) open.get(id)?.(message)
    } else if (id !== undefined) {
      send({ id, result: answers[method]?.(params) ?? null })
    } else {
      const heard = waiters.filter((each) => each.method === method && each.isRight(params))
      waiters = waiters.filter((each) => !heard.includes(each))
      for (const { resolve } of heard) resolve(params)
    }
  }
  readFrames(input, take)

  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = open.size + 1
        open.set(id, ({ result, error }) => {
          if (error === undefined) resolve(result)
          else reject(new Error(`${method}: ${error.message}`))
        })
        send({ id, method, params })
      }),
    notify: (method, params) => {
      send({ method, params })
    },
    next: (method, isRight) =>
      new Promise((resolve) => {
        waiters = [...waiters, { method, isRight, resolve }]
      }),
  }
}

function framed(message: object): string {
  const text = JSON.stringify(message)
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

/** Calls back with each message; one may come in pieces, and several at once. */
function readFrames(input: Readable, take: (message: Message) => void): void {
  let rest = Buffer.alloc(0)
  input.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let frame = firstFrame(rest); frame !== null; frame = firstFrame(rest)) {
      rest = rest.subarray(frame.end)
      take(JSON.parse(frame.text) as Message)
    }
  })
}

function firstFrame(bytes: Buffer): { text: string; end: number } | null {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return null
  const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1])
  const end = head + 4 + length
  return bytes.length < end ? null : { text: bytes.toString('utf8', head + 4, end), end }
}
