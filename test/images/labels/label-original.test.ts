import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { labelledPng, labelPacket, readPacket } from '../../../src/images/labels/label-original.ts'
import type { LabelSubject } from '../../../src/images/labels/label-values.ts'
import { labelsOf } from '../../../src/images/labels/read-labels.ts'
import { firstTexts, readXmp } from '../../../src/images/labels/read-xmp.ts'
import { makeVariant } from '../../../src/images/make-variant.ts'
import { formats, type Labels, type Recipe } from '../../../src/manifest/manifest.ts'
import { key, request } from '../../lockfile/records.ts'
import { exifComplaints, exifTags, hasExiftool } from '../../support/exiftool.ts'
import { picture } from '../pictures.ts'
import { c2paChunk, chunk, otherChunks, packetOf, withChunks, xmpChunk } from './png.ts'

const labels: Labels = {
  iptc: { prompt: true, promptWriter: 'Lotus 设计组' },
  aigc: { contentProducer: '青莲茶业 <Lotus & Co>', contentPropagator: null },
}
const subject: LabelSubject = {
  key: key(),
  request: request(1, '一只狐狸 <fox> & "tea"\u001b[31m 🦊'),
  family: 'qwen-image',
  image: 1,
  rewritten: 'A red fox\nbeside a pot',
}
const labelling = { labels, subject }

async function labelsIn(bytes: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const reading = readXmp((await readPacket(bytes)) ?? '')
  if (reading === null) throw new Error('no XMP')
  const counts = [...reading.properties.values()].map(({ length }) => length)
  expect(counts).toEqual(counts.map(() => 1))
  return Object.fromEntries(firstTexts(reading))
}

async function pixels(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes).raw().toBuffer()
}

const expected = {
  'XMP-iptcExt:DigitalSourceType':
    'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  'XMP-iptcExt:AISystemUsed': 'Qwen-Image',
  'XMP-iptcExt:AISystemVersionUsed': 'qwen-image-plus',
  'XMP-iptcExt:AIPromptInformation':
    '一只狐狸 <fox> & "tea"[31m 🦊\n\nPrompt as rewritten by the service: A red fox\nbeside a pot',
  'XMP-iptcExt:AIPromptWriterName': 'Lotus 设计组',
  'XMP-TC260:AIGC': `{"Label":"1","ContentProducer":"青莲茶业 <Lotus & Co>","ProduceID":"${key()}","ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}`,
}

/** Tags of XMP, by what exiftool calls the group that a reader of the IPTC's fields looks into. */
function xmpTags(bytes: Uint8Array): Readonly<Record<string, string>> {
  const tags = Object.entries(exifTags(bytes))
  return Object.fromEntries(
    tags.filter(([name]) => name.startsWith('XMP-') && name !== 'XMP-x:XMPToolkit'),
  )
}

const base: Recipe = {
  width: 24,
  height: null,
  fit: 'cover',
  position: 'centre',
  format: 'png',
  quality: null,
}

test.runIf(hasExiftool)(
  'exiftool reads every label of a png, and finds nothing wrong',
  async () => {
    const original = await picture()
    const png = await labelledPng(original, labelling)
    expect(xmpTags(png)).toEqual(expected)
    expect(exifComplaints(png)).toBe('OK')
  },
)

test.runIf(hasExiftool).each(formats)('exiftool reads every label of a %s', async (format) => {
  const original = await picture()
  const packet = await labelPacket(original, labelling)
  const { bytes } = await makeVariant(original, { ...base, format }, { xmp: packet })
  expect(xmpTags(bytes)).toEqual(expected)
  expect(exifComplaints(bytes)).toBe('OK')
})

test.each(formats)(
  'a labelled %s has the pixels of one that is not, and the same bytes again',
  async (format) => {
    const original = await picture()
    const packet = await labelPacket(original, labelling)
    const [one, two, bare] = await Promise.all([
      makeVariant(original, { ...base, format }, { xmp: packet }),
      makeVariant(original, { ...base, format }, { xmp: packet }),
      makeVariant(original, { ...base, format }),
    ])
    expect(one.bytes).toEqual(two.bytes)
    expect(await pixels(one.bytes)).toEqual(await pixels(bare.bytes))
    expect(await readPacket(bare.bytes)).toBeNull()
    expect(Buffer.from(one.bytes).includes(packet)).toBe(true)
  },
)

