import { appendFileSync, rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buryOwner } from '../chaos/life.ts'
import type { DiskFault, DiskStep } from '../support/traced-files.ts'
import { type FaultCase, faultTable } from './fault-table.ts'
import { type Scene, type SceneWish, scene } from './scene.ts'

const hourMs = 3_600_000

faultTable('The clock', {
  'is three hours ahead': clockOff(3 * hourMs),
  'is three hours behind': clockOff(-3 * hourMs),
  'jumps three hours ahead in the middle of a run, with an answer lost after it': clockSet(
    3 * hourMs,
  ),
  'jumps three hours back in the middle of a run, with an answer lost after it': clockSet(
    -3 * hourMs,
  ),
  'is set between a run that was stopped and the next': {
    act: (stage) =>
      stage.run([], (event, signal) => {
        if (event.type === 'job' && event.state === 'submitted') signal('SIGINT')
      }),
    mend: async ({ clock }) => {
      clock.jump = -30 * hourMs
    },
  },
})

function clockOff(jump: number): FaultCase {
  return {
    wish: { faults: loseAnswer(1) },
    before: async ({ clock }) => {
      clock.jump = jump
    },
  }
}

function clockSet(jump: number): FaultCase {
  return {
    hits: 3,
    wish: { faults: loseAnswer(3) },
    act: (stage) =>
      stage.run([], (event) => {
        if (event.type === 'image') stage.clock.jump = jump
      }),
  }
}

function loseAnswer(wanted: number): NonNullable<FaultCase['wish']>['faults'] & object {
  return ({ operation, nth }) =>
    operation === 'submit' && nth === wanted ? { kind: 'reset', accepted: true } : undefined
}

/** Refuses steps at paths from some moment on, until it is mended. */
function refusal(wish: {
  at: (step: DiskStep, how: { isRunning: boolean }) => boolean
  code: string
}): { onStep: (step: DiskStep) => DiskFault | undefined; begin: () => void; end: () => void } {
  let isRunning = false
  let isOver = false
  return {
    onStep: (step) => (!isOver && wish.at(step, { isRunning }) ? { fails: wish.code } : undefined),
    begin: () => {
      isRunning = true
    },
    end: () => {
      isOver = true
    },
  }
}

/** The disk refuses what is chosen, from the first request on where it says so; then it is mended. */
function refusing(
  code: string,
  at: (step: DiskStep, how: { isRunning: boolean }) => boolean,
): FaultCase {
  const disk = refusal({ at, code })
  return {
    wish: { onStep: disk.onStep },
    act: (stage) =>
      stage.run([], (event) => {
        if (event.type === 'job' && event.state === 'submitting') disk.begin()
      }),
    mend: async () => disk.end(),
  }
}

const isLock = ({ path }: DiskStep) => /mintage\.lock/.test(path)
const isOutput = ({ path }: DiskStep) => /[/\\]out[/\\]\d/.test(path)
const isOut = ({ path }: DiskStep) => /[/\\]out([/\\]|$)/.test(path)

const isLockWrite = (step: DiskStep) => isLock(step) && step.what === 'write'

/** Its process is this one, which lives on: before the next run it is given a dead owner. */
function leavingItsLock(): FaultCase {
  const refused = refusing(
    'EPERM',
    ({ path, what }) => /mintage\.run/.test(path) && what === 'remove',
  )
  return {
    ...refused,
    mend: async (stage) => {
      await refused.mend?.(stage)
      await buryOwner(stage.folder)
    },
  }
}

/** From the n-th step on that is such a one. */
function fromNth(nth: number, at: (step: DiskStep) => boolean): (step: DiskStep) => boolean {
  let seen = 0
  return (step) => {
    if (at(step)) seen += 1
    return at(step) && seen >= nth
  }
}

/** Pictures that come one after the other, so that nothing else is being written meanwhile. */
const oneByOne: SceneWish = {
  simulator: { durationOf: ({ prompt }) => Number(/\d/.exec(prompt)?.[0]) * 5000 },
}

