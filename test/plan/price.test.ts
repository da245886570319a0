import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Currency, formatMicros } from '../../src/catalog/money.ts'
import { emptyState, stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord, LockState } from '../../src/lockfile/records.ts'
import { createPlan, defaultPlanOptions } from '../../src/plan/create-plan.ts'
import { expand } from '../../src/plan/expand.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { requestKey } from '../../src/request/key.ts'
import type { Request } from '../../src/request/request.ts'
import { documentCost, documentPrices } from '../support/document-prices.ts'
import { soundText } from '../support/load-text.ts'

// The price of a plan against a count that knows nothing of the planner: loops over what the manifest
// says, a set of texts for what is equal, and prices written down from the documents.

const lists = [
  { region: 'singapore', currency: 'USD' },
  { region: 'singapore', currency: 'CNY' },
  { region: 'beijing', currency: 'CNY' },
  { region: 'virginia', currency: 'CNY' },
] as const

type PriceList = (typeof lists)[number]

interface WrittenAsset {
  readonly colours: readonly string[]
  readonly places: readonly string[]
  readonly prompt: string
  readonly negative: string | null
  readonly models: readonly string[]
  readonly seeds: readonly number[]
  readonly n: number
}

interface WrittenSet {
  readonly list: PriceList
  readonly assets: readonly WrittenAsset[]
}

/** Images one request may ask for, by the documents: six of the 2.0 family, four of Wan, else one. */
function mostImages(model: string): number {
  if (model.startsWith('qwen-image-2.0')) return 6
  return model.startsWith('wan') ? 4 : 1
}

function some<T>(values: readonly T[], most: number): fc.Arbitrary<T[]> {
  return fc.subarray([...values], { minLength: 1, maxLength: Math.min(most, values.length) })
}

/** Prompts that print both axes, one or none: then combinations ask for equal requests. */
const prompts = ['a {{colour}} fox in {{place}}', 'a {{colour}} fox', 'a fox in {{place}}', 'a fox']

function assetOf({ region, currency }: PriceList): fc.Arbitrary<WrittenAsset> {
  const models = documentPrices()
    .filter((price) => price.region === region && price.currency === currency)
    .map(({ model }) => model)
  return fc
    .record({
      colours: some(['red', 'blue', 'green'], 3),
      places: some(['Bergen', 'Oslo'], 2),
      prompt: fc.constantFrom(...prompts),
      negative: fc.option(fc.constant('text')),
      models: some(models, 3),
      seeds: some([1, 2, 3], 3),
      n: fc.integer({ min: 1, max: 6 }),
    })
    .map((asset) => ({ ...asset, n: Math.min(asset.n, ...asset.models.map(mostImages)) }))
}

const sets: fc.Arbitrary<WrittenSet> = fc.constantFrom(...lists).chain((list) =>
  fc.record({
    list: fc.constant(list),
    assets: fc.array(assetOf(list), { minLength: 1, maxLength: 3 }),
  }),
)

/** JSON is YAML. */
function manifestOf({ list, assets }: WrittenSet): string {
  const written = assets.map((asset, index) => [
    `asset-${index}`,
    {
      prompt: asset.prompt,
      ...(asset.negative === null ? {} : { negative_prompt: asset.negative }),
      matrix: { colour: asset.colours, place: asset.places },
      models: asset.models,
      size: '1:1',
      seeds: asset.seeds,
      n: asset.n,
    },
  ])
  return JSON.stringify({
    version: 1,
    name: 'priced',
    provider: { region: list.region, currency: list.currency },
    assets: Object.fromEntries(written),
  })
}

/** What is asked for, each once: how many images of which model, by all that tells requests apart. */
function count({ assets }: WrittenSet): Map<string, { model: string; images: number }> {
  const wanted = new Map<string, { model: string; images: number }>()
  for (const asset of assets) {
    for (const text of textsOf(asset)) {
      for (const model of asset.models) {
        for (const seed of asset.seeds) {
          const name = nameOf(model, text, asset.negative ?? '', seed, asset.n)
          wanted.set(name, { model, images: asset.n })
        }
      }
    }
  }
  return wanted
}

/** The prompt of each combination. */
function textsOf({ colours, places, prompt }: WrittenAsset): string[] {
  return colours.flatMap((colour) =>
    places.map((place) => prompt.replace('{{colour}}', colour).replace('{{place}}', place)),
  )
}

