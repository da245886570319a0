import { expect, test } from 'vitest'
import { asynchronous, get, legacyBody, paths, post, stage, submit } from './wire.ts'

test.each([
  ['no key', '', 'No API-key provided.'],
  ['a key without its scheme', 'sk-test', 'Invalid API-key provided.'],
  ['another scheme', 'Basic sk-test', 'Invalid API-key provided.'],
  ['an empty key', 'Bearer ', 'Invalid API-key provided.'],
  ['a key with a space', 'Bearer sk test', 'Invalid API-key provided.'],
  ['a key of another region', 'Bearer sk-wrong-region', 'Invalid API-key provided.'],
  ['a subscription key', 'Bearer sk-sp-1234', 'Invalid API-key provided.'],
])('%s is 401 InvalidApiKey for every operation', async (_, authorization, message) => {
  const { simulator } = await stage()
  const headers = { Authorization: authorization }
  const answers = await Promise.all([
    post(simulator, paths.legacy, legacyBody(), { ...asynchronous, ...headers }),
    post(simulator, paths.messages, legacyBody(), headers),
    post(simulator, '/tasks/any/cancel', undefined, headers),
    get(simulator, '/tasks/any', headers),
    get(simulator, '/tasks', headers),
  ])
  for (const { status, json } of answers) {
    expect([status, json.code]).toEqual([401, 'InvalidApiKey'])
    expect(json.message).toContain(message)
  }
  expect(simulator.ledger().refused.codes).toEqual({ InvalidApiKey: 5 })
})

test('keys of one account see its tasks and share its limits, other accounts do not', async () => {
  const accounts: Record<string, string> = { 'sk-a1': 'a', 'sk-a2': 'a', 'sk-b': 'b' }
  const { simulator } = await stage({ accountOf: (key) => accounts[key] ?? null })
  const as = (key: string): Record<string, string> => ({ Authorization: `Bearer ${key}` })
  const send = (key: string) =>
    post(simulator, paths.legacy, legacyBody(), { ...asynchronous, ...as(key) })
  const id = (await send('sk-a1')).json.output.task_id
  const statuses = [await send('sk-a2'), await send('sk-a1'), await send('sk-b')]
  expect(statuses.map(({ status }) => status)).toEqual([200, 429, 200])
  const look = async (key: string): Promise<string> =>
    (await get(simulator, `/tasks/${id}`, as(key))).json.output.task_status
  expect(await look('sk-a2')).toBe('PENDING')
  expect(await look('sk-b')).toBe('UNKNOWN')
  expect((await get(simulator, '/tasks', as('sk-a2'))).json.total).toBe(2)
  expect((await get(simulator, '/tasks', as('sk-b'))).json.total).toBe(1)
  const cancel = await post(simulator, `/tasks/${id}/cancel`, undefined, as('sk-b'))
  expect(cancel.json.code).toBe('UnsupportedOperation')
})

test('a workspace is taken as it comes, and noted', async () => {
  const { simulator } = await stage()
  await submit(simulator)
  const headers = { ...asynchronous, 'X-DashScope-WorkSpace': 'ws-abc123' }
  expect((await post(simulator, paths.legacy, legacyBody(), headers)).status).toBe(200)
  expect(simulator.ledger().requests.map(({ workspace }) => workspace)).toEqual([null, 'ws-abc123'])
})

test('no key stands in the ledger', async () => {
  const { simulator } = await stage()
  await submit(simulator)
  await get(simulator, '/tasks', { Authorization: 'Bearer sk-wrong-secret' })
  const text = JSON.stringify(simulator.ledger())
  expect(text).not.toContain('sk-test')
  expect(text).not.toContain('sk-wrong')
})
