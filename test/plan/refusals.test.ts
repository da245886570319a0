import { describe, expect, test } from 'vitest'
import { regions } from '../../src/catalog/model.ts'
import { modelIds } from '../../src/catalog/models.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { expand } from '../../src/plan/expand.ts'
import { listed } from '../support/listed.ts'
import { soundText } from '../support/load-text.ts'

/** What is found about assets that are written one a line, from the fifth line on. */
async function findingsOf(assets: readonly string[], region: string) {
  const provider = `provider: {region: ${region}, workspace: ws-1}`
  const lines = assets.map((asset, index) => `  a${index}: {prompt: a fox, ${asset}}`)
  const text = ['version: 1', 'name: tea', provider, 'assets:', ...lines, ''].join('\n')
  const { jobs, diagnostics } = expand(await soundText(text))
  return { jobs, errors: diagnostics.filter(({ severity }) => severity === 'error') }
}

/** Each asset has one error of this code, and it points at the very value. */
async function allRefused(
  assets: readonly { readonly text: string; readonly value: string }[],
  { code, region }: { code: string; region: string },
): Promise<readonly Diagnostic[]> {
  const texts = assets.map(({ text }) => text)
  const { jobs, errors } = await findingsOf(texts, region)
  expect(jobs).toEqual([])
  expect(errors.map(({ code: found, span }) => [found, span?.line, span?.column])).toEqual(
    assets.map(({ text, value }, index) => {
      const line = `  a${index}: {prompt: a fox, ${text}}`
      return [code, 5 + index, line.indexOf(`: ${value}`) + 3]
    }),
  )
  return errors
}

const models = modelIds().map(listed)
const home = (id: string) => regions.find((region) => listed(id).limits[region] !== undefined)

test.each(regions)('models that %s does not offer are refused where they stand', async (region) => {
  const lacking = models.filter(({ limits }) => limits[region] === undefined)
  expect(lacking.length).toBeGreaterThan(0)
  const assets = lacking.map(({ id }) => ({ text: `model: ${id}`, value: id }))
  const errors = await allRefused(assets, { code: 'MODEL_REGION', region })
  for (const [index, { help }] of errors.entries()) {
    expect(help).toContain(home(lacking[index]?.id ?? ''))
  }
})

describe.each(['singapore', 'beijing'] as const)('in %s', (region) => {
  const offered = models.filter(({ limits }) => limits[region] !== undefined)

  test('a mode that a model lacks is refused where it stands', async () => {
    const assets = offered.flatMap(({ id, routes }) =>
      (['async', 'sync'] as const)
        .filter((mode) => routes[mode] === null)
        .map((mode) => ({ text: `mode: ${mode}, model: ${id}`, value: id })),
    )
    expect(assets.length).toBeGreaterThan(10)
    await allRefused(assets, { code: 'MODEL_MODE', region })
  })

  test('more images than a model makes are refused where they stand, its most are not', async () => {
    const assets = offered.map(({ id, maxImages }) => ({
      text: `n: ${maxImages + 1}, model: ${id}`,
      value: id,
    }))
    await allRefused(assets, { code: 'MODEL_IMAGES', region })
    const most = offered.map(({ id, maxImages }) => `n: ${maxImages}, model: ${id}`)
    expect((await findingsOf(most, region)).errors).toEqual([])
  })

  test.each(['100*100', '1200x200', '7000*7000'])(
    'the size %s is refused, and what is proposed is taken',
    async (size) => {
      const assets = offered.map(({ id }) => ({
        text: `model: ${id}, size: ${size}`,
        value: size,
      }))
      const errors = await allRefused(assets, { code: 'SIZE_UNSUPPORTED', region })
      const proposed = errors.map(({ help = '' }, index) => {
        const [, nearest, variant] = /use `([\d*]+)`.* a variant: `(\{.*\})`/.exec(help) ?? []
        return `model: ${offered[index]?.id}, size: "${nearest}", variants: [${variant}]`
      })
      const { jobs, errors: none } = await findingsOf(proposed, region)
      expect(none).toEqual([])
      const [width, height] = size.split(/[*x]/).map(Number)
      for (const { outputs } of jobs) expect(outputs[1]?.recipe).toMatchObject({ width, height })
    },
  )

  test('a ratio that a model has no size for is refused, and one that it has is taken', async () => {
    const assets = offered.map(({ id }) => ({ text: `model: ${id}, size: "7:5"`, value: '"7:5"' }))
    const errors = await allRefused(assets, { code: 'SIZE_UNKNOWN_RATIO', region })
    for (const { help } of errors) expect(help).toContain('use `4:3`')
    const all = offered.flatMap(({ id, sizes }) =>
      Object.keys(sizes.ratios).map((ratio) => `model: ${id}, size: "${ratio}"`),
    )
    expect((await findingsOf(all, region)).errors).toEqual([])
  })
})
