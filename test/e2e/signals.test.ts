import type { ChildProcess } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../../src/simulator/faults.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { quickPainter } from '../support/quick-pictures.ts'
import { type Ended, type Place, place, service } from '../support/real-cli.ts'

// What becomes of each request is in test/faults/signals.test.ts; here it is that real signals do it.

const manifests = {
  async: { model: 'wan2.2-t2i-flash', size: '512*512' },
  sync: { model: 'wan2.6-t2i', size: '768*768' },
} as const

type Mode = keyof typeof manifests

interface Played {
  readonly here: Place
  readonly simulator: Simulator
  readonly ended: Ended
}

/** Sends signals from when the n-th request of an operation has come, each once the one before was heard. */
async function play(
  mode: Mode,
  at: { operation: Operation; nth: number; signals: readonly NodeJS.Signals[]; lasts: number },
): Promise<Played> {
  const { model, size } = manifests[mode]
  const here = await place({
    'mintage.yaml': `version: 1
name: signals
defaults: {model: ${model}, size: "${size}", mode: ${mode}}
assets: {poster: {prompt: "poster {{no}}", matrix: {no: [1, 2, 3, 4]}, output: "{{no}}.png"}}
`,
  })
  let running: ChildProcess | null = null
  const simulator = await service(here, {
    painter: quickPainter,
    durationOf: () => at.lasts,
    faults: ({ operation, nth }) => {
      if (operation !== at.operation || nth !== at.nth || running === null) return undefined
      const child = running
      setImmediate(() => void sendInTurn(child, at.signals))
      return undefined
    },
  })
  const { child, ended } = here.start('run', '--yes')
  running = child
  const end = await ended
  running = null
  return { here, simulator, ended: end }
}

/** A process that has not heard of a signal yet may take two for one. */
async function sendInTurn(
  child: ChildProcess,
  [name, ...others]: readonly NodeJS.Signals[],
): Promise<void> {
  if (name === undefined) return
  const heard = new Promise<void>((resolve) => {
    let said = ''
    const listen = (text: string) => {
      said += text
      if (said.includes(`${name}: no new requests`)) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
  })
  child.kill(name)
  await heard
  await sendInTurn(child, others)
}

function isCalm({ stdout, stderr }: Ended): void {
  expect(stdout + stderr).not.toMatch(/INTERNAL|^\s+at |Warning:/m)
}

describe.concurrent('a real signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s leaves tasks on the server, and the next run fetches them',
    async (name, code) => {
      const { here, simulator, ended } = await play('async', {
        operation: 'submit',
        nth: 2,
        signals: [name],
        lasts: 500,
      })
      expect(ended.code).toBe(code)
      expect(ended.stdout).toContain(`interrupted by ${name}`)
      expect(ended.stdout).toContain('run the same command again')
      isCalm(ended)
      expect(await here.read('.mintage/mintage.run')).toBeNull()
      expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
      expect(simulator.ledger().billed).toMatchObject({ images: 4, repeated: [] })
    },
  )

  test('waits for calls in flight, and keeps their pictures', async () => {
    const { here, simulator, ended } = await play('sync', {
      operation: 'call',
      nth: 1,
      signals: ['SIGINT'],
      lasts: 1500,
    })
    expect(ended.code).toBe(130)
    isCalm(ended)
    const { billed, accepted } = simulator.ledger()
    expect(billed).toMatchObject({ images: accepted.images, lost: 0 })
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 4, repeated: [] })
  })

  test('given twice leaves at once; calls in flight are asked about, not sent again', async () => {
    const { here, simulator, ended } = await play('sync', {
      operation: 'call',
      nth: 4,
      signals: ['SIGINT', 'SIGINT'],
      // So long that the test would not live to see the end of a call.
      lasts: 600_000,
    })
    expect(ended.code).toBe(130)
    isCalm(ended)
    expect(simulator.ledger().accepted.images).toBe(4)
    const next = await here.mintage('run', '--yes')
    expect(next.code).toBe(1)
    expect(next.stdout).toContain('--resolve-unknown')
    expect(simulator.ledger().accepted.images).toBe(4)
    expect(await here.mintage('status')).toMatchObject({ code: 0 })
  })

  test('given twice leaves tasks to the next run, too', async () => {
    const { here, simulator, ended } = await play('async', {
      operation: 'poll',
      nth: 1,
      signals: ['SIGTERM', 'SIGINT'],
      lasts: 3000,
    })
    expect([130, 143]).toContain(ended.code)
    isCalm(ended)
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 4, repeated: [] })
  })
})
