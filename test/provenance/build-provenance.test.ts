import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { DoneRecord, LockRecord, OutputRecord } from '../../src/lockfile/records.ts'
import type { Job, Output } from '../../src/plan/job.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { buildProvenance } from '../../src/provenance/build-provenance.ts'
import { provenanceText } from '../../src/provenance/provenance-text.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { at, cost, done, key, output, request, reserved } from '../lockfile/records.ts'
import { undescribed } from '../lockfile/undescribed.ts'
import { listed } from '../support/listed.ts'

const manifest = {
  name: 'tea',
  path: '/set/campaign.yaml',
  digest: `sha256:${sha256Hex('manifest')}`,
}
const recipe = {
  width: 320,
  height: null,
  fit: 'cover',
  position: 'centre',
  format: 'webp',
  quality: null,
} as const

function wanted(path: string, changes: Partial<Output> = {}): Output {
  return {
    path,
    image: 1,
    asset: 'fox',
    variables: { city: 'Shanghai', drink: { sku: 'oolong' } },
    captions: {},
    variant: null,
    recipe: null,
    template: 'a {{animal}}',
    ...changes,
  }
}

function job(seed: number, ...outputs: readonly Output[]): Job {
  return {
    key: key(seed),
    request: request(seed),
    model: listed('qwen-image-plus'),
    asset: 'fox',
    wantedMode: 'auto',
    outputs,
    cells: 1,
  }
}

function build(jobs: readonly Job[], ...records: readonly LockRecord[]) {
  const state = stateOf('tea', records)
  return buildProvenance(manifest, { jobs, state, generator: 'mintage 0.1.0' })
}

const picture = sha256Hex('picture')
const thumb: Partial<OutputRecord> = {
  output: 'thumb.webp',
  recipe: recipeHash(recipe),
  sha256: sha256Hex('thumb'),
  bytes: 5,
  width: 320,
  height: 320,
  format: 'webp',
  derived_from: picture,
}

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/provenance.schema.json', import.meta.url), 'utf8'),
)
const isProvenance = new Ajv2020({ strict: true, strictTypes: false }).compile(schema)

test('an image says what was asked for, what came of it, and what it cost', () => {
  const bought: DoneRecord = {
    ...done({ time: 9 }),
    response: {
      simulated: true,
      usage: { image_count: 1 },
      mode: 'async',
      region: 'singapore',
      ended_at: at(8),
      submitted_at: at(1),
      request_id: 'poll-1',
      task_id: 'task-1',
      actual_prompt: 'a red fox in the snow',
    },
    warning: 'it is 1024*1024, and 1328*1328 was asked for',
  }
  const built = build([job(1, wanted('fox.png'))], reserved(), bought, output())
  expect(built).toEqual({
    provenance: 1,
    generator: 'mintage 0.1.0',
    name: 'tea',
    manifest: { path: 'campaign.yaml', digest: manifest.digest },
    totals: { files: 1, jobs: 1, cost: { USD: '0.030000' } },
    images: {
      'fox.png': {
        sha256: picture,
        bytes: 7,
        width: 1328,
        height: 1328,
        format: 'png',
        asset: 'fox',
        variables: { city: 'Shanghai', drink: { sku: 'oolong' } },
        variant: null,
        derived_from: picture,
        prompt: {
          template: 'a {{animal}}',
          rendered: 'a fox',
          rewritten: 'a red fox in the snow',
          rewritten_unavailable: null,
        },
        request: request(1),
        request_key: key(1),
        response: {
          task_id: 'task-1',
          request_id: 'poll-1',
          submitted_at: at(1),
          ended_at: at(8),
          usage: { image_count: 1 },
          region: 'singapore',
          mode: 'async',
        },
        cost,
        simulated: true,
        warning: 'it is 1024*1024, and 1328*1328 was asked for',
      },
    },
  })
  expect(isProvenance(built) || isProvenance.errors).toBe(true)
})

test('outputs of one job share its cost, and the set pays it once', () => {
  const outputs = [
    wanted('fox.png'),
    wanted('thumb.webp', { variant: 'thumb', recipe }),
    wanted('copy/fox.png', { asset: 'other' }),
  ]
  const built = build(
    [job(1, ...outputs), job(2, wanted('bear.png'))],
    done(),
    { ...done({ attempt: 'a2', seed: 2 }), cost: { ...cost, amount: '0.200000', currency: 'CNY' } },
    output(),
    output(thumb),
    output({ output: 'copy/fox.png' }),
    output({ output: 'bear.png', key: key(2) }),
  )
  expect(Object.entries(built.images).map(([path, { cost }]) => [path, cost?.amount])).toEqual([
    ['bear.png', '0.200000'],
    ['copy/fox.png', '0.030000'],
    ['fox.png', '0.030000'],
    ['thumb.webp', '0.030000'],
  ])
  expect(built.totals).toEqual({ files: 4, jobs: 2, cost: { CNY: '0.200000', USD: '0.030000' } })
  expect(built.images['thumb.webp']).toMatchObject({ variant: 'thumb', derived_from: picture })
  expect(isProvenance(built) || isProvenance.errors).toBe(true)
})

