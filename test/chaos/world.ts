import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault, SeenRequest } from '../../src/simulator/faults.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { quickPainter } from '../support/quick-pictures.ts'
import { VirtualClock } from '../support/virtual-clock.ts'
import { VolatileDisk } from '../support/volatile-disk.ts'
import { type ChaosSet, limits } from './set.ts'

/** Where a set lives on while runs come and go. */
export interface World {
  readonly folder: string
  readonly disk: VolatileDisk
  readonly time: VirtualClock
  readonly simulator: Simulator
  /** The simulator tells of each request that arrived, and whether it costs money. */
  onArrival: (isPost: boolean) => void
}

/** Makes a world for a set, and takes it away again. `trouble`: what goes wrong beside the kills. */
export async function inWorld<T>(
  set: ChaosSet,
  trouble: (seen: SeenRequest) => Fault | undefined,
  stay: (world: World) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-chaos-'))
  const time = new VirtualClock()
  const own = { submit: limits.submit, concurrent: { async: limits.concurrent } }
  let world: World | null = null
  const simulator = await startSimulator({
    clock: time,
    painter: quickPainter,
    durationOf: ({ seed, prompt }) => 1000 + ((seed * 7919 + prompt.length * 104_729) % 900),
    limits: { 'wan2.2-t2i-flash': own, 'wan2.6-t2i': own },
    listLagMs: 300,
    faults: (seen) => {
      world?.onArrival(seen.operation === 'submit' || seen.operation === 'call')
      return trouble(seen)
    },
  })
  world = { folder, disk: new VolatileDisk(), time, simulator, onArrival: () => undefined }
  try {
    await writeFile(join(folder, 'mintage.yaml'), set.manifest)
    return await stay(world)
  } finally {
    await simulator.close()
    time.stop()
    await world.disk.forget()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A bad network on top: now and then an answer is lost, a server fails, a picture comes torn. */
export function badNetwork(random: () => number): (seen: SeenRequest) => Fault | undefined {
  return ({ operation }) => {
    if (random() > 0.04) return undefined
    const faults = operation === 'submit' ? submitFaults : queryFaults
    return faults[Math.floor(random() * faults.length)]
  }
}

const submitFaults: readonly Fault[] = [
  { kind: 'reset', accepted: true },
  { kind: 'reset', accepted: false },
  { kind: 'html', accepted: true },
  { kind: 'error', status: 500, code: 'InternalError', message: 'a passing fault' },
  { kind: 'error', status: 429, code: 'Throttling', message: 'Requests throttling triggered.' },
]

const queryFaults: readonly Fault[] = [
  { kind: 'reset', accepted: false },
  { kind: 'truncated', declared: 'whole' },
  { kind: 'html', accepted: false },
]
