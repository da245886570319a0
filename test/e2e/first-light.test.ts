import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { type Place, place, service } from '../support/real-cli.ts'

const manifest = `version: 1
name: teas
defaults: {model: qwen-image-plus, seeds: [1]}
vars: {brand: Lotus}
assets:
  poster:
    prompt: "{{brand}} {{tea.name}} poster, “{{tea.slogan}}”, {{palette}}"
    matrix:
      tea: {from: data/teas.csv, id: sku}
      palette: [warm, cool]
      exclude: [{tea: t2, palette: cool}]
    size: "1:1"
    output: "poster/{{slug tea.name}}-{{palette}}.png"
    variants: [{name: thumb, width: 64, format: webp}]
  hero:
    prompt: "{{brand}} oolong poster, “慢一点”, warm"
    size: "1:1"
    output: hero.png
`
const teas = 'sku,name,slogan\nt1,oolong,慢一点\nt2,龙井,A cup of spring\n'
const files = { 'mintage.yaml': manifest, 'data/teas.csv': teas }
const outputs = [
  'hero.png',
  'poster/oolong-cool.png',
  'poster/oolong-cool.thumb.webp',
  'poster/oolong-warm.png',
  'poster/oolong-warm.thumb.webp',
  'poster/龙井-warm.png',
  'poster/龙井-warm.thumb.webp',
]

async function bought(
  options: Parameters<typeof service>[1] = {},
): Promise<{ here: Place; simulator: Simulator }> {
  const here = await place(files)
  const simulator = await service(here, options)
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  return { here, simulator }
}

