import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { PlannedJob } from '../src/plan/plan.ts'
import {
  copyExample,
  type Edits,
  exampleNames,
  examples,
  planExample,
  readExample,
} from './support/examples.ts'
import { place, service } from './support/real-cli.ts'

/** Dollars a picture, Singapore, price list of July 2026: written down here once more, on purpose. */
const listPrice = new Map([
  ['qwen-image-plus', 0.03],
  ['qwen-image-2.0-2026-03-03', 0.035],
  ['wan2.6-t2i', 0.03],
])

/** What each README promises. */
const promised = [
  { name: 'quickstart', images: 4, files: 13, duplicates: 1, dollars: '0.12' },
  { name: 'catalog', images: 8, files: 16, duplicates: 0, dollars: '0.24' },
  { name: 'campaign', images: 6, files: 24, duplicates: 0, dollars: '0.18' },
  { name: 'marketing', images: 2, files: 14, duplicates: 0, dollars: '0.06' },
  { name: 'products', images: 467, files: 1413, duplicates: 12, dollars: '14.01' },
  { name: 'shootout', images: 24, files: 48, duplicates: 0, dollars: '0.76' },
  { name: 'picture-book', images: 13, files: 25, duplicates: 0, dollars: '0.39' },
  { name: 'partiprompts', images: 400, files: 400, duplicates: 0, dollars: '12.00' },
  { name: 'next-month', images: 6, files: 18, duplicates: 0, dollars: '0.18' },
  { name: 'ci', images: 4, files: 8, duplicates: 0, dollars: '0.12' },
]

test.each(promised)('$name plans without findings, for what it says', async (promise) => {
  const { name, images, files, duplicates, dollars } = promise
  const plan = await planExample(name)
  expect(plan.findings).toEqual([])
  expect(plan.totals).toMatchObject({ outputs: files, duplicates })
  const created = plan.jobs.filter(({ action }) => action === 'create')
  expect(created.reduce((sum, { request }) => sum + request.n, 0)).toBe(images)
  expect(priceOf(created)).toBe(dollars)
  expect(plan.estimate).toMatchObject({ images, cost: Number(dollars) * 1_000_000 })
})

test.each(promised)(
  'the README of $name and the list of examples say what $name costs',
  async ({ name, images, files, dollars }) => {
    const readme = await readExample(`${name}/README.md`)
    expect(readme).toContain(`\`mintage plan\`: ${images} images, at most ${dollars} USD`)
    if (readme.includes('written as')) {
      expect(readme).toContain(`written as ${files.toLocaleString('en-US')} files`)
    }
    const row = (await readExample('README.md'))
      .split('\n')
      .find((line) => line.includes(`(${name}/)`))
    expect(row).toMatch(new RegExp(` \\| ${images} \\| ${dollars} USD \\|$`))
  },
)

test('every folder of examples is one of these, and has a schema line that leads to the schema', async () => {
  expect((await exampleNames()).sort()).toEqual(promised.map(({ name }) => name).sort())
  for (const { name } of promised) {
    const [first] = (await readExample(`${name}/mintage.yaml`)).split('\n')
    const schema = /^# yaml-language-server: \$schema=(.+)$/.exec(first ?? '')?.[1] ?? ''
    const file = path.join(examples, name, schema)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ title: 'Mintage manifest' })
  }
})

test('quickstart: the hero picture is one of the posters, and both files come from one request', async () => {
  const { jobs } = await planExample('quickstart')
  const shared = jobs.filter((job) => assetsOf(job).length > 1)
  expect(shared.map(mainPaths)).toEqual([['poster/oolong-warm.png', 'hero.png']])
})

test('catalog: what is discontinued gets no card, and the shelf is free to change', async () => {
  const { jobs } = await planExample('catalog')
  expect(jobs.map(({ outputs }) => outputs[0]?.path)).not.toContain('en/osmanthus-black-tea.png')
  const moved = await keysOf('catalog', {
    'data/teas.csv': (text) => text.replaceAll(/,[A-C]\d$/gm, ',Z9'),
  })
  expect(moved).toEqual(jobs.map(({ key }) => key))
})

test('campaign: every language has its heroes, a card of each and two thumbnails of each', async () => {
  const { jobs } = await planExample('campaign')
  for (const locale of ['en', 'zh', 'ms']) {
    const files = jobs
      .flatMap(({ outputs }) => outputs)
      .filter(({ captions }) => captions['locale'] === locale)
    expect(files.map(({ variant }) => variant).sort()).toEqual(
      [null, null, 'og', 'og', 'thumb', 'thumb', 'thumb-2x', 'thumb-2x'].sort(),
    )
  }
})

