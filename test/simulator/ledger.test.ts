import { expect, test } from 'vitest'
import { asynchronous, get, legacyBody, paths, post, stage, startCall, submit } from './wire.ts'

test('the ledger is served beside the API, without a key, and is the one the program sees', async () => {
  const { simulator, clock } = await stage()
  await submit(simulator)
  const { answer } = await startCall(simulator)
  clock.advance(11_000)
  await answer
  const response = await fetch(new URL('/_simulator/ledger', simulator.url))
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(simulator.ledger())))
})

test('an image is billed when it succeeds, not before', async () => {
  const { simulator, clock } = await stage()
  await submit(simulator)
  const billed = (): number => simulator.ledger().billed.images
  clock.advance(10_039)
  expect(billed()).toBe(0)
  clock.advance(1)
  expect(billed()).toBe(1)
})

test('nobody needs to look at a task for it to be billed', async () => {
  const { simulator, clock } = await stage()
  await submit(simulator)
  await submit(simulator)
  clock.advance(60_000)
  expect(simulator.ledger()).toMatchObject({
    accepted: { tasks: 2, calls: 0, images: 2 },
    billed: { images: 2, models: { 'qwen-image-plus': 2 } },
    queries: { polls: 0 },
    downloads: { delivered: 0 },
  })
})

test('what was refused is told with its operation and reason', async () => {
  const { simulator, clock } = await stage()
  await post(simulator, paths.legacy, legacyBody({}, { n: 2 }), asynchronous)
  clock.advance(500)
  await get(simulator, '/nothing')
  const { refused } = simulator.ledger()
  expect(refused.count).toBe(2)
  expect(refused.latest).toEqual([
    {
      at: Date.UTC(2026, 10, 20, 11),
      operation: 'submit',
      status: 400,
      code: 'InvalidParameter',
      message: 'num_images_per_prompt must be 1',
    },
    {
      at: Date.UTC(2026, 10, 20, 11) + 500,
      operation: null,
      status: 404,
      code: 'NotFound',
      message: 'Not found!',
    },
  ])
})

test('only the last hundred refusals are kept, but all are counted', async () => {
  const { simulator } = await stage()
  for (let count = 0; count < 103; count++) await get(simulator, `/nothing/${count}`)
  const { refused } = simulator.ledger()
  expect(refused.count).toBe(103)
  expect(refused.latest).toHaveLength(100)
})
