import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/diagnostics/width.ts'
import type { Attempt, LockState, OutputRecord } from '../../src/lockfile/records.ts'
import type { Recipe } from '../../src/manifest/manifest.ts'
import type { Plan, PlannedJob } from '../../src/plan/plan.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import type { Subject } from '../../src/report/find-subject.ts'
import { whyOf } from '../../src/report/why.ts'
import { whyJson } from '../../src/report/why-json.ts'
import { whyText } from '../../src/report/why-text.ts'
import { requestKey } from '../../src/request/key.ts'
import { aFailure, aLock, anAttempt } from './a-lock.ts'
import { aJob, aPlan, aRequest } from './a-plan.ts'
import { schemaErrors } from './schemas.ts'

const recipe: Recipe = {
  width: 1200,
  height: 630,
  fit: 'cover',
  position: 'centre',
  format: 'jpeg',
  quality: 82,
}
const original = 'a'.repeat(64)

function record(output: string, seed: number, wish: Partial<OutputRecord> = {}): OutputRecord {
  return {
    output,
    key: requestKey(aRequest({ seed })),
    image: 1,
    recipe: null,
    sha256: original,
    bytes: 3,
    width: 1664,
    height: 928,
    format: 'png',
    at: '2026-11-20T03:10:00.000Z',
    ...wish,
  }
}

function lockOf(attempts: readonly Attempt[], records: readonly OutputRecord[]): LockState {
  const outputs = new Map(records.map((each) => [each.output, each]))
  return { ...aLock(attempts), outputs }
}

const output = (path: string): Subject => ({ kind: 'output', path })

/** The text, after the JSON was held against its schema. */
function explained(subject: Subject, plan: Plan, lock: LockState): string {
  const found = whyOf(subject, { plan, lock })
  const context = {
    engine: 'mintage 0.1.0',
    manifestPath: 'campaign.yaml',
    lock: { path: 'campaign.lock', digest: null },
  }
  expect(schemaErrors('why', whyJson(found, plan, context))).toEqual([])
  return whyText(found, plan, { width: 100, colour: false })
}

function variantOf(job: PlannedJob, path: string): PlannedJob {
  const [main] = job.outputs
  if (main === undefined) throw new Error('a job without outputs')
  const here = { ...main, status: 'at-hand' as const }
  return { ...job, outputs: [here, { ...here, path, variant: 'share', recipe }] }
}

describe('a file that is as it should be', () => {
  const job = variantOf(aJob(1, { action: 'keep', outputs: ['hero.png'] }), 'hero.share.jpg')
  const plan = aPlan([job])
  const share = record('hero.share.jpg', 1, {
    recipe: recipeHash(recipe),
    derived_from: original,
    format: 'jpeg',
  })
  const lock = lockOf([anAttempt(1)], [record('hero.png', 1), share])

  test('shows its request, its attempts and its sisters', () => {
    expect(explained(output('hero.share.jpg'), plan, lock)).toMatchInlineSnapshot(`
      "out/hero.share.jpg
        keep: done
        also made from its picture, which is paid once: out/hero.png

      file out/hero.share.jpg
        of asset poster, variant share
        made as jpeg, 1200×630, cover, centre, quality 82
        here, as it was written
        written 2026-11-20T03:10:00.000Z: jpeg, 1664×928, 3 bytes, sha256
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

      request cf5431112844c52faea668502fcf32dc586a0bc9bec2642107ac14457b3ed76f
        model: qwen-image-plus
        size: 1664*928
        n: 1
        seed: 1
        prompt_extend: true
        watermark: false
        prompt, as it is sent
          │ Lotus oolong poster for Shanghai, flat illustration
        no negative prompt
        template
          │ {{brand}} poster

      attempts
        done 2026-11-20T03:01:00.000Z, 0.03 USD (price list 2026-07), 1664×928, 3 bytes, async
      "
    `)
  })

  test('has no difference, nor has the request as a whole', () => {
    const { key } = job
    const { files, changes, others } = whyOf({ kind: 'request', key }, { plan, lock })
    expect(files.map(({ path, difference }) => [path, difference])).toEqual([
      ['hero.png', null],
      ['hero.share.jpg', null],
    ])
    expect(changes).toEqual([])
    expect(others).toEqual([])
  })
})

