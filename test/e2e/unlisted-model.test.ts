import { describe, expect, test } from 'vitest'
import { requestKey } from '../../src/request/key.ts'
import { aSet } from '../support/a-set.ts'

const model = `  qwen-image-9.0:
    family: qwen-image
    routes: {async: image-generation, sync: multimodal-generation}
    sizes:
      rule: {kind: area, min: 65536, max: 4194304, ratio: {min: "1:8", max: "8:1"}}
      ratios: {"1:1": "256*256", "2:1": "512*256"}
      default: "256*256"
    max_images: 6
    prompt_limit: {count: 40, unit: characters}
    negative_prompt_limit: 0
    returns_actual_prompt: false
    regions:
      singapore: {limits: {submit: {count: 2, per: second}, concurrent: {async: 2, sync: null}}, price: 0.05 USD}
`

const manifest = (asset: string, more = '') =>
  `version: 1\nname: newer\nunlisted_models:\n${model}${more}assets:\n  fox: ${asset}\n`

describe('a model that only the manifest knows', () => {
  test.each(['async', 'sync'])('runs in mode %s like any other', async (mode) => {
    const text = manifest(
      `{prompt: a fox, model: qwen-image-9.0, size: "2:1", n: 2, mode: ${mode}, output: "{{index}}.png"}`,
    )
    const before = await aSet(text)
    const { manifest: known, plan } = await before.open()
    expect(plan?.estimate).toMatchObject({ cost: 100_000, currency: 'USD', priceList: 'manifest' })
    const set = await aSet(text, { unlisted: known?.unlistedModels ?? new Map() })
    const { result } = await set.run()
    expect(result).toMatchObject({ ended: 'complete', missing: [], spend: { spent: 100_000 } })
    const { images } = await set.provenance()
    expect(images['2.png']).toMatchObject({
      width: 512,
      height: 256,
      response: { mode },
      cost: { amount: '0.050000', currency: 'USD', price_list: 'manifest' },
    })
    const request = {
      model: 'qwen-image-9.0',
      prompt: 'a fox',
      negative_prompt: '',
      size: '512*256',
      n: 2,
      seed: 1,
      prompt_extend: true,
      watermark: false,
    }
    // The same key as if the catalogue had the model: what is bought now is kept then.
    expect(images['1.png']?.request_key).toBe(requestKey(request))
    const again = await set.run()
    expect(again.result.spend.spent).toBe(0)
  })

  test('takes the limits and prices that the account has over its own', async () => {
    const more = 'limits: {qwen-image-9.0: {concurrent: 7}}\nprices: {qwen-image-9.0: 0.04}\n'
    const set = await aSet(manifest('{prompt: a fox, model: qwen-image-9.0}', more))
    const { plan } = await set.open()
    expect(plan?.estimate.cost).toBe(40_000)
    expect(plan?.limits.get('qwen-image-9.0')).toEqual({
      submit: { count: 2, per: 'second' },
      concurrent: { async: 7, sync: 7 },
    })
  })

  test.each([
    ['a size', 'size: "100*100"', 'SIZE_UNSUPPORTED'],
    ['a ratio', 'size: "16:9"', 'SIZE_UNKNOWN_RATIO'],
    ['n', 'n: 7', 'MODEL_IMAGES'],
    ['a long prompt', `prompt: ${'fox '.repeat(20)}`, 'PROMPT_TOO_LONG'],
    ['a negative prompt', 'negative_prompt: blur', 'PROMPT_TOO_LONG'],
  ])('is held to what is said of it: %s', async (_, setting, code) => {
    const prompt = setting.startsWith('prompt') ? '' : 'prompt: a fox, '
    const set = await aSet(manifest(`{${prompt}model: qwen-image-9.0, ${setting}}`))
    const { findings } = await set.open()
    expect(findings.map((finding) => finding.code)).toEqual([code])
    expect(findings[0]?.span?.line).toBe(18)
  })

  test('is offered in the regions that are spelled out, and in no other', async () => {
    const set = await aSet(manifest('{prompt: a fox, model: qwen-image-9.0}'))
    const { findings } = await set.open({ overrides: { region: 'beijing' } })
    expect(findings).toMatchObject([
      { code: 'MODEL_REGION', help: expect.stringContaining('offered in singapore') },
    ])
  })

  test('needs a price in the currency of the manifest', async () => {
    const text = manifest('{prompt: a fox, model: qwen-image-9.0}').replace(
      'unlisted_models',
      'provider: {currency: CNY}\nunlisted_models',
    )
    const { findings } = await (await aSet(text)).open()
    expect(findings).toMatchObject([{ code: 'PLAN_NO_PRICE', severity: 'error' }])
  })

  test('is unknown to a service that does not have it', async () => {
    const set = await aSet(manifest('{prompt: a fox, model: qwen-image-9.0}'))
    const { result } = await set.run()
    expect(result.spend.spent).toBe(0)
    expect(result.ended).toBe('account')
    expect(set.simulator.ledger().refused.codes).toEqual({ InvalidParameter: 1 })
  })
})
