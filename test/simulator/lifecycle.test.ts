import { expect, test } from 'vitest'
import { scaledClock } from '../../src/simulator/clock.ts'
import { startSimulator } from '../../src/simulator/simulator.ts'
import { get, messagesBody, stage, startCall, submit } from './wire.ts'

test('a simulator takes a free port of the loopback interface and names its base URL', async () => {
  const { simulator } = await stage()
  expect(simulator.port).toBeGreaterThan(0)
  expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}/api/v1`)
})

test('a port in use is a mistake that can be mended', async () => {
  const { simulator } = await stage()
  await expect(startSimulator({ port: simulator.port })).rejects.toMatchObject({
    name: 'UserError',
    code: 'SIMULATOR_PORT',
    stop: 'usage',
    message: `port ${simulator.port} is in use`,
  })
})

test('closing breaks what is open, and nothing answers any more', async () => {
  const { simulator } = await stage()
  const { answer } = await startCall(simulator, messagesBody())
  await simulator.close()
  await expect(answer).rejects.toThrow()
  await expect(get(simulator, '/tasks')).rejects.toThrow()
})

test('two simulators know nothing of each other', async () => {
  const [one, other] = [await stage(), await stage()]
  const id = await submit(one.simulator)
  expect((await get(other.simulator, `/tasks/${id}`)).json.output.task_status).toBe('UNKNOWN')
  expect(other.simulator.ledger().accepted.tasks).toBe(0)
})

test('a scaled clock runs so many times as fast as real time', async () => {
  const clock = scaledClock(1000)
  const started = clock.now()
  await new Promise<void>((resolve) => clock.after(20_000, resolve))
  expect(clock.now() - started).toBeGreaterThanOrEqual(19_000)
})

test('a scaled clock can be called off', async () => {
  const clock = scaledClock(1000)
  let called = false
  const cancel = clock.after(5000, () => {
    called = true
  })
  cancel()
  await new Promise<void>((resolve) => clock.after(20_000, resolve))
  expect(called).toBe(false)
})
