import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { schemaErrors } from '../report/schemas.ts'
import { anIo } from './an-io.ts'

const manifest = `version: 1
name: teas
output_dir: out
assets:
  poster:
    prompt: "A {{palette}} poster of {{drink}}"
    model: wan2.5-t2i-preview
    size: "768*768"
    matrix:
      palette: [warm, 冷色]
      drink: [mint, 大红袍]
      exclude: [{ palette: 冷色, drink: mint }]
    variants: [{ name: thumb, width: 64, height: 32, format: webp }]
`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-sheet-'))
  await writeFile(join(folder, 'mintage.yaml'), manifest)
  const io = anIo({ cwd: folder })
  expect(await main(['run', '--simulate', '--yes', '--quiet'], io), io.stderr.text).toBe(0)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function sheet(...args: readonly string[]) {
  const io = anIo({ cwd: folder })
  const code = await main(['sheet', '--simulate', ...args], io)
  return { code, out: io.stdout.text, err: io.stderr.text }
}

function pixels(file: string) {
  return sharp(join(folder, file)).metadata()
}

test('a sheet is written to the working directory, and nothing else is touched', async () => {
  const before = (await readdir(folder)).sort()
  const lock = await readFile(join(folder, 'mintage.simulated.lock'))
  const { code, out, err } = await sheet()
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^teas\.simulated\.sheet\.png: 3 pictures; [\d,]+ × [\d,]+, [\d.]+ kB\n$/)
  expect((await readdir(folder)).sort()).toEqual([...before, 'teas.simulated.sheet.png'].sort())
  expect(await readFile(join(folder, 'mintage.simulated.lock'))).toEqual(lock)
})

test('the same set gives the same bytes', async () => {
  await sheet('--out', 'one.png')
  await sheet('--out', 'two.png')
  const [one, two] = await Promise.all(
    ['one.png', 'two.png'].map((name) => readFile(join(folder, name))),
  )
  expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true)
})

test('as data it has the form of its schema, and says what each page shows', async () => {
  const { code, out } = await sheet(
    '--json',
    '--rows',
    'drink',
    '--columns',
    'seed',
    '--out',
    'data.webp',
  )
  const json = JSON.parse(out)
  expect(code).toBe(0)
  expect(schemaErrors('sheet', json)).toEqual([])
  expect(json).toMatchObject({
    sheet: 1,
    name: 'teas',
    simulated: true,
    pictures: { total: 3, shown: 3 },
    pages: [
      {
        path: 'data.webp',
        values: { palette: 'warm' },
        rows: { axis: 'drink', from: 1, to: 2, of: 2 },
      },
      { path: 'data-2.webp', values: { palette: '冷色' }, pictures: { total: 1 } },
    ],
  })
  for (const { path, width, height } of json.pages) {
    expect(await pixels(path)).toMatchObject({ format: 'webp', width, height })
  }
})

test('the name decides the format; cells are as large as asked for', async () => {
  await sheet('--out', 'small.jpg', '--cell', '96')
  await sheet('--out', 'large.JPEG', '--cell', '200')
  const [small, large] = [await pixels('small.jpg'), await pixels('large.JPEG')]
  expect([small.format, large.format]).toEqual(['jpeg', 'jpeg'])
  expect((large.height ?? 0) - (small.height ?? 0)).toBe(2 * (200 - 96))
})

test('a variant that has yet to be made is told from one that is there', async () => {
  const thumbs = (await readdir(join(folder, 'out.simulated'), { recursive: true })).filter(
    (path) => path.endsWith('.webp'),
  )
  const gone = join(folder, 'out.simulated', thumbs[0] ?? '')
  const bytes = await readFile(gone)
  await rm(gone)
  const { out } = await sheet('--variant', 'thumb', '--out', 'gone.png', '--json')
  await writeFile(gone, bytes)
  const told = JSON.parse(out)
  expect(schemaErrors('sheet', told)).toEqual([])
  expect(told).toMatchObject({ variant: 'thumb', pictures: { total: 3, shown: 2, unmade: 1 } })
})

test('a variant is shown in its own shape', async () => {
  const { code, out } = await sheet('--variant', 'thumb', '--out', 'thumbs.png', '--json')
  expect([code, JSON.parse(out).pictures]).toEqual([0, { total: 3, shown: 3 }])
  await sheet('--out', 'whole.png')
  const [thumbs, whole] = [await pixels('thumbs.png'), await pixels('whole.png')]
  expect((whole.height ?? 0) - (thumbs.height ?? 0)).toBe(2 * (256 - 128))
})

test('what is not here is shown as such, and the sheet is complete all the same', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'mintage-sheet-'))
  await writeFile(join(copy, 'mintage.yaml'), manifest)
  const io = anIo({ cwd: copy })
  expect(await main(['sheet'], io)).toBe(0)
  expect(io.stdout.text).toContain('teas.sheet.png: 0 of 3 pictures, 3 not generated yet;')
  await rm(copy, { recursive: true })
})

