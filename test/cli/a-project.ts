import type { Doors, Project, ProjectRequest } from '../../src/cli/doors.ts'
import type { Plan } from '../../src/plan/plan.ts'
import type { RunEvent, RunResult } from '../../src/run/events.ts'
import { aLock } from '../report/a-lock.ts'

/** A project whose manifest was read and planned. */
export function aProject(plan: Plan | null, wish: Partial<Project> = {}): Project {
  return {
    request: aRequest(),
    plan,
    findings: plan?.findings ?? [],
    texts: new Map(),
    shown: 'campaign.yaml',
    lock: aLock([]),
    lockFile: { path: 'campaign.lock', digest: null },
    opened: null,
    shownOutputs: 'out',
    ...wish,
  }
}

function aRequest(): ProjectRequest {
  return {
    manifest: '/sets/campaign.yaml',
    root: null,
    store: null,
    overrides: { set: [], model: null, region: null, mode: null },
    options: {
      only: [],
      where: [],
      limit: null,
      regenerate: [],
      retryFailed: false,
      overwrite: false,
    },
    simulate: false,
    saved: null,
  }
}

const counts = { total: 2, waiting: 0, running: 0, unknown: 0, failed: 0, done: 2 }

/** What a run came to: two jobs, all done, unless said otherwise. */
export function aResult(wish: Partial<RunResult> = {}): RunResult {
  return {
    ended: 'complete',
    stop: null,
    signal: null,
    counts,
    spend: { currency: 'USD', spent: 60_000, open: 0 },
    written: 2,
    missing: [],
    warnings: 0,
    ...wish,
  }
}

export function aStart(wish: Partial<Extract<RunEvent, { type: 'start' }>> = {}): RunEvent {
  return {
    type: 'start',
    at: '2026-11-20T03:00:00.000Z',
    name: 'tea-launch',
    simulated: false,
    counts: { total: 2, waiting: 2, running: 0, unknown: 0, failed: 0, done: 0 },
    spend: { currency: 'USD', spent: 0, open: 0 },
    seconds: 16,
    ...wish,
  }
}

/** Doors onto one project. Those that a test does not expect to be opened fail it. */
export function doorsOnto(project: Project, wish: Partial<Doors> = {}): Doors {
  const closed = (name: string) => () => Promise.reject(new Error(`${name} was not expected`))
  return {
    open: (request) => Promise.resolve({ ...project, request }),
    settled: () => Promise.resolve(null),
    run: closed('run'),
    gather: closed('gather'),
    readLabels: closed('readLabels'),
    writeProvenance: closed('writeProvenance'),
    writeGallery: closed('writeGallery'),
    writeSheet: closed('writeSheet'),
    findPrunable: closed('findPrunable'),
    prune: closed('prune'),
    openAccount: closed('openAccount'),
    startSimulator: closed('startSimulator'),
    ...wish,
  }
}
