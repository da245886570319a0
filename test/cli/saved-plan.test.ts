import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { ProjectRequest } from '../../src/cli/doors.ts'
import { savedPlanText, savePlan } from '../../src/plan/saved/save-plan.ts'
import type { SavedOptions } from '../../src/plan/saved/saved-plan.ts'
import { aLock } from '../report/a-lock.ts'
import { aJob, aPlan } from '../report/a-plan.ts'
import { temporaryFolder } from '../support/temp-folder.ts'
import { aProject, aResult, doorsOnto } from './a-project.ts'
import { anIo } from './an-io.ts'

const plan = aPlan([aJob(1), aJob(2)])

function savedText(options: SavedOptions = {}): string {
  const context = {
    engine: 'mintage 0.1.0',
    manifestPath: 'sets/campaign.yaml',
    lock: { path: 'campaign.lock', digest: null },
    options,
  }
  return savedPlanText(savePlan(plan, aLock([]), context))
}

/** Runs `mintage run …` in a folder with these files, and tells what it was about and how it ended. */
async function mintage(args: string, files: Readonly<Record<string, string>>) {
  const cwd = await temporaryFolder(files)
  const io = anIo({ cwd })
  const seen: { request?: ProjectRequest; options?: unknown } = {}
  const project = aProject(plan)
  const doors = doorsOnto(project, {
    open: (request) => {
      seen.request = request
      return Promise.resolve({ ...project, request })
    },
    run: (_project, options) => {
      seen.options = options
      return Promise.resolve(aResult())
    },
  })
  const argv = ['run', ...args.split(' ').filter(Boolean)]
  const code = await main(argv, io, () => Promise.resolve(doors))
  return { cwd, code, err: io.stderr.text, ...seen }
}

describe('a saved plan that is run', () => {
  test('brings its manifest and its options', async () => {
    const options: SavedOptions = {
      only: ['poster'],
      where: ['tea=mint'],
      limit: 2,
      regenerate: ['out/**'],
      retry_failed: true,
      overwrite: true,
      set: ['brand=a=b'],
      model: 'qwen-image',
      region: 'beijing',
      mode: 'sync',
    }
    const { cwd, code, request } = await mintage('p.json --yes --root .. --store s', {
      'p.json': savedText(options),
    })
    expect(code).toBe(0)
    expect(request).toMatchObject({
      manifest: join(cwd, 'sets', 'campaign.yaml'),
      root: '..',
      store: 's',
      overrides: { set: ['brand=a=b'], model: 'qwen-image', region: 'beijing', mode: 'sync' },
      options: {
        only: ['poster'],
        where: ['tea=mint'],
        limit: 2,
        regenerate: ['out/**'],
        retryFailed: true,
        overwrite: true,
      },
      simulate: false,
      saved: { saved_plan: 1 },
    })
  })

  test.each([
    ['', 500_000, 9],
    ['--max-cost 0.40 --max-images 10', 400_000, 9],
    ['--max-cost 0.60USD --max-images 8', 500_000, 8],
  ])('is bound by the lower of its caps and those of the call: %s', async (caps, cost, images) => {
    const files = { 'p.json': savedText({ max_cost: '0.500000', max_images: 9 }) }
    const { options } = await mintage(`p.json --yes ${caps}`, files)
    expect(options).toMatchObject({ maxCost: cost, maxImages: images })
  })

  test.each([
    '--only poster',
    '--where a=b',
    '--limit 1',
    '--set a=b',
    '--model m',
    '--region beijing',
    '--mode sync',
    '--regenerate x',
    '--retry-failed',
    '--overwrite',
    '--simulate',
  ])('takes no option that would make it another: %s', async (option) => {
    const { code, err, request } = await mintage(`p.json ${option}`, { 'p.json': savedText() })
    expect(code).toBe(2)
    expect(err).toContain(`${option.split(' ')[0]} cannot stand beside a saved plan`)
    expect(request).toBeUndefined()
  })

  test.each<[string, string, string]>([
    ['cut off', savedText().slice(0, 200), 'PLAN_FILE_DAMAGED'],
    ['edited', savedText().replaceAll('"cost": "0.030000"', '"cost": "0.010000"'), 'DAMAGED'],
    ['of another version', '{"saved_plan": 9}', 'PLAN_FILE_VERSION'],
    ['what plan --json prints', '{"plan": 1, "jobs": []}', 'mintage plan --out'],
  ])('is refused when it is %s', async (_, text, words) => {
    const { code, err, request } = await mintage('p.json --yes', { 'p.json': text })
    expect(code).toBe(2)
    expect(err).toContain(words)
    expect(err).toContain('nothing was sent, nothing was spent')
    expect(request).toBeUndefined()
  })

  test.each([
    ['m.yaml', 'version: 1'],
    ['m.json', '{"version": 1, "name": "teas"}'],
    ['m.yaml', '{version: 1, name: teas}'],
    ['gone.yaml', ''],
  ])('is not what a manifest is: %s %s', async (name, text) => {
    const { cwd, request } = await mintage(`${name} --yes`, text === '' ? {} : { [name]: text })
    expect(request).toMatchObject({ manifest: join(cwd, name), saved: null })
  })
})