test('whose outputs changed places is shown its own picture, from the store or from a file', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'mintage-sheet-'))
  const at = async (fox: string, owl: string) => {
    const assets = `  fox: { prompt: a fox, output: ${fox} }\n  owl: { prompt: an owl, output: ${owl} }\n`
    const head = 'version: 1\nname: animals\ndefaults: { model: qwen-image-plus, size: "1:1" }\n'
    await writeFile(join(copy, 'mintage.yaml'), `${head}assets:\n${assets}`)
  }
  const drawn = async (file: string) => {
    const io = anIo({ cwd: copy })
    expect(await main(['sheet', '--simulate', '--out', file], io), io.stderr.text).toBe(0)
    expect(io.stdout.text).toContain(`${file}: 2 pictures;`)
    return readFile(join(copy, file))
  }
  await at('a.png', 'b.png')
  const io = anIo({ cwd: copy })
  expect(await main(['run', '--simulate', '--yes', '--quiet'], io), io.stderr.text).toBe(0)
  const before = await drawn('before.png')
  await at('b.png', 'a.png')
  expect((await drawn('swapped.png')).equals(before)).toBe(true)
  await rm(join(copy, '.mintage', 'simulated'), { recursive: true })
  expect((await drawn('files.png')).equals(before)).toBe(true)
  await rm(copy, { recursive: true })
})

test('pages that an earlier, longer sheet left are named, and stay', async () => {
  await sheet('--out', 'long.png', '--rows', 'drink', '--columns', 'seed')
  const { err } = await sheet('--out', 'long.png')
  expect(err).toBe('long-2.png is of an earlier sheet that had more pages\n')
  expect(await readdir(folder)).toContain('long-2.png')
})

describe('it is refused with exit 2, before anything is written', () => {
  test.each([
    ['an axis that is none', ['--rows', 'drnk'], 'SHEET_AXIS', 'did you mean `drink`?'],
    [
      'an axis twice',
      ['--rows', 'drink', '--columns', 'drink'],
      'SHEET_AXIS',
      'both rows and columns',
    ],
    ['a variant that is none', ['--variant', 'thum'], 'SHEET_VARIANT', 'did you mean `thumb`?'],
    ['nothing selected', ['--where', 'drink=water'], 'SHEET_EMPTY', '--only and --where'],
    ['a format that is none', ['--out', 'sheet.gif'], 'SHEET_FORMAT', '.png, .jpg, .jpeg, .webp'],
    ['a glob of nothing', ['--only', 'psoter'], 'SHEET_EMPTY', '`--only psoter` matches no asset'],
    [
      'a value that is none',
      ['--where', 'drink=water'],
      'SHEET_EMPTY',
      '`--where drink=water` matches no output\n',
    ],
    [
      'an axis of a condition that is none',
      ['--where', 'drnk=mint'],
      'SHEET_EMPTY',
      'there is no axis `drnk`, did you mean `drink`?; there are `palette`, `drink`, `model`, `size`, `seed`',
    ],
    ['an empty name', ['--out', ''], 'CLI_USAGE', 'the value is empty'],
    ['a cell too small', ['--cell', '9'], 'CLI_USAGE', 'a whole number from 96 to 1024'],
    ['a cell too large', ['--cell', '5000'], 'CLI_USAGE', 'a whole number from 96 to 1024'],
  ])('%s', async (_, args, code, hint) => {
    const before = await readdir(folder)
    const ended = await sheet(...args)
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err.toLowerCase()).toContain(`error[${code.toLowerCase()}]`)
    expect(ended.err).toContain(hint)
    expect(await readdir(folder)).toEqual(before)
  })

  test('a file that is no sheet, also in the way of a later page', async () => {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    await writeFile(join(folder, 'mine-2.png'), picture)
    const { code, err } = await sheet('--out', 'mine.png', '--rows', 'drink', '--columns', 'seed')
    expect(code).toBe(2)
    expect(err).toContain('error[SHEET_FILE_EXISTS]: mine-2.png is there already, and is no sheet')
    expect(await readdir(folder)).not.toContain('mine.png')
    expect(await readFile(join(folder, 'mine-2.png'))).toEqual(picture)
  })

  test('the place of an output, written or not, in any case', async () => {
    const [name = ''] = await readdir(join(folder, 'out.simulated', 'poster'))
    const path = join('out.simulated', 'poster', name.replace(/\.thumb\.webp$/, '.png'))
    const written = await readFile(join(folder, path))
    for (const target of [
      path,
      path.toUpperCase().replace('OUT.SIMULATED/POSTER', 'out.simulated/poster'),
    ]) {
      const { code, err } = await sheet('--out', target)
      expect([code, err]).toEqual([2, expect.stringContaining('SHEET_FILE_EXISTS')])
      expect(err).not.toContain('move that file away')
    }
    expect(await readFile(join(folder, path))).toEqual(written)
  })
})

test('a folder that is not there is exit 1', async () => {
  const { code, err } = await sheet('--out', 'nowhere/sheet.png')
  expect(code).toBe(1)
  expect(err).toContain(
    'error[SHEET_WRITE]: could not write nowhere/sheet.png: there is no folder nowhere',
  )
})

test('its help tells the range of --cell, and no default that is nothing', async () => {
  const { code, out } = await sheet('--help')
  expect(code).toBe(0)
  expect(out).toContain('96 to 1024')
  expect(out).not.toContain('[]')
})
