import { byEngine, bySchedule, every, type Schedule, type Seen, sdkSchedule } from './clients.ts'
import type { Measured } from './figure.ts'
import { durationsAt, makespanAt, perfectMakespan, slotTimesAt } from './makespan.ts'
import type { PictureSet } from './picture-set.ts'

const slots = 2

/** One set, run by the engine and by scripts that look at their tasks by a schedule. */
export interface TaskRun {
  readonly engine: Seen
  readonly sdk: Seen
  readonly fixed: Seen
}

/**
 * 40 tasks of 3 s ± 30 %, two at a time, as often as `runs`; measured once for all who ask. The engine
 * has one run after the other, as a user has it; the scripts, which mostly wait, run meanwhile.
 */
export const taskRuns = once(
  async (runs: number, overflow: PictureSet['overflow']): Promise<readonly TaskRun[]> => {
    const sets = Array.from({ length: runs }, (_, nth) => tasks(`run ${nth}`, overflow))
    const begun = sets.map((set) => ({ set, scripts: byScripts(set) }))
    const measured: TaskRun[] = []
    for (const { set, scripts } of begun) {
      const engine = await byEngine(set)
      measured.push({ engine, ...(await scripts) })
    }
    return measured
  },
)

async function byScripts(set: PictureSet): Promise<Omit<TaskRun, 'engine'>> {
  const by = (schedule: () => Schedule) => bySchedule(set, { workers: slots, schedule })
  const [sdk, fixed] = await Promise.all([by(sdkSchedule), by(() => every(3000))])
  return { sdk, fixed }
}

function tasks(name: string, overflow: 'queue' | 'refuse'): PictureSet {
  return { name, count: 40, rewrites: true, durationMs: 3000, spread: 0.3, overflow }
}

/** 60 calls of 5 s, two of which may leave in a second; measured once for all who ask. */
export const callRuns = once((runs: number) =>
  Promise.all(
    Array.from({ length: runs }, (_, nth) =>
      byEngine({
        name: `calls ${nth}`,
        count: 60,
        rewrites: false,
        durationMs: 5000,
        spread: 0,
        overflow: 'queue',
      }),
    ),
  ),
)

/** Perfect makespan by ours, in turn beside the scripts' and the engine's whole run. */
export async function measureTasks(runs: number, overflow: 'queue' | 'refuse'): Promise<Measured> {
  const measured = await taskRuns(runs, overflow)
  const ratios = (who: keyof TaskRun) =>
    measured.map((one) => perfectOf(one[who]) / makespanAt(one[who].ledger))
  return {
    values: ratios('engine'),
    unit: 'ratio',
    beside: [
      { label: "the SDKs' poll times", values: ratios('sdk') },
      { label: 'a look every 3 s', values: ratios('fixed') },
      {
        label: 'ours from its first look to its last file',
        values: measured.map(({ engine }) => perfectOf(engine) / engine.wallMs),
      },
      ...(overflow === 'refuse' ? [bySlots(measured)] : []),
    ],
    note: overflow === 'refuse' ? idle : null,
  }
}

/** Why this stays below what is reached where tasks are queued. */
const idle =
  'nothing waits at the server, so a slot idles until its end is seen (all tasks share 15 looks a second), the next request has come, and the server has scheduled it (40 ms)'

/** Where nothing waits at the server, a slot is taken from a submit's arrival: no schedule can have it sooner. */
function bySlots(measured: readonly TaskRun[]): Measured['beside'][number] {
  const values = measured.map(({ engine: { ledger } }) => {
    return perfectMakespan(slotTimesAt(ledger), slots) / makespanAt(ledger)
  })
  return { label: 'ours, with the time that a task waits to be scheduled', values }
}

function perfectOf({ ledger }: Seen): number {
  return perfectMakespan(durationsAt(ledger), slots)
}

/** Answers with 429 that a client caused. */
export function refusalsOf({ ledger: { throttled } }: Seen): number {
  return throttled.submit + throttled.concurrency + throttled.query
}

function once<A extends readonly unknown[], R>(measure: (...args: A) => Promise<R>) {
  const known = new Map<string, Promise<R>>()
  return (...args: A): Promise<R> => {
    const name = JSON.stringify(args)
    const found = known.get(name) ?? measure(...args)
    known.set(name, found)
    return found
  }
}
