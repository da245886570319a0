import type { LookupAddress } from 'node:dns'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { manualClock } from '../simulator/manual-clock.ts'
import { until } from '../simulator/wire.ts'
import { aMock, aProvider, apiKey } from './a-provider.ts'
import { aServer, type Handler } from './a-server.ts'

const picture = 'https://dashscope-result-sz.oss-cn-shenzhen.aliyuncs.com/teapot.png?Expires=1'

async function downloadFrom(handler: Handler, options: Parameters<typeof aProvider>[0] = {}) {
  const server = await aServer(handler)
  const provider = aProvider({ baseUrl: server.baseUrl, ...options })
  return { server, outcome: await provider.download(`${server.origin}/teapot.png?Expires=1`) }
}

test('a picture arrives byte for byte, and the key does not travel', async () => {
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10])
  const { server, outcome } = await downloadFrom((_, response) => response.end(bytes))
  expect(outcome).toEqual({ kind: 'bytes', bytes })
  expect(server.received[0]).toMatchObject({ method: 'GET', url: '/teapot.png?Expires=1' })
  expect(JSON.stringify(server.received[0]?.headers)).not.toContain(apiKey)
  expect(server.received[0]?.headers).not.toHaveProperty('authorization')
})

test('a slow picture arrives, as long as bytes keep coming', async () => {
  const clock = manualClock()
  let timers = 0
  const { outcome } = await downloadFrom(
    async (_, response) => {
      for (let sent = 1; sent <= 8; sent += 1) {
        clock.advance(1199)
        response.write('x')
        // One for the asking, one for the head of the answer, one for each byte.
        await until(() => timers === 2 + sent || response.destroyed)
      }
      response.end()
    },
    {
      timeouts: { silence: 1200 },
      after: (ms, callback) => {
        timers += 1
        return clock.after(ms, callback)
      },
    },
  )
  expect(outcome).toEqual({ kind: 'bytes', bytes: Buffer.from('xxxxxxxx') })
})

test('a picture that stops coming is unanswered', async () => {
  const { outcome } = await downloadFrom((_, response) => response.write('x'), {
    timeouts: { silence: 300 },
  })
  expect(outcome).toEqual({ kind: 'unanswered', reason: 'no byte came for 0.3 s' })
})

test.each([403, 404])('HTTP %d means that the signed URL has expired', async (status) => {
  const { outcome } = await downloadFrom((_, response) => response.writeHead(status).end('<xml/>'))
  expect(outcome).toEqual({ kind: 'expired', httpStatus: status })
})

test.each([204, 206, 429, 500, 503])(
  'HTTP %d is no answer: another try may bring it',
  async (status) => {
    const { outcome } = await downloadFrom((_, response) => response.writeHead(status).end())
    expect(outcome).toEqual({ kind: 'unanswered', reason: `HTTP ${status}` })
  },
)

test('a picture that is cut off is unanswered', async () => {
  const { outcome } = await downloadFrom(({ socket }, response) => {
    response.writeHead(200, { 'content-length': 1000 })
    response.write('half', () => socket.destroy())
  })
  expect(outcome.kind).toBe('unanswered')
})

test('a redirect is refused, and nobody is asked', async () => {
  const elsewhere = await aServer((_, response) => response.end('x'))
  const { outcome } = await downloadFrom((_, response) =>
    response.writeHead(302, { location: `${elsewhere.origin}/x` }).end(),
  )
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('redirect') })
  expect(elsewhere.received).toEqual([])
})

test('a body without end is cut at 64 MiB and refused', async () => {
  const chunk = Buffer.alloc(1024 * 1024)
  const { outcome } = await downloadFrom((_, response) => {
    response.writeHead(200)
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', pour)
    pour()
  })
  expect(outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('67108864') })
})

test('a body that came compressed is not unpacked, and another try may bring it', async () => {
  const { outcome } = await downloadFrom((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end(gzipSync(Buffer.alloc(10_000_000)))
  })
  expect(outcome).toEqual({ kind: 'unanswered', reason: 'it came as gzip' })
})