test('campaign: each prompt has the headline of its language, and only Chinese asks for a seal', async () => {
  const { jobs } = await planExample('campaign')
  const prompts = jobs.map(({ request }) => request.prompt)
  expect(prompts.filter((prompt) => prompt.includes('“来自茶园的清凉”'))).toHaveLength(2)
  expect(prompts.filter((prompt) => prompt.includes('“Segar dari ladang teh”'))).toHaveLength(2)
  expect(prompts.filter((prompt) => prompt.includes('seal'))).toEqual(
    prompts.filter((prompt) => prompt.includes('手写楷体')),
  )
})

test('campaign: a language more costs its own pictures, a thumbnail more costs nothing', async () => {
  const before = await keysOf('campaign')
  const japanese = '- {id: ja, headline: 茶畑から、ひとくち, lettering: 細い明朝体}\n'
  const after = await keysOf('campaign', { 'locales.yaml': (text) => text + japanese })
  expect(after.slice(0, 6)).toEqual(before)
  expect(after).toHaveLength(8)
  const wider = { 'mintage.yaml': (text: string) => text.replace('width: 320', 'width: 400') }
  expect(await keysOf('campaign', wider)).toEqual(before)
})

test('marketing: a variant more, another crop or another logo costs nothing', async () => {
  const keys = await keysOf('marketing')
  const edited = await keysOf('marketing', {
    'mintage.yaml': (text) => text.replace('height: 832', 'height: 800').replace('"16%"', '"20%"'),
    'brand/lotus.svg': (text) => text.replaceAll('#b3325f', '#1f6f5c'),
  })
  expect(edited).toEqual(keys)
})

test('products: 500 rows, and none that is discontinued is planned', async () => {
  const { jobs } = await planExample('products')
  const rows = (await readExample('products/products.csv')).trimEnd().split('\n').slice(1)
  expect(rows).toHaveLength(500)
  expect(rows.filter((row) => /,yes,\d+\.\d\d,[A-H]\d+$/.test(row))).toHaveLength(33)
  expect(new Set(jobs.map((job) => productOf(job)['discontinued']))).toEqual(new Set(['no']))
})

test('products: each picture leaves out what its own row says', async () => {
  const { jobs } = await planExample('products')
  const own = jobs.filter((job) => productOf(job)['avoid'] !== '')
  expect(own.length).toBeGreaterThan(300)
  for (const job of jobs) {
    const avoid = productOf(job)['avoid']
    const added = avoid === '' ? '' : `, ${avoid}`
    expect(job.request.negative_prompt).toBe(`low resolution, watermark${added}`)
  }
})

test('products: the preview is a part of the shop, so it is paid for once', async () => {
  const { jobs } = await planExample('products')
  const previewed = jobs.filter((job) => assetsOf(job).includes('preview'))
  expect(previewed).toHaveLength(12)
  for (const job of previewed) expect(assetsOf(job)).toEqual(['preview', 'photo'])
})

test('products: prices and shelves can change without a picture being paid for', async () => {
  const keys = await keysOf('products')
  const dearer = await keysOf('products', {
    'products.csv': (text) => text.replaceAll(/\d+\.\d\d,[A-H]\d+$/gm, '99.00,A1'),
  })
  expect(dearer).toEqual(keys)
})

test('shootout: every model draws both wordings with the same four seeds, at its own square', async () => {
  const { jobs } = await planExample('shootout')
  const cells = jobs.map(({ request, outputs }) =>
    [outputs[0]?.captions['wording'], request.model, request.size, request.seed].join(' '),
  )
  const models = [
    'qwen-image-plus 1328*1328',
    'qwen-image-2.0-2026-03-03 2048*2048',
    'wan2.6-t2i 1280*1280',
  ]
  expect(cells).toEqual(
    ['keywords', 'sentences'].flatMap((wording) =>
      models.flatMap((model) => [1, 2, 3, 4].map((seed) => `${wording} ${model} ${seed}`)),
    ),
  )
  expect(jobs.every(({ request }) => !request.prompt_extend)).toBe(true)
})

test('picture-book: a seed of its own draws that page again, and no other', async () => {
  const { jobs } = await planExample('picture-book')
  const pages = jobs.filter(({ asset }) => asset === 'page')
  expect(pages.map(({ request }) => request.seed)).toEqual([1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1])
  expect(pages[4]?.outputs[0]?.path).toBe('pages/05-down-the-gutter.png')
  const keys = jobs.map(({ key }) => key)
  const without = await keysOf('picture-book', {
    'scenes.yaml': (text) => text.replace(/^ {2}seed: 4/m, '  seed: 1'),
  })
  expect(keys.filter((key) => !without.includes(key))).toEqual([pages[4]?.key])
})

test('picture-book: the words that are read aloud, and the order of the pages, are free to change', async () => {
  const keys = await keysOf('picture-book')
  const reworded = await keysOf('picture-book', {
    'scenes.yaml': (text) => text.replaceAll(/^ {2}words: .*$/gm, '  words: To be written.'),
  })
  expect(reworded).toEqual(keys)
  const reversed = await keysOf('picture-book', {
    'scenes.yaml': (text) => text.trimEnd().split('\n\n').reverse().join('\n\n'),
  })
  expect([...reversed].sort()).toEqual([...keys].sort())
})

