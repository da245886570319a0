import { describe, expect, test } from 'vitest'
import { requestKey } from '../../src/request/key.ts'
import { type ASet, aSet } from '../support/a-set.ts'

/** One request for three images in each protocol that makes several, and its price of one. */
const ways = [
  { name: 'tasks, older protocol', model: 'wan2.5-t2i-preview', mode: 'async', price: 30_000 },
  { name: 'tasks, messages', model: 'wan2.6-t2i', mode: 'async', price: 30_000 },
  { name: 'calls of Wan', model: 'wan2.6-t2i', mode: 'sync', price: 30_000 },
  { name: 'calls of Qwen-Image', model: 'qwen-image-2.0', mode: 'sync', price: 35_000 },
] as const

type Way = (typeof ways)[number]

const manifest = ({ model, mode }: Pick<Way, 'model' | 'mode'>, prompt = 'a fox') => `version: 1
name: several
assets:
  fox:
    prompt: "${prompt}"
    model: ${model}
    mode: ${mode}
    size: "768*768"
    n: 3
    output: "fox-{{index}}.png"
    variants: [{name: thumb, width: 32, format: webp}]
`

async function pictures(set: ASet): Promise<(string | null)[]> {
  const names = [1, 2, 3].flatMap((index) => [`fox-${index}.png`, `fox-${index}.thumb.webp`])
  const found = await Promise.all(names.map((name) => set.read(`out/${name}`)))
  return names.map((name, index) => (found[index] === null ? null : name))
}

describe.each(ways)('n: 3, $name', (way) => {
  test('is one request, three images, three outputs, each told apart', async () => {
    const set = await aSet(manifest(way))
    const { plan } = await set.open()
    expect(plan?.jobs).toMatchObject([{ action: 'create', cost: 3 * way.price }])
    expect(plan?.totals).toMatchObject({ jobs: 1, images: 3, outputs: 6 })
    const { result, events } = await set.run()
    expect(result).toMatchObject({ missing: [], written: 6, spend: { spent: 3 * way.price } })
    expect(events.filter(({ type }) => type === 'image')).toMatchObject([{ images: 3 }])
    expect(await pictures(set)).not.toContain(null)
    const { images, totals } = await set.provenance()
    const originals = [1, 2, 3].map((index) => images[`fox-${index}.png`])
    expect(new Set(originals.map((image) => image?.sha256)).size).toBe(3)
    for (const [index, original] of originals.entries()) {
      expect(original?.cost?.amount).toBe((way.price / 1e6).toFixed(6))
      expect(images[`fox-${index + 1}.thumb.webp`]?.derived_from).toBe(original?.sha256)
      expect(original?.request_key).toBe(requestKey(original?.request ?? never()))
    }
    expect(totals).toMatchObject({ jobs: 1, files: 6 })
    expect(totals.cost).toEqual({ USD: ((3 * way.price) / 1e6).toFixed(6) })
    const { billed, requests } = set.simulator.ledger()
    expect([billed.images, requests.length]).toEqual([3, 1])
  })

  test('that fails in part keeps and pays what came, and says what is missing', async () => {
    const set = await aSet(manifest(way, 'a fox [[partial]]'))
    const { result, events } = await set.run()
    expect(events.filter(({ type }) => type === 'warning')).toMatchObject([
      {
        code: 'IMAGE_MISSING',
        message: expect.stringMatching(/^fox: image 3 of 3 did not come: \S/),
      },
    ])
    expect(result.spend).toMatchObject({ spent: 2 * way.price, open: 0 })
    expect(result.missing.map(({ output }) => output)).toEqual(['fox-3.png', 'fox-3.thumb.webp'])
    expect(set.simulator.ledger().billed.images).toBe(2)
    const there = ['fox-1.png', 'fox-1.thumb.webp', 'fox-2.png', 'fox-2.thumb.webp', null, null]
    expect(await pictures(set)).toEqual(there)
    const { images, totals } = await set.provenance()
    expect(Object.keys(images)).toEqual(there.filter((name) => name !== null))
    expect(images['fox-2.png']?.cost?.amount).toBe((way.price / 1e6).toFixed(6))
    expect(totals.cost).toEqual({ USD: ((2 * way.price) / 1e6).toFixed(6) })
  })

  test('that failed in part is not bought again unasked, and its pictures are restored', async () => {
    const set = await aSet(manifest(way, 'a fox [[partial]]'))
    await set.run()
    const why = 'image 3 of the request never came; --regenerate buys all of them anew'
    const missing = [
      { output: 'fox-3.png', why },
      { output: 'fox-3.thumb.webp', why },
    ]
    const { plan } = await set.open()
    expect(plan?.jobs).toMatchObject([{ action: 'blocked', reason: why, cost: 0 }])
    expect((await set.run()).result).toMatchObject({ missing, spend: { spent: 0 } })
    await set.remove('out/fox-1.png')
    await set.remove('out/fox-2.thumb.webp')
    expect((await set.run()).result).toMatchObject({ missing, written: 2, spend: { spent: 0 } })
    expect((await pictures(set)).filter((name) => name === null)).toHaveLength(2)
    const again = await set.run({ plan: { regenerate: ['fox'] } })
    expect(again.result.spend.spent).toBe(2 * way.price)
    expect(set.simulator.ledger().billed.images).toBe(4)
  })
})

test('all images of a request may fail: nothing is paid, and it may be sent again', async () => {
  const set = await aSet(manifest(ways[1], 'a fox [[moderate-output]]'))
  const { result } = await set.run()
  expect(result.spend).toMatchObject({ spent: 0, open: 0 })
  expect(result.missing).toHaveLength(6)
  expect(set.simulator.ledger().billed.images).toBe(0)
})

function never(): never {
  throw new Error('there is no picture')
}
