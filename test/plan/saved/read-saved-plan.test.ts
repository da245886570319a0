import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/diagnostics/user-error.ts'
import { readSavedPlan } from '../../../src/plan/saved/read-saved-plan.ts'
import type { SavedJob, SavedPlan } from '../../../src/plan/saved/saved-plan.ts'
import { schemaErrors } from '../../report/schemas.ts'
import { plannedText } from '../../support/planned-text.ts'
import { saved, teas } from './a-saved-plan.ts'

async function aSoundPlan(): Promise<SavedPlan> {
  const options = { only: ['poster'], limit: 3, set: ['a=b=c'], max_cost: '1.000000' }
  return saved(await plannedText(teas), { options })
}

/** The first job, changed. */
function withJob(change: (job: SavedJob) => object): (sound: SavedPlan) => unknown {
  return (sound) => ({
    ...sound,
    jobs: sound.jobs.map((job, nth) => (nth === 0 ? change(job) : job)),
  })
}

/** Why a value is refused; null: it is read. */
function refusal(value: unknown): UserError | null {
  try {
    readSavedPlan(value, 'teas.plan.json')
    return null
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

describe('a saved plan', () => {
  test('is read as it was written, and has the form of its schema', async () => {
    const sound = await aSoundPlan()
    expect(readSavedPlan(sound, 'teas.plan.json')).toEqual(sound)
    expect(schemaErrors('saved-plan', sound)).toEqual([])
    expect(sound).toMatchObject({
      prices: [{ model: 'qwen-image-plus', amount: '0.030000', currency: 'USD' }],
      estimate: { images: 3, cost: '0.090000', currency: 'USD' },
    })
    expect(sound.jobs[0]).toMatchObject({
      action: 'create',
      after: null,
      outputs: [
        { path: 'out/oolong.png', image: 1, recipe: null },
        {
          path: 'out/oolong.thumb.webp',
          image: 1,
          recipe: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    })
  })

  test('of another version is refused by its version', () => {
    expect(refusal({ saved_plan: 2 })).toMatchObject({ code: 'PLAN_FILE_VERSION', stop: 'usage' })
  })

  test.each<[string, (sound: SavedPlan) => unknown, string]>([
    ['no plan', () => [], 'saved_plan'],
    ['a job less', (sound) => ({ ...sound, jobs: sound.jobs.slice(1) }), 'add up to 2 images'],
    [
      'a job twice',
      (sound) => ({ ...sound, jobs: [...sound.jobs, sound.jobs[0]] }),
      'stands there twice',
    ],
    [
      'a key of another request',
      withJob((job) => ({ ...job, key: 'a'.repeat(64) })),
      'jobs[0].key',
    ],
    [
      'another prompt',
      withJob((job) => ({ ...job, request: { ...job.request, prompt: 'x' } })),
      'jobs[0].key',
    ],
    ['a cheaper job', withJob((job) => ({ ...job, cost: '0.010000' })), 'jobs[0].cost'],
    [
      'a job that is paid and says it is not',
      withJob((job) => ({ ...job, action: 'keep' })),
      'cost',
    ],
    [
      'a lower sum',
      (sound) => ({ ...sound, estimate: { ...sound.estimate, cost: '0.010000' } }),
      'add up to 0.090000',
    ],
    [
      'fewer images',
      (sound) => ({ ...sound, estimate: { ...sound.estimate, images: 1 } }),
      'add up to 3 images',
    ],
    ['no price', (sound) => ({ ...sound, prices: [] }), 'prices has none for qwen-image-plus'],
    [
      'an option that is not known',
      (sound) => ({ ...sound, options: { base_url: 'https://evil.example' } }),
      'options.base_url',
    ],
    ['another host', (sound) => ({ ...sound, region: 'mars' }), '.region'],
    ['an action of its own', withJob((job) => ({ ...job, action: 'exec' })), 'jobs[0].action'],
  ])('with %s is no saved plan', async (_, change, why) => {
    const error = refusal(JSON.parse(JSON.stringify(change(await aSoundPlan()))))
    expect(error).toMatchObject({ code: 'PLAN_FILE_DAMAGED', stop: 'usage' })
    expect(error?.message).toContain(why.replace(/^\./, ''))
  })

  test.each([
    '/etc/passwd.yaml',
    '../other/teas.yaml',
    'sets/../../teas.yaml',
    '.ssh/config.yaml',
    'sets/.hidden.yaml',
    'C:/teas.yaml',
    'sets\\teas.yaml',
    'teas.txt',
    'teas\n.yaml',
    '',
  ])(
    'names no file outside of the folder, none that is hidden and none but YAML: %j',
    async (path) => {
      const sound = await aSoundPlan()
      const manifest = { ...sound.manifest, path }
      expect(refusal({ ...sound, manifest })?.message).toContain('manifest.path')
    },
  )

  test('whatever its bytes say, is read or refused with words', async () => {
    const sound = await aSoundPlan()
    const anyPlace = fc.constantFrom(...Object.keys(sound), '__proto__')
    fc.assert(
      fc.property(anyPlace, fc.jsonValue({ maxDepth: 5 }), (name, value) => {
        const changed = Object.defineProperty({ ...sound }, name, { value, enumerable: true })
        expect(refusal(changed)?.code ?? 'PLAN_FILE_DAMAGED').toMatch(/^PLAN_FILE_/)
      }),
    )
  })
})