faultTable('The disk', {
  'is full before the first request': refusing('ENOSPC', isLock),
  'is full when a task id is to be written': refusing('ENOSPC', fromNth(2, isLockWrite)),
  'does not sync the lockfile': refusing(
    'EIO',
    (step, { isRunning }) => isRunning && isLock(step) && step.what === 'sync',
  ),
  'is full when a picture is to be stored': refusing(
    'ENOSPC',
    ({ path, what }) => /[/\\]store[/\\]/.test(path) && what === 'write',
  ),
  'has a store that is read-only': refusing('EROFS', ({ path }) =>
    /[/\\]store([/\\]|$)/.test(path),
  ),
  'has an output folder that is read-only': refusing('EACCES', isOut),
  'is full when an output is to be written': refusing(
    'ENOSPC',
    (step) => isOutput(step) && step.what === 'write',
  ),
  'does not let an output take its place': refusing(
    'EPERM',
    (step) => isOutput(step) && step.what === 'rename',
  ),
  'does not let the provenance be written': refusing('EACCES', ({ path }) =>
    /provenance\.json/.test(path),
  ),
  'does not let the lockfile be compacted at the end': refusing('ENOSPC', ({ path }) =>
    /mintage\.lock\.tmp/.test(path),
  ),
  'does not let the index be written': refusing('EACCES', ({ path }) =>
    /mintage\.index/.test(path),
  ),
  'does not let the run lock be made': refusing('EROFS', ({ path }) => /\.mintage/.test(path)),
  'does not let the run lock be removed': leavingItsLock(),
  'loses the output folder under the run': {
    wish: oneByOne,
    act: (stage) => removing(stage, 'out'),
    also: async ({ files }) => {
      expect((await files()).filter((path) => /^out[/\\]\d/.test(path))).toHaveLength(2)
    },
  },
  'loses the store under the run': {
    wish: oneByOne,
    act: (stage) => removing(stage, join('.mintage', 'store')),
  },
  'loses the lockfile under the run': {
    wish: oneByOne,
    act: (stage) => removing(stage, 'mintage.lock'),
  },
  'has a lockfile that another program writes into': {
    wish: oneByOne,
    act: (stage) =>
      onceAfterFirst(stage, () => appendFileSync(join(stage.folder, 'mintage.lock'), '{"torn')),
  },
  'has a folder where the provenance should be': {
    act: async (stage) => {
      await stage.run()
      await rm(join(stage.folder, 'out', 'provenance.json'))
      await mkdir(join(stage.folder, 'out', 'provenance.json'))
      return stage.run()
    },
    mend: async (stage) => {
      await rm(join(stage.folder, 'out', 'provenance.json'), { recursive: true })
    },
  },
  'cannot make a variant': {
    wish: {
      asset:
        '    output: "{{no}}.png"\n    variants: [{name: line, width: 16384, height: 1, fit: fill, format: webp}]\n',
    },
  },
  'is full at any one write, whichever': { act: everyWrite },
})

/** Does something when the first picture has come. */
function onceAfterFirst(stage: Scene, what: () => void): ReturnType<Scene['run']> {
  let isDone = false
  return stage.run([], (event) => {
    if (event.type !== 'image' || isDone) return
    isDone = true
    what()
  })
}

function removing(stage: Scene, path: string): ReturnType<Scene['run']> {
  return onceAfterFirst(stage, () => rmSync(join(stage.folder, path), { recursive: true }))
}

/** One run for each file that is made or written, where the disk is full; the next run finishes it. */
async function everyWrite(stage: Scene): ReturnType<Scene['run']> {
  const steps: DiskStep[] = []
  const calm = await scene({
    images: 1,
    onStep: (step) => {
      steps.push(step)
      return undefined
    },
  })
  expect(await calm.run()).toMatchObject({ code: 0 })
  for (const { nth } of steps.filter(({ what }) => makesFile.has(what))) await fullAt(nth)
  return stage.run()
}

const makesFile: ReadonlySet<DiskStep['what']> = new Set(['create', 'write', 'folder'])

async function fullAt(nth: number): Promise<void> {
  let isOver = false
  const hit = await scene({
    images: 1,
    onStep: (step) => (step.nth === nth && !isOver ? { fails: 'ENOSPC' } : undefined),
  })
  const { code, said } = await hit.run()
  isOver = true
  const state = `step ${nth}: ${said}`
  expect([0, 1], state).toContain(code)
  expect(said, state).not.toMatch(/INTERNAL|Mintage broke|^\s+at /m)
  expect(await hit.run(), state).toMatchObject({ code: 0 })
  expect(hit.simulator.ledger().billed, state).toMatchObject({ images: 1, repeated: [] })
  const litter = (await hit.files()).filter((path) => /\.(tmp|run|taking)$/.test(path))
  expect(litter, state).toEqual([])
}
