import { describe, expect, test } from 'vitest'
import type { Model, Region } from '../../src/catalog/model.ts'
import { modelIds } from '../../src/catalog/models.ts'
import type { Mode } from '../../src/provider/provider.ts'
import { aSet } from '../support/a-set.ts'
import { listed } from '../support/listed.ts'

/**
 * What one image costs, modes with the largest n, and whether the API gives a rewritten prompt back:
 * written down again, so that a slip in the catalogue shows.
 */
const models: Readonly<Record<string, Known>> = {
  'qwen-image': { singapore: '0.035', beijing: '0.25', async: 1, sync: 1, rewritten: true },
  'qwen-image-plus': { singapore: '0.03', beijing: '0.20', async: 1, sync: 1, rewritten: true },
  'qwen-image-plus-2026-01-09': { singapore: '0.03', beijing: '0.20', sync: 1 },
  'qwen-image-max': { singapore: '0.075', beijing: '0.50', sync: 1 },
  'qwen-image-max-2025-12-30': { singapore: '0.075', beijing: '0.50', sync: 1 },
  'qwen-image-2.0': { singapore: '0.035', beijing: '0.20', sync: 6 },
  'qwen-image-2.0-2026-03-03': { singapore: '0.035', beijing: '0.20', sync: 6 },
  'qwen-image-2.0-pro': { singapore: '0.075', beijing: '0.50', sync: 6 },
  'qwen-image-2.0-pro-2026-03-03': { singapore: '0.075', beijing: '0.50', sync: 6 },
  'qwen-image-2.0-pro-2026-04-22': { singapore: '0.075', beijing: '0.50', sync: 6 },
  'wan2.6-t2i': {
    singapore: '0.03',
    beijing: '0.20',
    virginia: '0.20',
    frankfurt: '0.20',
    async: 4,
    sync: 4,
  },
  'wan2.5-t2i-preview': { singapore: '0.03', beijing: '0.20', async: 4, rewritten: true },
  'wan2.2-t2i-plus': { singapore: '0.05', beijing: '0.20', async: 4, rewritten: true },
  'wan2.2-t2i-flash': { singapore: '0.025', beijing: '0.14', async: 4, rewritten: true },
  'wan2.1-t2i-plus': { singapore: '0.05', async: 4, rewritten: true },
  'wan2.1-t2i-turbo': { singapore: '0.025', async: 4, rewritten: true },
  'wanx2.1-t2i-plus': { beijing: '0.20', async: 4, rewritten: true },
  'wanx2.1-t2i-turbo': { beijing: '0.14', async: 4, rewritten: true },
  'wanx2.0-t2i-turbo': { beijing: '0.04', async: 4, rewritten: true },
}

type Known = {
  readonly [region in Region]?: string
} & { readonly [mode in Mode]?: number } & { readonly rewritten?: true }

/** Currencies that some list has prices in; for the two newer regions no list is in dollars. */
const currencies = { singapore: 'USD', beijing: 'CNY', virginia: 'CNY', frankfurt: 'CNY' } as const
const modes = ['async', 'sync'] as const

/** One way to ask a model. */
interface Way {
  readonly name: string
  readonly model: string
  readonly mode: Mode
  readonly n: number
  readonly extend: boolean
  /** One image, in millionths. */
  readonly price: number
  /** Why there is no rewritten prompt; null: it is there. */
  readonly why: string | null
}

/** Every model that a region offers, in each mode with one image and with its largest n, rewritten or not. */
function waysIn(region: Region): Way[] {
  return Object.entries(models).flatMap(([model, known]) => {
    const price = Math.round(Number(known[region]) * 1_000_000)
    if (Number.isNaN(price)) return []
    return modes.flatMap((mode): Way[] => {
      const most = known[mode]
      if (most === undefined) return []
      const way = (n: number, extend: boolean): Way => ({
        name: `${model.replaceAll('.', '_')}-${mode}-${n}-${extend}`,
        ...{ model, mode, n, extend, price, why: whyNot(known, mode, extend) },
      })
      return [way(1, true), way(1, false), ...(most === 1 ? [] : [way(most, true)])]
    })
  })
}

function whyNot({ rewritten }: Known, mode: Mode, extend: boolean): string | null {
  if (!extend) return 'prompt-extend-off'
  if (mode === 'sync') return 'sync-mode'
  return rewritten ? null : 'model-does-not-return-it'
}

/** Small pictures where the model makes any: what is drawn is not what is tested. */
function smallSize({ sizes }: Model): string {
  const { rule } = sizes
  if (rule.kind === 'list') return sizes.default
  return rule.kind === 'side' || rule.min <= 512 * 512 ? '512*512' : '768*768'
}

function manifestOf(region: Region, ways: readonly Way[]): string {
  const assets = ways.map(({ name, model, mode, n, extend }) => [
    name,
    {
      prompt: `a fox, ${name}`,
      ...{ model, mode, n, prompt_extend: extend, size: smallSize(listed(model)) },
      output: '{{asset}}/{{index}}.png',
    },
  ])
  return JSON.stringify({
    version: 1,
    name: 'every-model',
    provider: {
      region,
      currency: currencies[region],
      ...(region === 'frankfurt' ? { workspace: 'ws-1' } : {}),
    },
    assets: Object.fromEntries(assets),
  })
}

/** The server keeps no pace here: how closely ours fits its is tested on a clock of the test's own. */
const unhurried = Object.fromEntries(
  modelIds().map((id) => [id, { submit: { count: 1000, per: 'second' as const } }]),
)

test('every model of the catalogue is tried', () => {
  expect(Object.keys(models)).toEqual(modelIds())
})

describe.each(Object.keys(currencies) as Region[])('in %s', (region) => {
  test('every model runs in each of its modes, and is priced and explained', async () => {
    const ways = waysIn(region)
    const set = await aSet(manifestOf(region, ways), {
      region,
      limits: unhurried,
      queriesPerSecond: 100_000,
    })
    const cost = ways.reduce((sum, { n, price }) => sum + n * price, 0)
    const { plan } = await set.open()
    expect(plan?.estimate).toMatchObject({ cost, currency: currencies[region] })
    const { result } = await set.run()
    expect(result).toMatchObject({ ended: 'complete', missing: [], warnings: 0 })
    expect(result.spend).toEqual({ currency: currencies[region], spent: cost, open: 0 })
    const { images } = await set.provenance()
    const said = Object.entries(images).map(([path, image]) => ({
      path,
      model: image.request.model,
      price: `${image.cost?.amount} ${image.cost?.currency}`,
      sent: `${image.response.mode} ${image.response.region}`,
      rewritten: image.prompt.rewritten !== null,
      why: image.prompt.rewritten_unavailable,
    }))
    const wanted = ways.flatMap(({ name, model, mode, n, price, why }) =>
      Array.from({ length: n }, (_, index) => ({
        path: `${name}/${index + 1}.png`,
        model,
        price: `${(price / 1_000_000).toFixed(6)} ${currencies[region]}`,
        sent: `${mode} ${region}`,
        rewritten: why === null,
        why,
      })),
    )
    const byPath = (one: { path: string }, other: { path: string }) =>
      one.path < other.path ? -1 : 1
    expect(said.sort(byPath)).toEqual(wanted.sort(byPath))
    const { refused, billed, requests } = set.simulator.ledger()
    expect(refused.codes).toEqual({})
    expect(billed).toMatchObject({ images: wanted.length, lost: 0, repeated: [] })
    expect(new Set(requests.map(({ workspace }) => workspace))).toEqual(
      new Set([region === 'frankfurt' ? 'ws-1' : null]),
    )
  })
})
