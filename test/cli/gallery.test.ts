import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { plainPng } from '../../src/simulator/pictures/plain-png.ts'
import { schemaErrors } from '../report/schemas.ts'
import { type Place, place } from '../support/real-cli.ts'

const manifest = `version: 1
name: teas
defaults: {model: qwen-image-plus, seeds: [1], size: "1:1"}
assets:
  poster:
    prompt: "{{drink}} poster"
    matrix: {drink: [oolong, 龙井]}
    output: "poster/{{drink}} #1.png"
`

/** Data in the page of a gallery. */
async function dataIn(here: Place, folder: string) {
  const page = String(await here.read(`${folder}/index.html`))
  return JSON.parse(/id="data">(.*?)<\/script>/.exec(page)?.[1] ?? 'null')
}

describe('a simulated set', () => {
  let here: Place
  beforeAll(async () => {
    here = await place({ 'mintage.yaml': manifest })
    expect(await here.mintage('run', '--simulate', '--yes')).toMatchObject({ code: 0 })
  })

  test('has a gallery of its own, kept out of git, with links to its files', async () => {
    const { code, stdout, stderr } = await here.mintage('gallery', '--simulate')
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        'gallery.simulated/index.html: 2 pictures, simulated (2 done)\nthumbnails of 2 pictures: 2 made, 0 kept; 0 old files removed\n',
      stderr: '',
    })
    expect(String(await here.read('gallery.simulated/.gitignore'))).toBe('*\n')
    const { pictures, simulated } = await dataIn(here, 'gallery.simulated')
    expect(simulated).toBe(true)
    expect(pictures[1].files[0].href).toBe('../out.simulated/poster/%E9%BE%99%E4%BA%95%20%231.png')
    for (const { thumbnail } of pictures) {
      for (const edge of [480, 1280]) {
        expect(
          await here.read(`gallery.simulated/pictures/${thumbnail}-${edge}.webp`),
        ).not.toBeNull()
      }
    }
  })

  test('is printed as data that fits its schema, the same as in the page', async () => {
    const { code, stdout } = await here.mintage('gallery', '--simulate', '--json')
    expect(code).toBe(0)
    const printed = JSON.parse(stdout)
    expect(schemaErrors('gallery', printed)).toEqual([])
    expect(printed).toEqual(await dataIn(here, 'gallery.simulated'))
  })

  test('again: the same bytes, and no thumbnail is made', async () => {
    const before = await here.read('gallery.simulated/index.html')
    const { stdout } = await here.mintage('gallery', '--simulate')
    expect(stdout).toContain('0 made, 2 kept')
    expect(
      (await here.read('gallery.simulated/index.html'))?.equals(before ?? Buffer.alloc(0)),
    ).toBe(true)
  })

  test('--out puts it elsewhere, and its links lead back', async () => {
    await here.mintage('gallery', '--simulate', '--out', 'site/teas', '--quiet')
    const { pictures } = await dataIn(here, 'site/teas')
    expect(pictures[0].files[0].href).toBe('../../out.simulated/poster/oolong%20%231.png')
  })

  test('without --simulate nothing of it is told: those pictures were not paid for', async () => {
    const { stdout } = await here.mintage('gallery')
    expect(stdout).toContain('gallery/index.html: 2 pictures (2 not generated yet)')
  })

  test('a file that no record explains is shown as that, and stops nothing', async () => {
    await here.write('out/poster/oolong #1.png', plainPng({ width: 8, height: 8 }, 'foreign'))
    const { code, stdout, stderr } = await here.mintage('gallery')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('1 unexplained file')
    expect((await dataIn(here, 'gallery')).pictures[0].status).toBe('unexplained')
  })

  test('a set whose pictures are gone says so', async () => {
    await here.remove('.mintage/simulated')
    await here.remove('out.simulated/poster/oolong #1.png')
    const { stdout } = await here.mintage('gallery', '--simulate')
    expect(stdout).toContain('(1 done, 1 absent)')
    expect(stdout).toContain('1 kept; 2 old files removed')
  })
})

test('a picture behind a link that leads out of the folder is not copied into it', async () => {
  const elsewhere = await place()
  await elsewhere.write('secret.png', plainPng({ width: 64, height: 64 }, 'secret'))
  const here = await place({ 'mintage.yaml': manifest })
  await here.mintage('run', '--simulate', '--yes')
  const output = 'out.simulated/poster/oolong #1.png'
  await here.remove(output)
  await symlink(join(elsewhere.folder, 'secret.png'), join(here.folder, output))
  const { stdout } = await here.mintage('gallery', '--simulate')
  expect(stdout).toContain('(1 done, 1 changed)')
  expect(stdout).toContain('thumbnails of 1 picture: 1 made')
  const { pictures } = await dataIn(here, 'gallery.simulated')
  expect(pictures[0]).toMatchObject({ status: 'changed', thumbnail: null })
  expect(await readdir(join(here.folder, 'gallery.simulated/pictures'))).toHaveLength(2)
})

test('an AVIF file is shown where its original is gone', async () => {
  const here = await place({ 'mintage.yaml': manifest.replace('#1.png', '#1.avif') })
  await here.mintage('run', '--simulate', '--yes')
  await here.remove('.mintage/simulated')
  const { stdout } = await here.mintage('gallery', '--simulate')
  expect(stdout).toContain('(2 done)')
  expect(stdout).toContain('thumbnails of 2 pictures: 2 made')
})

