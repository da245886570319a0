import type { ChildProcess } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Fault, SeenRequest } from '../../src/simulator/faults.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { type Ended, type Place, place, service } from '../support/real-cli.ts'

const manifest = (mode: string) => `version: 1
name: crash
defaults: {model: qwen-image-plus, size: "1:1", mode: ${mode}}
assets:
  poster:
    prompt: "poster number {{n1}}"
    matrix: {n1: [1, 2, 3, 4, 5, 6]}
    output: "{{n1}}.png"
`

/** What happens at one moment of the first run; later runs find a healthy service. */
type Moment = (seen: SeenRequest, first: ChildProcess) => Fault | undefined

/** Runs, is hit at the moment, runs again to the end. */
async function hit(
  moment: Moment,
  mode = 'async',
): Promise<{ here: Place; simulator: Simulator; first: Ended; second: Ended }> {
  const here = await place({ 'mintage.yaml': manifest(mode) })
  let running: ChildProcess | null = null
  const simulator = await service(here, {
    faults: (seen) => (running === null ? undefined : moment(seen, running)),
  })
  const { child, ended } = here.start('run', '--yes')
  running = child
  const first = await ended
  running = null
  return { here, simulator, first, second: await here.mintage('run', '--yes') }
}

async function temporaryFiles(here: Place): Promise<string[]> {
  const all = await readdir(here.folder, { recursive: true })
  return all.filter((path) => path.endsWith('.tmp') || path.endsWith('.run'))
}

const killAt =
  (operation: SeenRequest['operation'], nth: number, fault?: Fault): Moment =>
  (seen, first) => {
    if (seen.operation !== operation || seen.nth !== nth) return undefined
    first.kill('SIGKILL')
    return fault
  }

describe.concurrent('a run that is killed', () => {
  test.each<[string, Moment]>([
    ['before a request is accepted', killAt('submit', 3, { kind: 'reset', accepted: false })],
    [
      'after it was accepted, the answer never seen',
      killAt('submit', 3, { kind: 'hang', accepted: true }),
    ],
    ['while its tasks run', killAt('poll', 2)],
    ['while a picture is downloaded', killAt('download', 2)],
  ])('%s is finished by the next one, and no image is paid twice', async (_, moment) => {
    const { here, simulator, first, second } = await hit(moment)
    expect(first.code).toBeNull()
    expect(second).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 6, repeated: [] })
    for (const name of [1, 2, 3, 4, 5, 6]) expect(await here.read(`out/${name}.png`)).not.toBeNull()
    expect(await temporaryFiles(here)).toEqual([])
  })

  test('in sync mode leaves its calls unknown, and asks instead of paying twice', async () => {
    const { here, simulator, second } = await hit(
      killAt('call', 3, { kind: 'hang', accepted: true }),
      'sync',
    )
    expect(second.code).toBe(1)
    expect(second.stdout + second.stderr).toContain('--resolve-unknown')
    expect(simulator.ledger().billed.repeated).toEqual([])
    const third = await here.mintage('run', '--yes', '--resolve-unknown', 'retry')
    expect(third).toMatchObject({ code: 0 })
    const status = await here.mintage('status')
    expect(status).toMatchObject({ code: 0 })
  })
})

describe('an answer that is lost after acceptance', () => {
  test('is found again through the task list in the same run', async () => {
    const { simulator, first } = await hit((seen) =>
      seen.operation === 'submit' && seen.nth % 2 === 0
        ? { kind: 'reset', accepted: true }
        : undefined,
    )
    expect(first).toMatchObject({ code: 0 })
    expect(simulator.ledger().billed).toMatchObject({ images: 6, repeated: [] })
  })
})
