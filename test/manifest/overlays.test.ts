import { symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { overlayProblem } from '../../src/manifest/data/overlay-problem.ts'
import { hasText, isSvg, outsideReference } from '../../src/manifest/data/svg-text.ts'
import { loadManifest } from '../../src/manifest/load.ts'
import { codesOf, digestOf, soundText } from '../support/load-text.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const svg = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`
const manifest = (...files: string[]) => {
  const variants = files.map((file, index) => `{name: v${index}, overlay: {file: ${file}}}`)
  return `version: 1\nname: tea\ndefaults: {model: qwen-image}\nassets: {a: {prompt: A, variants: [${variants}]}}\n`
}

test('overlays are read with the manifest, named among its data, and held by their bytes', async () => {
  const logo = svg('<path d="M0 0h9"/>')
  const read = await soundText(manifest('brand/logo.svg', './brand/logo.svg', 'copy.svg'), {
    'brand/logo.svg': logo,
    'copy.svg': logo,
  })
  expect(read.data).toEqual([
    { path: 'brand/logo.svg', digest: digestOf(logo) },
    { path: 'copy.svg', digest: digestOf(logo) },
  ])
  expect([...read.overlays.keys()]).toEqual([digestOf(logo).replace('sha256:', '')])
  expect(Buffer.from([...read.overlays.values()][0] ?? []).toString()).toBe(logo)
})

test('an asset without variants of its own has those of the defaults, with their overlays', async () => {
  const text = `version: 1\nname: tea\ndefaults: {model: qwen-image, variants: [{name: v, overlays: [{file: a.svg}]}]}\nassets: {a: A, b: B}\n`
  const { assets, overlays } = await soundText(text, { 'a.svg': svg('') })
  expect(assets.map(({ variants }) => variants[0]?.recipe.overlays?.length)).toEqual([1, 1])
  expect(overlays.size).toBe(1)
})

test('a link that leads out of the folder, or to something hidden, is not followed', async () => {
  const outside = await temporaryFolder({ 'secret.svg': svg('') })
  const cwd = await temporaryFolder({ 'm.yaml': manifest('link.svg'), '.hidden.svg': svg('') })
  const found = async () =>
    (await loadManifest('m.yaml', { cwd })).diagnostics.map(({ code }) => code)
  await symlink(path.join(outside, 'secret.svg'), path.join(cwd, 'link.svg'))
  expect(await found()).toEqual(['DATA_OUTSIDE'])
  await writeFile(path.join(cwd, 'm.yaml'), manifest('other.svg'))
  await symlink(path.join(cwd, '.hidden.svg'), path.join(cwd, 'other.svg'))
  expect(await found()).toEqual(['DATA_PATH'])
})

test('a file beyond the bounds is not read: less of an SVG, which is a program', async () => {
  const cwd = await temporaryFolder({
    'm.yaml': manifest('a.svg', 'b.png'),
    'a.svg': '',
    'b.png': '',
  })
  await truncate(path.join(cwd, 'a.svg'), (1 << 20) + 1)
  await truncate(path.join(cwd, 'b.png'), (16 << 20) + 1)
  const { diagnostics } = await loadManifest('m.yaml', { cwd })
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'DATA_TOO_LARGE `a.svg` is larger than the 1 MiB that are read',
    'DATA_TOO_LARGE `b.png` is larger than the 16 MiB that are read',
  ])
})

test.each([
  ['png', 'a.png'],
  ['jpeg', 'a.jpg'],
  ['jpeg', 'a.JPEG'],
  ['webp', 'a.webp'],
] as const)('a %s file may be called %s', async (format, name) => {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .toFormat(format)
    .toBuffer()
  expect(await overlayProblem(name, bytes)).toBeNull()
  expect((await overlayProblem('a.svg', bytes))?.code).toBe('OVERLAY_FORMAT')
})