describe('a file whose request changed', () => {
  const prompt = 'Lotus jasmine poster for Shanghai, flat illustration'
  const job = aJob(2, {
    outputs: ['hero.png', 'copy.png'],
    request: { prompt, negative_prompt: '低分辨率', watermark: true },
  })
  const plan = aPlan([job])
  const lock = lockOf([anAttempt(1)], [record('hero.png', 1), record('copy.png', 1)])

  test('shows every field that changed, and prompts word by word', () => {
    const { changes } = whyOf(output('hero.png'), { plan, lock })
    expect(changes).toMatchObject([
      {
        from: requestKey(aRequest({ seed: 1 })),
        to: job.key,
        paths: ['hero.png'],
        fields: [
          { field: 'prompt', words: [{}, { kind: 'removed', text: 'oolong' }, {}, {}] },
          { field: 'negative_prompt', from: '', words: [{ kind: 'added', text: '低分辨率' }] },
          { field: 'seed', from: 1, to: 2, words: null },
          { field: 'watermark', from: false, to: true, words: null },
        ],
      },
    ])
    expect(explained(output('hero.png'), plan, lock)).toMatchInlineSnapshot(`
      "out/hero.png
        create: not in the lockfile
        a run would pay 0.03 USD for it, as an asynchronous request
        also made from its picture, which is paid once: out/copy.png

      file out/hero.png
        of asset poster
        to be written: not here, or not as it is wanted
        written 2026-11-20T03:10:00.000Z: png, 1664×928, 3 bytes, sha256
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        it shows the picture of another request than is wanted now; see below

      changed since this file was written from request cf5431112844
        wanted now: request bee40566a38a
        prompt
          │ Lotus [-oolong-]{+jasmine+} poster for Shanghai, flat illustration
        negative_prompt
          │ {+低分辨率+}
        seed: 1 → 2
        watermark: false → true

      request bee40566a38ae85ecd9ea63bb5aebe1870ac5509a67b5a1003cdfbf430d4a1b7
        model: qwen-image-plus
        size: 1664*928
        n: 1
        seed: 2
        prompt_extend: true
        watermark: true
        prompt, as it is sent
          │ Lotus jasmine poster for Shanghai, flat illustration
        negative_prompt
          │ 低分辨率
        template
          │ {{brand}} poster

      attempts
        none: it was never sent
      "
    `)
  })

  test('asked about by its new key, files that changed alike are told of once', () => {
    const { changes } = whyOf({ kind: 'request', key: job.key }, { plan, lock })
    expect(changes.map(({ paths }) => paths)).toEqual([['hero.png', 'copy.png']])
  })

  test('asked about by its old key, the same is told', () => {
    const subject: Subject = { kind: 'request', key: requestKey(aRequest({ seed: 1 })) }
    const found = whyOf(subject, { plan, lock })
    expect(found.job).toBeNull()
    expect(found.changes).toEqual(whyOf({ kind: 'request', key: job.key }, { plan, lock }).changes)
    expect(explained(subject, plan, lock)).toContain('only the lockfile knows it')
  })

  test('and whose old request no line holds any more, says so', () => {
    const without = lockOf([], [record('hero.png', 1)])
    const { changes } = whyOf(output('hero.png'), { plan, lock: without })
    expect(changes).toMatchObject([{ fields: null }])
    expect(explained(output('hero.png'), plan, without)).toContain(
      'no line of the lockfile holds the earlier request',
    )
  })
})

describe('a file that was never written', () => {
  const job = aJob(2, { outputs: ['hero-s2.png'] })

  test('is compared with a request of the same prompt that nothing asks for any more', () => {
    const plan = aPlan([job])
    const lock = lockOf([anAttempt(1)], [record('hero-s1.png', 1)])
    const { changes } = whyOf(output('hero-s2.png'), { plan, lock })
    expect(changes).toMatchObject([
      { to: job.key, paths: ['hero-s1.png'], fields: [{ field: 'seed', from: 1, to: 2 }] },
    ])
    expect(explained(output('hero-s2.png'), plan, lock)).toContain(
      'changed since out/hero-s1.png was written',
    )
  })

  test('is not compared with what is still wanted', () => {
    const plan = aPlan([aJob(1, { action: 'keep', outputs: ['hero-s1.png'] }), job])
    const lock = lockOf([anAttempt(1)], [record('hero-s1.png', 1)])
    expect(whyOf(output('hero-s2.png'), { plan, lock }).changes).toEqual([])
  })

  test('is not compared with another prompt', () => {
    const plan = aPlan([aJob(2, { outputs: ['new.png'], request: { prompt: 'a fox' } })])
    const lock = lockOf([anAttempt(1)], [record('hero-s1.png', 1)])
    expect(whyOf(output('new.png'), { plan, lock }).changes).toEqual([])
  })
})

describe('a file that differs for another reason', () => {
  const job = variantOf(aJob(1, { outputs: ['hero.png'] }), 'hero.share.jpg')
  const plan = aPlan([job])
  const right = { recipe: recipeHash(recipe), derived_from: original }
  test.each<[string, Partial<OutputRecord>, string]>([
    ['other settings', { ...right, recipe: 'f'.repeat(64) }, 'recipe'],
    ['an earlier picture', { ...right, derived_from: 'e'.repeat(64) }, 'picture'],
    ['another image', { ...right, image: 2 }, 'image'],
  ])('tells which: %s', (_, wish, expected) => {
    const lock = lockOf([anAttempt(1)], [record('hero.share.jpg', 1, wish)])
    const { files, changes } = whyOf(output('hero.share.jpg'), { plan, lock })
    expect(files).toMatchObject([{ difference: expected }])
    expect(changes).toEqual([])
  })
})

