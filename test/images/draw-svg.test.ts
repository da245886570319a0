import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawSvg } from '../../src/images/draw-svg.ts'
import { pixel, plain } from './colours.ts'

const own = { width: null, height: null }

function svg(content: string, { size = 40, before = '' } = {}): Buffer {
  return Buffer.from(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size}" height="${size}">${content}</svg>`,
  )
}

const rectangle = '<rect width="40" height="40" fill="#0000ff"/>'

test('a drawing comes as PNG in the size that is wanted', async () => {
  const { width, height, format } = await sharp(
    await drawSvg(svg(rectangle), { width: 100, height: 20 }),
  ).metadata()
  expect([width, height, format]).toEqual([20, 20, 'png'])
})

test('it loads no file and asks no host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-svg-'))
  let asked = 0
  const server = createServer((_, response) => {
    asked += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const file = join(folder, 'red.png')
    await writeFile(file, await plain(40, 40, '#ff0000'))
    const named = [file, pathToFileURL(file).href, `${host}/red.png`]
    for (const name of named) {
      const drawn = await drawSvg(svg(`<image href="${name}" width="40" height="40"/>`), own)
      expect(await pixel(drawn, 20, 20)).toEqual([0, 0, 0, 0])
    }
    const styled = svg(`<style>@import url("${host}/a.css");</style>${rectangle}`)
    expect(await pixel(await drawSvg(styled, own), 20, 20)).toEqual([0, 0, 255, 255])
    const doctype = `<!DOCTYPE svg SYSTEM "${host}/a.dtd">`
    await drawSvg(svg(rectangle, { before: doctype }), own)
    expect(asked).toBe(0)
  } finally {
    server.close()
    await rm(folder, { recursive: true })
  }
})

test('a file that an entity names is not read into it', async () => {
  const before = '<!DOCTYPE svg [<!ENTITY c SYSTEM "file:///etc/hosts">]>'
  await expect(drawSvg(svg('<text y="20">&c;</text>', { before }), own)).rejects.toThrow(
    'cannot be drawn',
  )
})

test('entities that multiply are refused', async () => {
  const letters = 'abcdefghij'
  const entities = [...letters.slice(1)].map(
    (letter, index) => `<!ENTITY ${letter} "${`&${letters[index]};`.repeat(10)}">`,
  )
  const before = `<!DOCTYPE svg [<!ENTITY a "<rect width='1' height='1'/>">${entities.join('')}]>`
  await expect(drawSvg(svg('&j;', { before }), own)).rejects.toThrow('cannot be drawn')
})

test('a drawing of more pixels than are drawn is refused, by its own size and by the wanted one', async () => {
  await expect(drawSvg(svg(rectangle, { size: 100_000 }), own)).rejects.toThrow('pixel')
  await expect(drawSvg(svg(rectangle), { width: 16_384, height: null })).rejects.toThrow(
    'too many pixels',
  )
})

test('a drawing without end is ended', async () => {
  const filter = '<feMorphology radius="1000"/>'.repeat(20)
  const endless = svg(
    `<filter id="f">${filter}</filter><rect width="4000" height="4000" filter="url(#f)"/>`,
    { size: 4000 },
  )
  await expect(drawSvg(endless, own, 1)).rejects.toThrow('it takes more than 1 s')
})