describe('no folder but that of a gallery of the set is ever written to', () => {
  test.each([
    ['a folder with files', { 'gallery/mine.txt': 'mine' }, 'holds files, and is no gallery'],
    ['a file', { gallery: 'mine' }, 'gallery is a file'],
    [
      'the gallery of another set',
      { 'gallery/gallery.json': '{"mintage_gallery":1,"name":"other"}' },
      'holds the gallery of the set `other`',
    ],
    ['a marker that is none', { 'gallery/gallery.json': 'x'.repeat(5000) }, 'is no gallery'],
    ['damaged JSON', { 'gallery/gallery.json': '{' }, 'is no gallery'],
  ])('%s', async (_, files, message) => {
    const here = await place({ 'mintage.yaml': manifest, ...files })
    const { code, stderr } = await here.mintage('gallery')
    expect(code).toBe(2)
    expect(stderr).toContain('error[GALLERY_TAKEN]')
    expect(stderr).toContain(message)
    expect(stderr).toContain('--out')
    const [path = '', content] = Object.entries(files)[0] ?? []
    expect(String(await here.read(path))).toBe(content)
    expect(await here.read('gallery/index.html')).toBeNull()
  })

  test('an empty name', async () => {
    const here = await place({ 'mintage.yaml': manifest })
    const { code, stderr } = await here.mintage('gallery', '--out', '')
    expect(code).toBe(2)
    expect(stderr).toContain("'' is invalid: the value is empty")
  })

  test('the output folder', async () => {
    const here = await place({ 'mintage.yaml': manifest })
    for (const out of ['out', 'out/gallery']) {
      const { code, stderr } = await here.mintage('gallery', '--out', out)
      expect(code).toBe(2)
      expect(stderr).toContain('belongs to the outputs')
    }
  })

  test('a folder that the outputs, the originals or the manifest are in, made or not', async () => {
    const here = await place({
      'set/mintage.yaml': manifest.replace('defaults', 'output_dir: gallery/out\ndefaults'),
    })
    await symlink(join(here.folder, 'set'), join(here.folder, 'link'))
    const outputs = 'holds the output folder of the set'
    for (const [said, ...args] of [
      [outputs],
      [outputs, '--out', 'link/gallery'],
      [outputs, '--simulate', '--out', 'set/gallery'],
      ['belongs to the outputs', '--simulate', '--out', 'set/gallery/out'],
      ['belongs to the outputs', '--out', 'link/gallery/out/page'],
      ['holds the store of paid originals', '--out', 'set/.mintage'],
      ['holds the manifest of the set', '--out', 'set'],
      ['holds the manifest of the set', '--out', '.'],
    ]) {
      const { code, stderr } = await here.mintage('gallery', 'set/mintage.yaml', ...args)
      expect({ args, code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(said ?? ''),
      })
      expect(stderr).toContain('error[GALLERY_TAKEN]')
    }
    expect(await readdir(join(here.folder, 'set'))).not.toContain('gallery')
  })

  test('a folder that a link leads to, unless a person named it', async () => {
    const elsewhere = await place()
    const here = await place({ 'mintage.yaml': manifest })
    await symlink(elsewhere.folder, join(here.folder, 'gallery'))
    const { stderr } = await here.mintage('gallery')
    expect(stderr).toContain('a link that leads elsewhere')
    expect(await elsewhere.read('index.html')).toBeNull()
    expect(await here.mintage('gallery', '--out', 'gallery')).toMatchObject({ code: 0 })
    expect(await elsewhere.read('index.html')).not.toBeNull()
  })

  test('a folder that a link leads to from within', async () => {
    const elsewhere = await place()
    const here = await place({ 'mintage.yaml': manifest })
    await here.mintage('gallery')
    await here.remove('gallery/pictures')
    await symlink(elsewhere.folder, join(here.folder, 'gallery/pictures'))
    expect((await here.mintage('gallery')).stderr).toContain('has a link in the place of pictures/')
  })
})

test('a disk that refuses is told, with what to do', async () => {
  const here = await place({ 'mintage.yaml': manifest })
  await here.mintage('gallery')
  await mkdir(join(here.folder, 'gallery/index.html.tmp'))
  const { code, stderr } = await here.mintage('gallery')
  expect(code).toBe(1)
  expect(stderr).toContain('error[GALLERY_WRITE]: could not write gallery')
})

test('a manifest that is wrong is exit 2, and nothing is written', async () => {
  const here = await place({ 'mintage.yaml': manifest.replace('{{drink}} poster', '{{drnk}}') })
  const { code, stderr } = await here.mintage('gallery')
  expect(code).toBe(2)
  expect(stderr).toContain('MANIFEST_UNKNOWN_VARIABLE')
  expect(await here.read('gallery/index.html')).toBeNull()
})

test('who removes the .gitignore commits the gallery: it does not come back', async () => {
  const here = await place({ 'mintage.yaml': manifest })
  await here.mintage('gallery')
  await here.remove('gallery/.gitignore')
  await here.mintage('gallery')
  expect(await here.read('gallery/.gitignore')).toBeNull()
})