describe('a file that the manifest no longer names', () => {
  test('whose picture is wanted under another name, says which', () => {
    const plan = aPlan([aJob(1, { action: 'keep', outputs: ['new.png'] })])
    const lock = lockOf([anAttempt(1)], [record('old.png', 1)])
    expect(explained(output('old.png'), plan, lock)).toContain(
      'no longer names this file; its picture is wanted as out/new.png',
    )
  })

  test('nor its picture, still shows the request it was made from', () => {
    const plan = aPlan([])
    const lock = lockOf([anAttempt(1)], [record('old.png', 1)])
    expect(explained(output('old.png'), plan, lock)).toMatchInlineSnapshot(`
      "out/old.png
        the manifest no longer names this file, nor its picture; nothing deletes it

      file out/old.png
        written 2026-11-20T03:10:00.000Z: png, 1664×928, 3 bytes, sha256
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

      request cf5431112844c52faea668502fcf32dc586a0bc9bec2642107ac14457b3ed76f
        model: qwen-image-plus
        size: 1664*928
        n: 1
        seed: 1
        prompt_extend: true
        watermark: false
        prompt, as it is sent
          │ Lotus oolong poster for Shanghai, flat illustration
        no negative prompt

      attempts
        done 2026-11-20T03:01:00.000Z, 0.03 USD (price list 2026-07), 1664×928, 3 bytes, async
      "
    `)
  })
})

test('attempts tell what they cost, how they failed, and what stays open', () => {
  const request = aRequest({ seed: 1 })
  const common = { request, key: requestKey(request) }
  const refused = { ...aFailure('DataInspectionFailed'), message: 'no \u001b[31m such' }
  const lock = lockOf(
    [
      anAttempt(1, { ...common, id: 'a', state: 'failed', error: refused, cost: null }),
      anAttempt(2, { ...common, id: 'b', state: 'failed', error: aFailure('EXPIRED') }),
      anAttempt(3, { ...common, id: 'c', state: 'submitted', images: null, taskId: 'task-7' }),
      anAttempt(4, {
        ...common,
        id: 'd',
        requestId: 'r-1',
        warning: 'it has other dimensions',
        images: [{ sha256: original, bytes: 1234, width: 10, height: 20 }, null],
        response: { actual_prompt: 'rewritten\nin two lines', simulated: true, adopted: true },
      }),
    ],
    [],
  )
  const text = explained({ kind: 'request', key: common.key }, aPlan([aJob(1)]), lock)
  expect(text.slice(text.indexOf('attempts'))).toMatchInlineSnapshot(`
    "attempts
      failed 2026-11-20T03:01:00.000Z, not billed, 1664×928, 3 bytes, async: DataInspectionFailed: no
        ␛[31m such
      expired 2026-11-20T03:02:00.000Z, may cost 0.03 USD (price list 2026-07), 1664×928, 3 bytes,
        async: EXPIRED: it failed
      submitted 2026-11-20T03:03:00.000Z, may cost 0.03 USD (price list 2026-07), async, task task-7
      done 2026-11-20T03:04:00.000Z, 0.03 USD (price list 2026-07), image 1 10×20, 1,234 bytes, image
        2 did not come, async, request id r-1, found again through the task list, simulated: it has
        other dimensions
      the prompt as the API rewrote it
        │ rewritten
        │ in two lines
    "
  `)
})

test('no value of a manifest or lockfile reaches a terminal as more than text', () => {
  const evil = '\u001b[2J\u202e'
  const job = aJob(1, { outputs: [`${evil}.png`], reason: evil, request: { prompt: evil } })
  const [main] = job.outputs
  if (main === undefined) throw new Error('a job without outputs')
  const variables = { [evil]: evil, row: { [evil]: [evil] } }
  const outputs = [{ ...main, variables, variant: evil, template: `${evil}{{x}}`, asset: evil }]
  const plan = aPlan([{ ...job, outputs, asset: evil }])
  const lock = lockOf(
    [anAttempt(1, { key: job.key, taskId: evil, at: evil, warning: evil })],
    [record(`${evil}.png`, 5, { format: evil, at: evil })],
  )
  const text = explained(output(`${evil}.png`), plan, lock)
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/)
})

test('on a narrow terminal nothing but a path or a hash is wider than it', () => {
  const job = aJob(2, { outputs: ['hero.png'], request: { prompt: '茶'.repeat(90) } })
  const lock = lockOf([anAttempt(1)], [record('hero.png', 1)])
  const found = whyOf(output('hero.png'), { plan: aPlan([job]), lock })
  const lines = whyText(found, aPlan([job]), { width: 60, colour: false }).split('\n')
  for (const line of lines.filter((each) => !/[0-9a-f]{64}/.test(each))) {
    expect(displayWidth(line)).toBeLessThanOrEqual(60)
  }
})