async function written(here: Place): Promise<string[]> {
  const found = await readdir(join(here.folder, 'out'), { recursive: true, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile() && entry.name !== 'provenance.json')
    .map((entry) => join(entry.parentPath, entry.name).slice(here.folder.length + '/out/'.length))
  return paths.map((path) => path.replaceAll('\\', '/')).sort()
}

async function state(here: Place): Promise<{ lock: string; provenance: string }> {
  const [lock, provenance] = await Promise.all([
    here.read('mintage.lock'),
    here.read('out/provenance.json'),
  ])
  return { lock: String(lock), provenance: String(provenance) }
}

describe('a manifest becomes images', () => {
  test('every image is made, each distinct request is paid once, and the limits are kept', async () => {
    const { here, simulator } = await bought()
    expect(await written(here)).toEqual([...outputs].sort())
    const { billed, throttled, downloads, peaks } = simulator.ledger()
    expect(billed).toMatchObject({ images: 3, repeated: [], lost: 0 })
    expect(throttled).toEqual({ submit: 0, concurrency: 0, query: 0 })
    expect(downloads.withKey).toBe(0)
    expect(peaks['qwen-image-plus']?.running).toBeLessThanOrEqual(2)
    const { width, format } = await sharp(
      (await here.read('out/poster/oolong-cool.thumb.webp')) ?? undefined,
    ).metadata()
    expect({ width, format }).toEqual({ width: 64, format: 'webp' })
    const one = await here.read('out/hero.png')
    expect(one?.equals((await here.read('out/poster/oolong-warm.png')) ?? Buffer.alloc(0))).toBe(
      true,
    )
  })

  test('the provenance holds the rewritten prompt, and neither file holds the key', async () => {
    const { here } = await bought()
    const { lock, provenance } = await state(here)
    const { images, totals } = JSON.parse(provenance)
    expect(Object.keys(images)).toEqual([...outputs].sort())
    expect(images['hero.png'].prompt.rendered).toBe('Lotus oolong poster, “慢一点”, warm')
    expect(images['hero.png'].prompt.rewritten).toMatch(/^Lotus oolong poster/)
    expect(images['hero.png'].simulated).toBe(true)
    expect(totals.cost).toEqual({ USD: '0.090000' })
    expect(lock + provenance).not.toContain('sk-test')
  })

  test('a second run pays nothing and changes no byte of lock and provenance', async () => {
    const { here, simulator } = await bought()
    const before = await state(here)
    expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
    expect(await state(here)).toEqual(before)
    expect(simulator.ledger().accepted.tasks).toBe(3)
  })

  test('and needs no key when there is nothing to do', async () => {
    const { here } = await bought()
    delete here.env['DASHSCOPE_API_KEY']
    expect(await here.mintage('run')).toMatchObject({ code: 0 })
  })

  test('a deleted output is restored for free, as it was', async () => {
    const { here, simulator } = await bought()
    const [main, thumb] = ['out/poster/oolong-cool.png', 'out/poster/oolong-cool.thumb.webp']
    const before = [await here.read(main), await here.read(thumb)]
    await here.remove(main)
    await here.remove(thumb)
    expect((await here.mintage('plan', '--json')).stdout).toContain(
      '"action":"restore"'.replace(':', ': '),
    )
    expect(await here.mintage('run')).toMatchObject({ code: 0 })
    expect([await here.read(main), await here.read(thumb)]).toEqual(before)
    expect(simulator.ledger().accepted.tasks).toBe(3)
  })

  test('renaming outputs, reordering axes and an unprinted column cost nothing', async () => {
    const { here, simulator } = await bought()
    const renamed = manifest
      .replace('poster/{{slug tea.name}}-{{palette}}.png', '{{palette}}/{{tea.sku}}.png')
      .replace(
        '      tea: {from: data/teas.csv, id: sku}\n      palette: [warm, cool]',
        '      palette: [cool, warm]\n      tea: {from: data/teas.csv, id: sku}',
      )
    await here.write('mintage.yaml', renamed)
    await here.write(
      'data/teas.csv',
      teas
        .replace('slogan\n', 'slogan,shelf\n')
        .replace('慢一点\n', '慢一点,A3\n')
        .replace('spring\n', 'spring,B1\n'),
    )
    expect(await here.mintage('run')).toMatchObject({ code: 0 })
    expect(await here.read('out/warm/t1.png')).not.toBeNull()
    expect(simulator.ledger().accepted.tasks).toBe(3)
  })

  test('a hand-edited output is left alone and said, until it is to be overwritten', async () => {
    const { here } = await bought()
    const before = await here.read('out/hero.png')
    await here.write('out/hero.png', 'my own drawing')
    const { code, stdout, stderr } = await here.mintage('run')
    expect(code).toBe(1)
    expect(stdout + stderr).toContain('out/hero.png')
    expect(String(await here.read('out/hero.png'))).toBe('my own drawing')
    expect(await here.mintage('run', '--overwrite')).toMatchObject({ code: 0 })
    expect(await here.read('out/hero.png')).toEqual(before)
  })

  test('with outputs and store gone it costs nothing and says what to bring back', async () => {
    const { here, simulator } = await bought()
    await here.remove('out')
    await here.remove('.mintage')
    expect(await here.mintage('plan')).toMatchObject({ code: 0 })
    const { code, stdout, stderr } = await here.mintage('run')
    expect(code).toBe(1)
    expect(stdout + stderr).toContain('out/hero.png')
    expect(stdout + stderr).toContain('--regenerate')
    expect(simulator.ledger().accepted.tasks).toBe(3)
  })

  test('a lockfile that is missing beside outputs is an error before anything is sent', async () => {
    const { here, simulator } = await bought()
    await here.remove('mintage.lock')
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('is the lockfile missing')
    expect(simulator.ledger().accepted.tasks).toBe(3)
  })

  test('without a terminal and without --yes nothing is bought', async () => {
    const here = await place(files)
    const simulator = await service(here)
    const { code, stderr } = await here.mintage('run')
    expect(code).toBe(5)
    expect(stderr).toContain('0.09 USD')
    expect(simulator.ledger().accepted.tasks).toBe(0)
  })

  test('a wrong key is exit 4, names the region, and reserves nothing', async () => {
    const here = await place(files)
    const simulator = await service(here)
    here.env['DASHSCOPE_API_KEY'] = 'sk-wrong-0123456789'
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(4)
    expect(stderr).toContain('singapore')
    expect(stderr).not.toContain('sk-wrong')
    expect(await here.read('mintage.lock')).toBeNull()
    expect(simulator.ledger().accepted.tasks).toBe(0)
  })

  test('no key is exit 4 before anything is sent', async () => {
    const here = await place(files)
    await service(here)
    delete here.env['DASHSCOPE_API_KEY']
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(4)
    expect(stderr).toContain('DASHSCOPE_API_KEY')
  })
})

describe('a manifest that is wrong is exit 2 with a place, and nothing is sent', () => {
  test.each<[string, (text: string) => string, string]>([
    [
      'a misspelt variable',
      (text) => text.replace('{{palette}}"', '{{palete}}"'),
      'mintage.yaml:7:63',
    ],
    [
      'one inside a helper',
      (text) => text.replace('{{slug tea.name}}', '{{slug tea.nmae}}'),
      'mintage.yaml:13:',
    ],
    [
      'a bad size',
      (text) =>
        text.replace('size: "1:1"\n    output: hero', 'size: "1000*1000"\n    output: hero'),
      'mintage.yaml:17:11',
    ],
    [
      'a duplicate key',
      (text) => text.replace('vars: {brand: Lotus}', 'vars: {brand: Lotus, brand: Iris}'),
      'mintage.yaml:4:',
    ],
    ['a wrong seed', (text) => text.replace('seeds: [1]', 'seeds: [-1]'), 'mintage.yaml:3:'],
    [
      'a missing column',
      (text) => text.replace('{{tea.slogan}}', '{{tea.motto}}'),
      'mintage.yaml:7:',
    ],
    [
      'an escaping path',
      (text) => text.replace('output: hero.png', 'output: ../hero.png'),
      'mintage.yaml:18:13',
    ],
    ['a colliding path', (text) => text.replace('-{{palette}}.png"', '.png"'), 'mintage.yaml:13:'],
  ])('%s', async (_, change, location) => {
    const here = await place({ ...files, 'mintage.yaml': change(manifest) })
    const simulator = await service(here)
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(stderr).toContain(location)
    expect(stderr).toContain('nothing was sent')
    expect(code).toBe(2)
    expect(simulator.ledger()).toMatchObject({ accepted: { tasks: 0 }, queries: { lists: 0 } })
  })
})
