import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { get, legacyBody, messagesBody, stage, startCall, submit, until } from './wire.ts'

const day = 24 * 3_600_000

async function urlsOf(simulator: Simulator, id: string): Promise<string[]> {
  const { json } = await get(simulator, `/tasks/${id}`)
  return json.output.results.map((result: { url: string }) => result.url)
}

test('a picture comes from a signed URL outside the API, as PNG of the size that was asked for', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator, legacyBody({}, { size: '928*1664' }))
  clock.advance(11_000)
  const [url = ''] = await urlsOf(simulator, id)
  expect(url.startsWith(simulator.url)).toBe(false)
  expect(new URL(url).searchParams.get('Expires')).toBe(
    String((Date.UTC(2026, 10, 20, 11, 0, 10) + day) / 1000),
  )
  const response = await fetch(url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('x-mintage-simulator')).toBe('1')
  const { format, width, height, channels } = await sharp(await response.arrayBuffer()).metadata()
  expect({ format, width, height, channels }).toEqual({
    format: 'png',
    width: 928,
    height: 1664,
    channels: 3,
  })
})

test('a call’s pictures are at the URLs of its choices', async () => {
  const { simulator, clock } = await stage()
  const body = messagesBody('a fox', { size: '600*512', n: 2 }, 'qwen-image-2.0')
  const { answer } = await startCall(simulator, body)
  clock.advance(10_000)
  const { output } = (await answer).json
  const bytes = []
  for (const { image } of output.choices[0].message.content) {
    bytes.push(Buffer.from(await (await fetch(image)).arrayBuffer()))
  }
  expect(bytes).toHaveLength(2)
  expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).toBe(false)
})

test('the same URL gives the same bytes again; looking again gives the same URL', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  clock.advance(11_000)
  const [first = ''] = await urlsOf(simulator, id)
  clock.advance(3_600_000)
  const [second = ''] = await urlsOf(simulator, id)
  expect(second).toBe(first)
  const bytes = async (): Promise<string> =>
    Buffer.from(await (await fetch(first)).arrayBuffer()).toString('base64')
  expect(await bytes()).toBe(await bytes())
})

test('a URL lives 24 hours, then it is 403', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  clock.advance(10_040)
  const [url = ''] = await urlsOf(simulator, id)
  clock.advance(day - 41)
  expect((await fetch(url)).status).toBe(200)
  clock.advance(41)
  const expired = await fetch(url)
  expect(expired.status).toBe(403)
  expect(await expired.text()).toContain('<Code>AccessDenied</Code>')
})

test.each([
  ['another signature', 403, (url: URL) => url.searchParams.set('Signature', 'AAAA')],
  ['no signature', 403, (url: URL) => url.searchParams.delete('Signature')],
  ['a longer life', 403, (url: URL) => url.searchParams.set('Expires', '9999999999')],
  [
    'another image',
    403,
    (url: URL) => Object.assign(url, { pathname: url.pathname.replace('/1.png', '/2.png') }),
  ],
  [
    'no image at all',
    404,
    (url: URL) => Object.assign(url, { pathname: '/dashscope-result/nothing' }),
  ],
])('a URL with %s is %i', async (_, status, spoil) => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  clock.advance(11_000)
  const [text = ''] = await urlsOf(simulator, id)
  const url = new URL(text)
  spoil(url)
  expect((await fetch(url)).status).toBe(status)
  expect(simulator.ledger().downloads).toEqual({ delivered: 0, images: 0, refused: 1, withKey: 0 })
})

test('a URL of another simulator is worth nothing here', async () => {
  const [one, other] = [await stage(), await stage()]
  const id = await submit(one.simulator)
  one.clock.advance(11_000)
  const [text = ''] = await urlsOf(one.simulator, id)
  const url = new URL(text)
  url.port = String(other.simulator.port)
  expect((await fetch(url)).status).toBe(403)
})

test('a key sent along for a picture is refused and noted', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  clock.advance(11_000)
  const [url = ''] = await urlsOf(simulator, id)
  const withKey = await fetch(url, { headers: { Authorization: 'Bearer sk-test' } })
  expect(withKey.status).toBe(400)
  expect(simulator.ledger().downloads).toMatchObject({ delivered: 0, withKey: 1 })
})

test('the ledger counts downloads, and the different images among them', async () => {
  const { simulator, clock } = await stage()
  const body = legacyBody({}, { size: '768*768', n: 2 }, 'wan2.5-t2i-preview')
  const id = await submit(simulator, body)
  clock.advance(11_000)
  const [first = '', second = ''] = await urlsOf(simulator, id)
  for (const url of [first, first, second]) await (await fetch(url)).arrayBuffer()
  await until(() => simulator.ledger().downloads.delivered === 3)
  expect(simulator.ledger().downloads.images).toBe(2)
  expect(simulator.ledger().requests[0]).toMatchObject({ billed: 2, delivered: 2 })
})

test('the images of work that failed are not there', async () => {
  const { simulator, clock } = await stage()
  const body = legacyBody(
    { prompt: '[[partial]] fox' },
    { size: '768*768', n: 2 },
    'wan2.5-t2i-preview',
  )
  const id = await submit(simulator, body)
  clock.advance(11_000)
  const { results } = (await get(simulator, `/tasks/${id}`)).json.output
  expect(results[1]).not.toHaveProperty('url')
  expect((await fetch(results[0].url)).status).toBe(200)
})
