import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../../src/simulator/faults.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { quickPainter } from '../support/quick-pictures.ts'
import { type Place, place, service } from '../support/real-cli.ts'

const manifest = `version: 1
name: locked
defaults: {model: wan2.2-t2i-flash, size: "512*512"}
assets:
  poster:
    prompt: "poster number {{no}}"
    matrix: {no: [1, 2]}
    output: "{{no}}.png"
`

/** A set whose service tells of the first request of an operation. */
async function stage(
  operation: Operation = 'submit',
): Promise<{ here: Place; simulator: Simulator; reached: Promise<void> }> {
  const here = await place({ 'mintage.yaml': manifest })
  let reach: () => void = () => undefined
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const simulator = await service(here, {
    painter: quickPainter,
    durationOf: () => 400,
    faults: (seen) => {
      if (seen.operation === operation) reach()
      return undefined
    },
  })
  return { here, simulator, reached }
}

/** Does something while a process is held, so that it is still there however long that takes. */
async function whileItStands<T>(child: ChildProcess, use: () => Promise<T>): Promise<T> {
  child.kill('SIGSTOP')
  try {
    return await use()
  } finally {
    child.kill('SIGCONT')
  }
}

const owner = async (here: Place) => JSON.parse(String(await here.read('.mintage/mintage.run')))

/** A pid of this machine that belongs to nobody any more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

function written(change: object): string {
  const since = '2026-11-20T03:39:20.659Z'
  const word = { host: hostname(), since, token: 'another run', identity: null }
  return `${JSON.stringify({ pid: process.pid, ...word, ...change })}\n`
}

describe('a second run on one lockfile', () => {
  test('ends with exit 6, names the first, and sends nothing', async () => {
    const { here, simulator, reached } = await stage()
    const { child, ended } = here.start('run', '--yes')
    await reached
    const { since } = await owner(here)
    const second = await whileItStands(child, () => here.mintage('run', '--yes'))
    expect(second.code).toBe(6)
    expect(second.stderr).toContain(`process ${child.pid} on ${hostname()}, since ${since}`)
    expect(second.stderr).toContain('nothing was sent')
    expect(await ended).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 2, repeated: [] })
    expect(await readdir(join(here.folder, '.mintage'))).not.toContain('mintage.run')
  })

  test('started at the same moment: one does it, the other is told so', async () => {
    const { here, simulator } = await stage()
    const ends = await Promise.all([here.mintage('run', '--yes'), here.mintage('run', '--yes')])
    const codes = ends.map(({ code }) => code).sort()
    // The second may also come when the first is through: then there is nothing left to do.
    expect([
      [0, 0],
      [0, 6],
    ]).toContainEqual(codes)
    expect(simulator.ledger().billed).toMatchObject({ images: 2, repeated: [] })
  })

  test('does not keep plan and status from reading', async () => {
    const { here, reached } = await stage()
    const { ended } = here.start('run', '--yes')
    await reached
    expect(await here.mintage('plan')).toMatchObject({ code: 0 })
    expect(await here.mintage('status')).toMatchObject({ code: 0 })
    await ended
  })
})

describe('an owner', () => {
  test('that was killed on this host is taken over', async () => {
    const { here, simulator, reached } = await stage('download')
    const { child, ended } = here.start('run', '--yes')
    await reached
    child.kill('SIGKILL')
    await ended
    expect((await owner(here)).pid).toBe(child.pid)
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 2, repeated: [] })
    const left = await readdir(join(here.folder, '.mintage'))
    expect(left.filter((name) => /\.(run|taking|tmp)$/.test(name))).toEqual([])
  })

  test('whose process is gone is taken over, where the system tells no more of it', async () => {
    const { here } = await stage()
    await here.write('.mintage/mintage.run', written({ pid: await deadPid() }))
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  })

  test('that died while it took the lock over leaves nothing behind', async () => {
    const { here } = await stage()
    await here.write('.mintage/mintage.run.taking', written({ pid: await deadPid() }))
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    expect(await here.read('.mintage/mintage.run.taking')).toBeNull()
  })

  test('whose number belongs to another program by now is named, with the way out', async () => {
    const { here } = await stage()
    await here.write('.mintage/mintage.run', written({}))
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(6)
    expect(stderr).toContain(`process ${process.pid} on ${hostname()}`)
    expect(stderr).toMatch(/if process \d+ is another program, remove the \.run file/)
  })

  test('on another host is never judged, unless --take-over says so', async () => {
    const { here, simulator } = await stage()
    await here.write('.mintage/mintage.run', written({ host: 'ci-7', pid: await deadPid() }))
    const refused = await here.mintage('run', '--yes')
    expect(refused.code).toBe(6)
    expect(refused.stderr).toContain('on ci-7, since 2026-11-20T03:39:20.659Z')
    expect(refused.stderr).toContain('--take-over')
    expect(simulator.ledger().accepted.tasks).toBe(0)
    expect(await here.mintage('run', '--yes', '--take-over')).toMatchObject({ code: 0 })
  })

  test('that lives on this host is not taken over by --take-over either', async () => {
    const { here, reached } = await stage()
    const { child, ended } = here.start('run', '--yes')
    await reached
    const second = await whileItStands(child, () => here.mintage('run', '--yes', '--take-over'))
    expect(second).toMatchObject({ code: 6 })
    expect(await ended).toMatchObject({ code: 0 })
  })
})