test('partiprompts: the first hundred prompts as published, each with four seeds, by row number', async () => {
  const { jobs } = await planExample('partiprompts')
  const rows = (await readExample('partiprompts/data/PartiPrompts-100.tsv')).trimEnd().split('\n')
  const published = rows.slice(1).map((row) => row.split('\t')[0])
  expect(published).toHaveLength(100)
  expect(jobs.map(({ request }) => request.prompt)).toEqual(
    published.flatMap((prompt) => [prompt, prompt, prompt, prompt]),
  )
  const paths = jobs.map(({ outputs }) => outputs[0]?.path)
  expect(paths.slice(164, 169)).toEqual([
    '042-s1.png',
    '042-s2.png',
    '042-s3.png',
    '042-s4.png',
    '043-s1.png',
  ])
  expect(paths.at(-1)).toBe('100-s4.png')
})

test('partiprompts: the prompts come with their licence and with a notice of what was changed', async () => {
  expect(await readExample('partiprompts/data/LICENSE')).toContain('Apache License')
  const notice = await readExample('partiprompts/data/NOTICE')
  expect(notice).toContain('the first 100 rows of PartiPrompts.tsv')
})

test('next-month: only the new city is created', async () => {
  const { jobs, totals } = await planExample('next-month')
  expect(totals.actions).toEqual({ create: 6, absent: 12 })
  const created = jobs.filter(({ action }) => action === 'create')
  expect(new Set(created.map(({ outputs }) => outputs[0]?.variables['city']))).toEqual(
    new Set(['Penang']),
  )
})

test('next-month: a simulated lockfile counts for nothing where requests go to the real service', async () => {
  const here = await place()
  const folder = await copyExample('next-month')
  const manifest = path.join(folder, 'mintage.yaml')
  const real = await here.mintage('plan', manifest, '--json')
  expect(JSON.parse(real.stdout).totals.actions).toEqual({ create: 18 })
  here.env['DASHSCOPE_HTTP_BASE_URL'] = 'http://127.0.0.1:8787/api/v1'
  const simulated = await here.mintage('plan', manifest, '--json')
  expect(JSON.parse(simulated.stdout).totals.actions).toEqual({ create: 6, absent: 12 })
})

test('next-month: its lockfile is what a run of last month leaves', async () => {
  const thisMonth = await readExample('next-month/mintage.yaml')
  const lastMonth = thisMonth.replace(/^ +- Penang.*\n/m, '')
  expect(lastMonth).not.toContain('Penang')
  const here = await place({ 'mintage.yaml': lastMonth })
  const { ledger } = await service(here)
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  expect(ledger().billed.images).toBe(12)
  const written = (await here.read('mintage.lock'))?.toString() ?? ''
  const committed = await readExample('next-month/mintage.lock')
  expect(timeless(written)).toEqual(timeless(committed))

  await here.write('mintage.yaml', thisMonth)
  const plan = await here.mintage('plan', '--json')
  expect(JSON.parse(plan.stdout).totals.actions).toEqual({ create: 6, keep: 12 })
})

function priceOf(jobs: readonly PlannedJob[]): string {
  const prices = jobs.map(({ request }) => listPrice.get(request.model) ?? Number.NaN)
  return prices.reduce((sum, price) => sum + price, 0).toFixed(2)
}

async function keysOf(name: string, edits: Edits = {}): Promise<readonly string[]> {
  const { jobs } = await planExample(name, edits)
  return jobs.map(({ key }) => key)
}

function assetsOf({ outputs }: PlannedJob): string[] {
  return [...new Set(outputs.map(({ asset }) => asset))]
}

function mainPaths({ outputs }: PlannedJob): string[] {
  return outputs.filter(({ variant }) => variant === null).map(({ path }) => path)
}

function productOf({ outputs }: PlannedJob): Readonly<Record<string, unknown>> {
  return outputs[0]?.variables['product'] as Readonly<Record<string, unknown>>
}

/**
 * Lines of a lockfile without ids, times and places, which differ from run to run, and without the bytes
 * of pictures, whose lettering depends on the fonts of the machine.
 */
function timeless(lock: string): unknown[] {
  const differing = ['attempt', 'at', 'reserved_at', 'request_id', 'response', 'sha256', 'bytes']
  return lock
    .trimEnd()
    .split('\n')
    .map((text) => {
      const line = JSON.parse(text)
      const same = Object.entries(line).filter(([key]) => !differing.includes(key))
      return {
        ...Object.fromEntries(same),
        images: line.images?.map(({ width, height }: Size) => `${width}*${height}`),
        rewritten: line.response?.actual_prompt,
        simulated: line.response?.simulated,
      }
    })
}

interface Size {
  readonly width: number
  readonly height: number
}