describe('a png that is only labelled', () => {
  test('keeps its pixels and every other chunk byte for byte', async () => {
    const original = withChunks(await picture(), c2paChunk, chunk('tEXt', 'Comment\0kept'))
    const png = await labelledPng(original, labelling)
    expect(png.length).toBeGreaterThan(original.length)
    expect(otherChunks(png)).toEqual(otherChunks(original))
    expect(await pixels(png)).toEqual(await pixels(original))
    expect(Buffer.from(png).indexOf('XML:com.adobe.xmp')).toBeLessThan(
      Buffer.from(png).indexOf('IDAT'),
    )
  })

  test('has its labels once, also when it is labelled again', async () => {
    const once = await labelledPng(await picture(), labelling)
    expect(await labelledPng(once, labelling)).toEqual(once)
  })

  test('keeps the XMP that it came with, and a label in it is not overwritten', async () => {
    const theirs =
      '{"Label":"1","ContentProducer":"Cloud","ProduceID":"c-1","ContentPropagator":""}'
    const packet = packetOf(
      `<xmp:CreatorTool>Cloud</xmp:CreatorTool><A:AIGC>${theirs}</A:AIGC>` +
        '<I:AISystemUsed>Cloud engine</I:AISystemUsed>',
    )
    const png = await labelledPng(withChunks(await picture(), xmpChunk(packet)), labelling)
    expect(await labelsIn(png)).toMatchObject({
      AIGC: theirs,
      AISystemUsed: 'Cloud engine',
      AISystemVersionUsed: 'qwen-image-plus',
    })
    expect(await readPacket(png)).toContain('<xmp:CreatorTool>Cloud</xmp:CreatorTool>')
    if (hasExiftool) expect(exifTags(png)['XMP-xmp:CreatorTool']).toBe('Cloud')
  })

  test('that came with all of its labels stays byte for byte', async () => {
    const theirs = packetOf('<A:AIGC>{"Label":"1","ContentProducer":"Cloud"}</A:AIGC>')
    const original = withChunks(await picture(), xmpChunk(theirs))
    const wanted = { labels: { ...labels, iptc: null }, subject }
    expect(await labelledPng(original, wanted)).toEqual(original)
  })

  test('takes compressed XMP in, and leaves one chunk', async () => {
    const packet = deflateSync(Buffer.from(packetOf('<xmp:CreatorTool>Cloud</xmp:CreatorTool>')))
    const head = Buffer.from('XML:com.adobe.xmp\0\u0001\0\0\0', 'latin1')
    const squeezed = chunk('iTXt', Buffer.concat([head, packet]))
    const png = await labelledPng(withChunks(await picture(), squeezed), labelling)
    expect(Buffer.from(png).toString('latin1').split('iTXtXML:com.adobe.xmp')).toHaveLength(2)
    expect(await readPacket(png)).toContain('<xmp:CreatorTool>Cloud</xmp:CreatorTool>')
    expect(await labelsIn(png)).toHaveProperty('AIGC')
  })

  test('whose XMP cannot be read is not written: a label may be in it', async () => {
    const original = withChunks(await picture(), xmpChunk('<x:xmpmeta><A:AIGC>'))
    await expect(labelledPng(original, labelling)).rejects.toThrow('cannot be read')
    await expect(labelPacket(original, labelling)).rejects.toThrow('cannot be read')
  })
})