test('a download can be interrupted', async () => {
  const abort = new AbortController()
  const server = await aServer(() => abort.abort())
  const provider = aProvider({ baseUrl: server.baseUrl })
  const outcome = await provider.download(`${server.origin}/x.png`, { signal: abort.signal })
  expect(outcome).toEqual({ kind: 'unanswered', reason: 'it was interrupted' })
})

describe('a picture is refused before anyone is asked', () => {
  test.each([
    ['over http', 'http://a.aliyuncs.com/x.png'],
    ['from another host', 'https://example.com/x.png'],
    ['from a host that only looks like it', 'https://evilaliyuncs.com/x.png'],
    ['from a host with the name inside', 'https://a.aliyuncs.com.example.com/x.png'],
    ['from the bare domain', 'https://aliyuncs.com/x.png'],
    ['from a rooted name', 'https://a.aliyuncs.com./x.png'],
    ['from an address', 'https://47.74.0.1/x.png'],
    ['from an IPv6 address', 'https://[2408:4000::1]/x.png'],
    ['from this machine', 'https://127.0.0.1/x.png'],
    ['from this machine, by a port', 'http://127.0.0.1:6379/'],
    ['on another port', 'https://a.aliyuncs.com:8443/x.png'],
    ['with a password', 'https://me:secret@a.aliyuncs.com/x.png'],
    ['with another host as user', 'https://a.aliyuncs.com@example.com/x.png'],
    ['from a file', 'file:///etc/passwd'],
    ['from a store', 'oss://bucket/x.png'],
    ['from nowhere', 'x.png'],
    ['with a backslash', 'https://example.com\\.aliyuncs.com/x.png'],
  ])('%s', async (_, url) => {
    const { mock, dispatchers } = aMock()
    const outcome = await aProvider({ dispatchers }).download(url)
    expect(outcome.kind).toBe('refused')
    expect(mock.getCallHistory()?.calls()).toEqual([])
    expect(JSON.stringify(outcome)).not.toContain('secret')
  })

  test('from another port of this machine than the base URL has', async () => {
    const base = await aServer((_, response) => response.end('x'))
    const other = await aServer((_, response) => response.end('x'))
    const outcome = await aProvider({ baseUrl: base.baseUrl }).download(`${other.origin}/x.png`)
    expect(outcome.kind).toBe('refused')
    expect(other.received).toEqual([])
  })
})

test('a host under aliyuncs.com is asked over https', async () => {
  const { mock, dispatchers } = aMock()
  mock
    .get('https://dashscope-result-sz.oss-cn-shenzhen.aliyuncs.com')
    .intercept({ path: '/teapot.png?Expires=1' })
    .reply(200, 'x')
  const outcome = await aProvider({ dispatchers }).download(picture)
  expect(outcome).toEqual({ kind: 'bytes', bytes: Buffer.from('x') })
})

describe('a name that leads to a private address is not connected to', () => {
  test.each([
    ['10.1.2.3'],
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['100.100.100.200'],
    ['::1'],
    ['fd00::1'],
    ['47.74.0.1', '192.168.0.1'],
  ])('%s %s', async (...addresses) => {
    const asked: string[] = []
    const provider = aProvider({
      resolve: (hostname, _, callback) => {
        asked.push(hostname)
        const found: LookupAddress[] = addresses.map((address) => ({
          address,
          family: address.includes(':') ? 6 : 4,
        }))
        callback(null, found)
      },
    })
    const outcome = await provider.download(picture)
    expect(outcome).toMatchObject({
      kind: 'unanswered',
      reason: expect.stringContaining(`${addresses.at(-1)}, a private address`),
    })
    expect(asked).toEqual(['dashscope-result-sz.oss-cn-shenzhen.aliyuncs.com'])
  })

  test('and a name that leads nowhere is unanswered', async () => {
    const provider = aProvider({
      resolve: (_, __, callback) => callback(Object.assign(new Error('ENOTFOUND')), []),
    })
    expect(await provider.download(picture)).toMatchObject({ kind: 'unanswered' })
  })
})
