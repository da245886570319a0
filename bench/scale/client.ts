import { createDashScope, openProject, run } from '../../src/index.ts'
import { systemClock } from '../../src/run/clock.ts'
import { countedFiles, type LockBytes } from './counted-files.ts'
import { speed } from './set.ts'

/** What the process of a run tells, each second and at its end. */
export interface Told {
  readonly seconds: number
  readonly done: number
  readonly rssMiB: number
  readonly heapMiB: number
  /** Seconds of processor time of the whole process. */
  readonly cpu: number
  readonly lock: LockBytes
  /** Seconds until the plan stood, and until the first request was sent; null: not yet. */
  readonly planned: number | null
  readonly firstSent: number | null
  /** Whether the run has returned. */
  readonly ended: boolean
}

// A run as a process of its own, which its parent may kill at any moment.

const [path = '', baseUrl = ''] = process.argv.slice(2)
const started = performance.now()
const seconds = () => (performance.now() - started) / 1000
const { files, counted } = countedFiles()
const clock = systemClock(speed)
let done = 0
let planned: number | null = null
let firstSent: number | null = null

const timer = setInterval(() => tell(false), 1000)
const project = await openProject(path, { cwd: process.cwd(), simulatedCounts: true, files })
planned = seconds()
await run(project, {
  generator: 'bench',
  clock,
  onEvent: (event) => {
    if (event.type === 'image') done += 1
    if (event.type === 'job' && event.state === 'submitting') firstSent ??= seconds()
  },
  provider: async () =>
    createDashScope({
      apiKey: 'sk-simulated',
      region: 'singapore',
      workspace: null,
      unlisted: project.manifest?.unlistedModels ?? new Map(),
      baseUrl,
      proxies: {},
      userAgent: 'bench',
      now: () => clock.now(),
    }),
})
clearInterval(timer)
tell(true)

function tell(ended: boolean): void {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const told: Told = {
    seconds: seconds(),
    done,
    rssMiB: rss / 2 ** 20,
    heapMiB: heapUsed / 2 ** 20,
    cpu: (user + system) / 1e6,
    lock: { ...counted },
    planned,
    firstSent,
    ended,
  }
  process.send?.(told)
}