test.each([
  ['element', '<A:AIGC></A:AIGC><I:AIPromptInformation> </I:AIPromptInformation>', ''],
  ['closed element', '<A:AIGC/><I:AIPromptInformation r:resource=""/>', ''],
  ['attribute', '', `xmp:Label="a A:AIGC=''" A:AIGC = '' I:AIPromptInformation=" "`],
])('an empty %s of the original is no label, and is filled', async (_, elements, attributes) => {
  const own = '<xmp:CreatorTool>Cloud</xmp:CreatorTool>'
  const packet = packetOf(own + elements).replace('r:about=""', `r:about="" ${attributes}`)
  const original = withChunks(await picture(), xmpChunk(packet))
  expect((await labelsOf(original)).texts).toEqual(new Map())
  const fresh = await labelsIn(await labelledPng(await picture(), labelling))
  const png = await labelledPng(original, labelling)
  expect(await labelsIn(png)).toEqual(fresh)
  expect(await readPacket(png)).toContain(own)
  if (attributes !== '') expect(await readPacket(png)).toContain(`xmp:Label="a A:AIGC=''"`)
  expect(
    Object.fromEntries(firstTexts(must(readXmp(await labelPacket(original, labelling))))),
  ).toEqual(fresh)
})

function must<T>(value: T | null): T {
  if (value === null) throw new Error('it is sound')
  return value
}

const spreading: Labels = {
  iptc: null,
  aigc: { contentProducer: 'Lotus', contentPropagator: 'Lotus Shop' },
}

test.each([
  ['fills the propagator of a label that names none', '', '', ['Lotus Shop', key()]],
  ['leaves a propagator alone', 'Other', 'o-1', ['Other', 'o-1']],
  ['leaves half of one alone', '', 'o-1', ['', 'o-1']],
])('%s', async (_, ContentPropagator, PropagateID, [propagator, id]) => {
  const fields = { Label: '2', ContentProducer: 'Cloud', ProduceID: 'c-1', ReservedCode1: 'sig' }
  const theirs = JSON.stringify({ ...fields, ContentPropagator, PropagateID })
  const packet = packetOf(`<A:AIGC>${theirs}</A:AIGC>`)
  const original = withChunks(await picture(), xmpChunk(packet))
  const wanted = { labels: spreading, subject }
  const filled = { ...fields, ContentPropagator: propagator, PropagateID: id }
  const png = await labelsIn(await labelledPng(original, wanted))
  expect(JSON.parse(png['AIGC'] ?? '')).toEqual(filled)
  const { bytes } = await makeVariant(
    original,
    { ...base, format: 'webp' },
    { xmp: await labelPacket(original, wanted) },
  )
  expect(JSON.parse((await labelsIn(bytes))['AIGC'] ?? '')).toEqual(filled)
})

test('a label that is no JSON of texts is left as it is', async () => {
  const packet = packetOf('<A:AIGC>{"Label":1}</A:AIGC>')
  const original = withChunks(await picture(), xmpChunk(packet))
  expect(await labelledPng(original, { labels: spreading, subject })).toEqual(original)
})

test('what is encoded anew takes over the labels of its original, and nothing else of its XMP', async () => {
  const packet = packetOf('<xmp:CreatorTool>Cloud</xmp:CreatorTool><A:AIGC>{"Label":"3"}</A:AIGC>')
  const original = withChunks(await picture(), xmpChunk(packet))
  const { bytes } = await makeVariant(
    original,
    { ...base, format: 'jpeg' },
    { xmp: await labelPacket(original, { labels: { ...labels, aigc: null }, subject }) },
  )
  expect(await labelsIn(bytes)).toMatchObject({ AIGC: '{"Label":"3"}', AISystemUsed: 'Qwen-Image' })
  expect(await readPacket(bytes)).not.toContain('CreatorTool')
})

test('the longest prompts fit into a jpeg', async () => {
  const hostile = '&'.repeat(100_000)
  const long = { ...subject, request: { ...request(1, hostile), negative_prompt: hostile } }
  const packet = await labelPacket(await picture(), {
    labels,
    subject: { ...long, rewritten: '<'.repeat(100_000) },
  })
  expect(Buffer.byteLength(packet)).toBeGreaterThan(50_000)
  const { bytes } = await makeVariant(await picture(), { ...base, format: 'jpeg' }, { xmp: packet })
  expect(await readPacket(bytes)).toBe(packet)
})