test.each([
  svg(''),
  `<?xml version="1.0"?>\n<!-- <html> made by hand -->\n${svg('')}`,
  `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${svg('')}`,
  '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
])('is an SVG: %s', (text) => {
  expect(isSvg(text)).toBe(true)
})

test.each(['', '<', '<!--', '<html><svg></svg></html>', '<?xml version="1.0"?>', '<svgx>'])(
  'is none: %s',
  (text) => {
    expect(isSvg(text)).toBe(false)
  },
)

test.each([
  ['<image href="a.png"/>', 'a.png'],
  ["<image\n  width='1' xlink:href='file:///etc/hosts'/>", 'file:///etc/hosts'],
  ['<use href="other.svg#a"/>', 'other.svg#a'],
  ['<rect fill="url(other.svg#a)"/>', 'other.svg#a'],
  ['<style>@import "a.css";</style>', 'a.css'],
  ['<style>@font-face { src: url(font.woff) }</style>', 'font.woff'],
])('%s shows what is outside', (content, outside) => {
  expect(outsideReference(svg(content))).toBe(outside)
})

test.each([
  '<image href="data:image/png;base64,AAAA"/>',
  '<use xlink:href="#a"/>',
  '<rect fill="url(#a)"/>',
  '<rect fill="url(&quot;#a&quot;)"/>',
  '<rect style="fill: url(\'#a\')"/>',
  '<a href="https://example.com"><rect/></a>',
  '<!-- <image href="a.png"/> -->',
])('%s shows nothing that is outside', (content) => {
  expect(outsideReference(svg(content))).toBeNull()
})

test('text that is drawn in a font is found, outlines are none', () => {
  expect(hasText(svg('<text>A</text>'))).toBe(true)
  expect(hasText(svg('<!-- <text> --><path d="M0 0"/><title>text</title>'))).toBe(false)
})

test.each([
  ['<path', 'line 1, unclosed tag: svg'],
  ['<g>\n<path/>', 'line 2, unexpected close tag'],
  ['<path d=M0/>', 'line 1, unquoted attribute value'],
  ['\n<use xlink:href="#a"/>', 'line 2, unbound namespace prefix: "xlink"'],
  ['<g>&nbsp;</g>', 'line 1, undefined entity'],
  ['<g>'.repeat(300) + '</g>'.repeat(300), 'line 1, elements inside of each other more than 256'],
])('an SVG with %s is none that can be drawn', async (content, why) => {
  const text = svg(content).replace('<path</svg>', '<path')
  const problem = await overlayProblem('a.svg', Buffer.from(text))
  expect(problem?.code).toBe('OVERLAY_FORMAT')
  expect(problem?.message).toContain(`\`a.svg\` is no well-formed XML and cannot be drawn: ${why}`)
  await expect(sharp(Buffer.from(text)).toBuffer()).rejects.toThrow('XML parse error')
})

test('what drawing programs write is well-formed, with entities for its namespaces', async () => {
  const text = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
  <!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" width="9" height="9"><use xlink:href="#a"/></svg>`
  expect(await overlayProblem('a.svg', Buffer.from(text))).toBeNull()
  expect((await sharp(Buffer.from(text)).metadata()).width).toBe(9)
})

test.each([
  '<!--',
  '<image ',
  '<',
  'url(',
  '@import ',
  '<image href="',
  "href='",
  '<a>',
  '<a/>',
  '<a xmlns:b="c"/>',
  '&a',
])('a megabyte of %s is looked through in no time that anybody notices', async (piece) => {
  const text = svg(piece.repeat(Math.floor((1 << 20) / piece.length)))
  const before = process.cpuUsage().user
  await overlayProblem('a.svg', Buffer.from(text))
  expect((process.cpuUsage().user - before) / 1000).toBeLessThan(3000)
})

test('what is wrong with a file is said at every place that names it', async () => {
  expect(await codesOf(manifest('a.svg', 'a.svg'), { 'a.svg': 'no' })).toEqual([
    'OVERLAY_FORMAT',
    'OVERLAY_FORMAT',
  ])
})