function nameOf(...parts: readonly (string | number)[]): string {
  return parts.join(' / ')
}

async function plan(set: WrittenSet, lockOf: (jobs: Plan['jobs']) => LockState): Promise<Plan> {
  const manifest = await soundText(manifestOf(set))
  const input = {
    manifest,
    expansion: expand(manifest),
    baseJobs: null,
    findings: [],
    files: { outputs: new Map(), originals: new Set<string>() },
    options: defaultPlanOptions,
  }
  const fresh = createPlan({ ...input, lock: emptyState('priced') })
  return createPlan({ ...input, lock: lockOf(fresh.jobs) })
}

function imagesOf(wanted: Iterable<{ model: string; images: number }>): Map<string, number> {
  const images = new Map<string, number>()
  for (const { model, images: n } of wanted) images.set(model, (images.get(model) ?? 0) + n)
  return images
}

test('the price of a set is what a plain count of it comes to', async () => {
  await fc.assert(
    fc.asyncProperty(sets, async (set) => {
      const { estimate, jobs, totals } = await plan(set, () => emptyState('priced'))
      const wanted = count(set)
      expect(totals.jobs).toBe(wanted.size)
      expect(formatMicros(estimate.cost)).toBe(documentCost(imagesOf(wanted.values()), set.list))
      expect(estimate.currency).toBe(set.list.currency)
      const sum = jobs.reduce((total, { cost }) => total + cost, 0)
      expect(sum).toBe(estimate.cost)
    }),
    { numRuns: 60 },
  )
})

const states = ['new', 'done', 'retriable', 'final', 'reserved', 'submitted'] as const
type WrittenState = (typeof states)[number]

/** A request's line in the lockfile. */
function record(request: Request, state: WrittenState, currency: Currency): LockRecord[] {
  const base = { key: requestKey(request), attempt: 'a', at: '2026-11-20T01:00:00.000Z', request }
  const cost = { amount: '9.000000', currency, price_list: 'another' }
  const error = { code: 'X', message: 'x', http_status: 500, request_id: null }
  switch (state) {
    case 'new':
      return []
    case 'done': {
      const images = Array.from({ length: request.n }, () => ({
        sha256: 'a'.repeat(64),
        bytes: 1,
        width: 1,
        height: 1,
      }))
      return [{ ...base, state: 'done', images, response: {}, cost }]
    }
    case 'retriable':
    case 'final':
      return [{ ...base, state: 'failed', error: { ...error, retriable: state === 'retriable' } }]
    case 'reserved':
      return [{ ...base, state: 'reserved', mode: 'async', cost }]
    case 'submitted': {
      const task = { state: 'submitted', task_id: 't', request_id: null } as const
      return [
        { ...base, state: 'reserved', mode: 'async', cost },
        { key: base.key, attempt: 'a', at: base.at, ...task },
      ]
    }
  }
}

test('with a lockfile only what is new or failed for now is priced, and what is open stands beside it', async () => {
  const withStates = fc.tuple(sets, fc.array(fc.constantFrom(...states), { minLength: 1 }))
  await fc.assert(
    fc.asyncProperty(withStates, async ([set, given]) => {
      const names = [...count(set).keys()].sort()
      const stateOfName = (name: string) => given[names.indexOf(name) % given.length] ?? 'new'
      const { estimate } = await plan(set, (jobs) => {
        const records = jobs.flatMap(({ request }, index) => {
          const { model, prompt, negative_prompt, seed, n } = request
          const state = stateOfName(nameOf(model, prompt, negative_prompt, seed, n))
          return record(request, state, set.list.currency).map((line) => ({
            ...line,
            attempt: `a${index}`,
          }))
        })
        return stateOf('priced', records)
      })
      const ofStates = (...wanted: WrittenState[]) =>
        imagesOf(
          [...count(set)]
            .filter(([name]) => wanted.includes(stateOfName(name)))
            .map(([, one]) => one),
        )
      expect(formatMicros(estimate.cost)).toBe(documentCost(ofStates('new', 'retriable'), set.list))
      expect(formatMicros(estimate.unknown.cost)).toBe(documentCost(ofStates('reserved'), set.list))
    }),
    { numRuns: 60 },
  )
})
