import { expect, test } from 'vitest'
import { documentCost } from '../support/document-prices.ts'
import { place, service } from '../support/real-cli.ts'

/** Several models, several images a request, and requests that are asked for twice. */
function manifest(region: string, currency: string): string {
  return `version: 1
name: priced
provider: {region: ${region}, currency: ${currency}}
defaults: {size: "1:1", prompt_extend: false}
assets:
  fox:
    prompt: "a {{colour}} fox"
    matrix: {colour: [red, blue], place: [Bergen, Oslo]}
    models: [qwen-image-plus, qwen-image]
    seeds: [1, 2]
  pair:
    prompt: "two foxes"
    models: [qwen-image-2.0-2026-03-03, wan2.6-t2i]
    n: 2
  again:
    prompt: "a red fox"
    model: qwen-image
    seeds: [2, 3]
`
}

/** Counted by hand: 2 colours × 2 seeds of two models; a pair of two; seed 3, since seed 2 is there. */
const images = new Map([
  ['qwen-image-plus', 4],
  ['qwen-image', 5],
  ['qwen-image-2.0-2026-03-03', 2],
  ['wan2.6-t2i', 2],
])

test.each([
  ['singapore', 'USD', '0.425000'],
  ['singapore', 'CNY', '3.119173'],
  ['beijing', 'CNY', '2.850000'],
] as const)(
  'in %s in %s: the plan, the bill and the lockfile come to what the documents ask',
  async (region, currency, expected) => {
    expect(documentCost(images, { region, currency })).toBe(expected)
    const here = await place({ 'mintage.yaml': manifest(region, currency) })
    const simulator = await service(here, { region })

    const plan = JSON.parse((await here.mintage('plan', '--json')).stdout)
    expect(plan.estimate).toMatchObject({ cost: expected, currency, images: 13 })

    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    const { models } = simulator.ledger().billed
    expect(models).toEqual(Object.fromEntries(images))
    expect(documentCost(new Map(Object.entries(models)), { region, currency })).toBe(expected)

    const status = JSON.parse((await here.mintage('status', '--json')).stdout)
    expect(status.spend).toMatchObject([{ currency, paid: expected, open: '0.000000' }])
  },
)