test('each image of a request costs its part of what was billed', () => {
  const [image] = done().images
  const three: DoneRecord = {
    ...done(),
    images: [
      image ?? null,
      null,
      { ...image, sha256: sha256Hex('third'), bytes: 5, width: 9, height: 9 },
    ],
    cost: { ...cost, amount: '0.060000' },
  }
  const outputs = [1, 2, 3].map((index) => wanted(`fox-${index}.png`, { image: index }))
  const lines = [
    output({ output: 'fox-1.png' }),
    output({ output: 'fox-2.png', image: 2 }),
    output({ output: 'fox-3.png', image: 3, sha256: sha256Hex('third') }),
  ]
  const built = build([job(1, ...outputs)], three, ...lines)
  expect(Object.keys(built.images)).toEqual(['fox-1.png', 'fox-3.png'])
  expect(built.images['fox-3.png']?.cost?.amount).toBe('0.030000')
  expect(built.totals.cost).toEqual({ USD: '0.060000' })
})

test('only files that were written as they are wanted now are told of', () => {
  const jobs = [
    job(1, wanted('fox.png'), wanted('thumb.webp', { variant: 'thumb', recipe })),
    job(2, wanted('bear.png')),
  ]
  const written = [done(), output(), output(thumb)]
  expect(Object.keys(build(jobs, ...written).images)).toEqual(['fox.png', 'thumb.webp'])
  expect(build(jobs, output(), output(thumb)).images).toEqual({})
  expect(Object.keys(build(jobs, done(), output()).images)).toEqual(['fox.png'])
  const others: Partial<OutputRecord>[] = [
    { ...thumb, recipe: sha256Hex('other settings') },
    { ...thumb, derived_from: sha256Hex('another picture') },
    { ...thumb, key: key(2) },
    { ...thumb, image: 2 },
    { ...thumb, recipe: null },
  ]
  for (const other of others) {
    expect(Object.keys(build(jobs, done(), output(), output(other)).images)).toEqual(['fox.png'])
  }
})

test('after a regenerate, files of the picture before it are no longer told of', () => {
  const jobs = [job(1, wanted('fox.png'), wanted('thumb.webp', { variant: 'thumb', recipe }))]
  const again = done({ attempt: 'a2', time: 5, picture: 'new picture' })
  expect(build(jobs, done(), again, output(), output(thumb)).images).toEqual({})
})

test.each([
  ['prompt-extend-off', { prompt_extend: false }, 'async'],
  ['prompt-extend-off', { prompt_extend: false }, 'sync'],
  ['sync-mode', {}, 'sync'],
  ['model-does-not-return-it', {}, 'async'],
] as const)('without a rewritten prompt it says why: %s', (why, change, mode) => {
  const wish = { ...job(1, wanted('fox.png')), request: { ...request(1), ...change } }
  const bought = { ...done(), response: { mode } }
  expect(build([wish], bought, output()).images['fox.png']?.prompt).toMatchObject({
    rewritten: null,
    rewritten_unavailable: why,
  })
})

test('the same facts give the same bytes, in whatever order they come', () => {
  const jobs = [job(1, wanted('fox.png')), job(2, wanted('bear.png'))]
  const records = [
    done(),
    done({ attempt: 'a2', seed: 2 }),
    output(),
    output({ output: 'bear.png', key: key(2) }),
  ]
  const text = provenanceText(build(jobs, ...records))
  expect(provenanceText(build(jobs.toReversed(), ...records.toReversed()))).toBe(text)
  expect(text.endsWith('}\n')).toBe(true)
  expect(text.indexOf('"bear.png"')).toBeLessThan(text.indexOf('"fox.png"'))
})

test('a set without a picture has a provenance too', () => {
  const built = build([job(1, wanted('fox.png'))])
  expect(built).toMatchObject({ totals: { files: 0, jobs: 0, cost: {} }, images: {} })
  expect(isProvenance(built) || isProvenance.errors).toBe(true)
})

test('an axis named like a part of every object is a variable like any other', () => {
  const variables = JSON.parse('{"__proto__":"x","constructor":"y"}')
  const text = provenanceText(build([job(1, wanted('fox.png', { variables }))], done(), output()))
  expect(text).toContain('"__proto__": "x"')
})

test('the schema refuses what is not a provenance', () => {
  const built = build([job(1, wanted('fox.png'))], done(), output())
  const { totals: _, ...without } = built
  expect(isProvenance(without)).toBe(false)
  expect(isProvenance({ ...built, more: 1 })).toBe(false)
  const image = { ...built.images['fox.png'], cost: { amount: 0.03 } }
  expect(isProvenance({ ...built, images: { 'fox.png': image } })).toBe(false)
})

test('every definition and every property of the schema is described', () => {
  expect(undescribed(schema, '#')).toEqual([])
})
