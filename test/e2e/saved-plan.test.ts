import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { schemaErrors } from '../report/schemas.ts'
import { type Place, place, service } from '../support/real-cli.ts'

const manifest = `version: 1
name: teas
defaults: {model: qwen-image-plus, size: "1:1", mode: sync}
limits: {qwen-image-plus: {concurrent: 1}}
assets:
  poster:
    prompt: "{{tea}} poster"
    matrix: {tea: [oolong, mint, lime]}
    output: "{{tea}}.png"
`

async function teaSet(): Promise<{ here: Place; simulator: Simulator }> {
  const here = await place({ 'mintage.yaml': manifest })
  return { here, simulator: await service(here, { durationOf: () => 20 }) }
}

/** Runs a saved plan, and kills it at its n-th call from now, before that is taken in. */
async function killedRun({ here, simulator }: Awaited<ReturnType<typeof teaSet>>, nth: number) {
  const { child, ended } = here.start('run', 'p.json', '--yes')
  let calls = 0
  simulator.useFaults(({ operation }) => {
    if (operation === 'call') calls += 1
    if (operation !== 'call' || calls !== nth) return undefined
    child.kill('SIGKILL')
    return { kind: 'error', status: 500, code: 'InternalError', message: 'gone' }
  })
  expect(await ended).toMatchObject({ code: null })
  simulator.useFaults(null)
}

describe.concurrent('a saved plan', () => {
  test('that was interrupted goes on, pays every image once, and then has nothing to do', async () => {
    const set = await teaSet()
    const { here, simulator } = set
    const { code, stderr } = await here.mintage('plan', '--out', 'p.json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'saved as p.json: mintage run p.json\n' })
    await killedRun(set, 2)
    // The killed call left an outcome that nobody knows: the plan still is what is left of it.
    const retry = ['--yes', '--resolve-unknown', 'retry']
    expect(await here.mintage('run', 'p.json', ...retry)).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 3, repeated: [] })
    expect(await here.mintage('run', 'p.json')).toMatchObject({ code: 0 })
    expect(simulator.ledger().accepted.calls).toBe(3)
  })

  test('that buys pictures anew does so once, however often it is run', async () => {
    const set = await teaSet()
    const { here, simulator } = set
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    const again = ['plan', '--regenerate', 'poster', '--limit', '2', '--out', 'p.json']
    expect(await here.mintage(...again)).toMatchObject({ code: 0 })
    for (let nth = 1; nth <= 2; nth += 1) {
      expect(await here.mintage('run', 'p.json', '--yes')).toMatchObject({ code: 0 })
    }
    expect(simulator.ledger().accepted.calls).toBe(3 + 2)
  })

  test('runs though only a comment changed, and prints events and status as their schemas say', async () => {
    const { here } = await teaSet()
    expect(await here.mintage('plan', '--out', 'p.json')).toMatchObject({ code: 0 })
    await here.write('mintage.yaml', `# reviewed\n${manifest}`)
    const { code, stdout } = await here.mintage('run', 'p.json', '--yes', '--json')
    expect(code).toBe(0)
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.flatMap((event) => schemaErrors('run-event', event))).toEqual([])
    expect(events.at(-1)).toMatchObject({ type: 'end', result: { ended: 'complete' } })
    for (const name of ['status', 'verify'] as const) {
      const told = await here.mintage(name, '--json')
      expect(schemaErrors(name, JSON.parse(told.stdout)), name).toEqual([])
    }
  })

  test('is never written over what is no saved plan, nor where the plan is refused', async () => {
    const { here } = await teaSet()
    const { code, stderr } = await here.mintage('plan', '--out', 'mintage.yaml')
    expect(code).toBe(2)
    expect(stderr).toContain('error[PLAN_FILE_EXISTS]')
    expect(String(await here.read('mintage.yaml'))).toBe(manifest)
    const over = ['plan', '--max-cost', '0.05', '--out', 'p.json']
    expect(await here.mintage(...over)).toMatchObject({ code: 5 })
    expect(await here.read('p.json')).toBeNull()
  })

  test.skipIf(process.platform === 'win32')('waits for no pipe in its place', async () => {
    const { here } = await teaSet()
    spawnSync('mkfifo', [join(here.folder, 'pipe')])
    const { code, stderr } = await here.mintage('plan', '--out', 'pipe')
    expect(code).toBe(2)
    expect(stderr).toContain('error[PLAN_FILE_EXISTS]: pipe is there already, and is no plain file')
    expect(await here.mintage('run', 'pipe', '--dry-run')).toMatchObject({ code: 2 })
  })

  test('can only be looked at with --dry-run', async () => {
    const { here, simulator } = await teaSet()
    await here.mintage('plan', '--out', 'p.json')
    const { code, stdout } = await here.mintage('run', 'p.json', '--dry-run', '--quiet')
    expect(code).toBe(0)
    expect(stdout).toContain('3 images, at most 0.09 USD')
    expect(simulator.ledger().accepted.calls).toBe(0)
  })
})
