import sharp from 'sharp'
import { expect, test } from 'vitest'
import { sha256Hex } from '../../src/request/key.ts'
import { findPrunable } from '../../src/run/prunable.ts'
import { c2paChunk, otherChunks, packetOf, withChunks, xmpChunk } from '../images/labels/png.ts'
import { schemaErrors } from '../report/schemas.ts'
import { type ASet, aSet } from '../support/a-set.ts'
import { exifTags, hasExiftool } from '../support/exiftool.ts'
import { quickPainter } from '../support/quick-pictures.ts'
import { place } from '../support/real-cli.ts'

const manifest = (labels: string) => `version: 1
name: labelled
assets:
  fox:
    prompt: 一只狐狸，茶壶旁
    model: wan2.2-t2i-flash
    size: "512*512"
    output: fox.png
    variants:
      - {name: card, width: 64, output: fox.jpg}
      - {name: thumb, width: 32, format: webp}
${labels === '' ? '' : `    labels: ${labels}\n`}`

const names = ['fox.png', 'fox.jpg', 'fox.thumb.webp']
const both = '{iptc: true, aigc: {content_producer: 青莲茶业}}'

async function files(set: ASet): Promise<readonly Buffer[]> {
  const found = await Promise.all(names.map((name) => set.read(`out/${name}`)))
  return found.map((file) => file ?? Buffer.alloc(0))
}

/** Runs with other labels; returns the plan's only action, and what a run then says and leaves. */
async function relabel(set: ASet, labels: string) {
  await set.write('mintage.yaml', manifest(labels))
  const { plan } = await set.open()
  const { result, events } = await set.run()
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.code] : []))
  const [job] = plan?.jobs ?? []
  return {
    action: job?.action,
    cost: plan?.estimate.cost,
    result,
    warnings,
    files: await files(set),
  }
}

async function pixels(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).raw().toBuffer()
}

test('labels come and go for free, and leave the pixels of the original alone', async () => {
  const set = await aSet(manifest(''))
  await set.run()
  const [original = Buffer.alloc(0)] = await files(set)
  const labelled = await relabel(set, both)
  expect(labelled).toMatchObject({ action: 'restore', cost: 0, warnings: [] })
  expect(labelled.result).toMatchObject({ written: 3, missing: [] })
  const [png = Buffer.alloc(0)] = labelled.files
  expect(png).not.toEqual(original)
  expect(otherChunks(png)).toEqual(otherChunks(original))
  expect(await pixels(png)).toEqual(await pixels(original))
  const other = await relabel(set, '{iptc: {prompt_writer: Team}}')
  expect(other).toMatchObject({ action: 'restore', cost: 0, result: { written: 3 } })
  expect(other.files[0]?.includes('青莲茶业')).toBe(false)
  const bare = await relabel(set, '')
  expect(bare.files[0]).toEqual(original)
  expect(set.simulator.ledger().billed.images).toBe(1)
  expect((await set.run()).result.written).toBe(0)
})

test.runIf(hasExiftool)('exiftool reads prompt, rewritten prompt, model and number', async () => {
  const set = await aSet(manifest(both))
  await set.run()
  const { images } = await set.provenance()
  const rewritten = images['fox.png']?.prompt.rewritten
  expect(rewritten).toMatch(/\S/)
  for (const file of await files(set)) {
    const tags = exifTags(file)
    expect(tags).toMatchObject({
      'XMP-iptcExt:AISystemUsed': 'Wan',
      'XMP-iptcExt:AISystemVersionUsed': 'wan2.2-t2i-flash',
      'XMP-iptcExt:AIPromptInformation': `一只狐狸，茶壶旁\n\nPrompt as rewritten by the service: ${rewritten}`,
    })
    expect(JSON.parse(tags['XMP-TC260:AIGC'] ?? '')).toMatchObject({
      Label: '1',
      ContentProducer: '青莲茶业',
      ProduceID: images['fox.png']?.request_key,
    })
  }
})

test('the only copy of an original is kept before its labelled copy replaces it', async () => {
  const set = await aSet(manifest(''))
  await set.run()
  const [original] = await files(set)
  await set.remove('.mintage')
  expect(await relabel(set, both)).toMatchObject({ action: 'restore', result: { missing: [] } })
  expect((await relabel(set, '')).files[0]).toEqual(original)
  expect(set.simulator.ledger().billed.images).toBe(1)
})

test('without its original a labelled file is left as it is, and nothing is bought', async () => {
  const set = await aSet(manifest(both))
  await set.run()
  const before = await files(set)
  await set.remove('.mintage')
  const moved = await relabel(set, '{iptc: true}')
  expect(moved).toMatchObject({ action: 'absent', cost: 0, files: before })
  expect(set.simulator.ledger().billed.images).toBe(1)
})

test('a labelled png under an old name stays where no original is left', async () => {
  const set = await aSet(manifest(both))
  await set.run()
  await set.write('mintage.yaml', manifest(both).replaceAll('fox.png', 'red/fox.png'))
  const kept = async () => {
    const { plan, ground } = await set.open()
    if (plan === null || ground === null) throw new Error('the set is sound')
    const { outputs, kept: staying } = await findPrunable(plan, ground, { store: false })
    return [outputs.map(({ name }) => name), staying.map(({ name }) => name)]
  }
  expect(await kept()).toEqual([['fox.png', 'fox.thumb.webp'], []])
  await set.remove('.mintage')
  expect(await kept()).toEqual([['fox.thumb.webp'], ['fox.png']])
})

const theirs = '{"Label":"1","ContentProducer":"Cloud","ProduceID":"c-1","ReservedCode1":"s"}'

test('what the API wrote into its picture is respected, and a broken signature is said once', async () => {
  const packet = packetOf(`<A:AIGC>${theirs}</A:AIGC>`)
  const set = await aSet(
    manifest('{iptc: true, aigc: {content_producer: Lotus, content_propagator: Shop}}'),
    {
      painter: async (subject) =>
        Buffer.from(withChunks(await quickPainter(subject), c2paChunk, xmpChunk(packet))),
    },
  )
  const { events } = await set.run()
  const warnings = events.filter(({ type }) => type === 'warning')
  expect(warnings).toMatchObject([{ code: 'LABEL_BREAKS_C2PA' }])
  const { images } = await set.provenance()
  const hash = images['fox.png']?.derived_from ?? ''
  const original =
    (await set.read(`.mintage/store/${hash.slice(0, 2)}/${hash}.png`)) ?? Buffer.alloc(0)
  expect(sha256Hex(original)).toBe(hash)
  for (const file of await files(set)) {
    expect(file.includes('"ContentProducer":"Cloud"')).toBe(true)
    expect(file.includes('"ContentPropagator":"Shop"')).toBe(true)
    expect(file.includes('Lotus')).toBe(false)
    expect(file.includes('trainedAlgorithmicMedia')).toBe(true)
  }
  const [png = Buffer.alloc(0)] = await files(set)
  expect(otherChunks(png)).toEqual(otherChunks(original))
})

test('verify --labels passes a labelled set, and names each file that has lost its label', async () => {
  const text = `${manifest(both)}  owl: {prompt: an owl, model: wan2.2-t2i-flash, size: "512*512", output: owl.png}\n`
  const here = await place({ 'mintage.yaml': text })
  expect((await here.mintage('run', '--simulate')).code).toBe(0)
  const bare = await here.mintage('verify', '--simulate', '--labels')
  expect(bare.code).toBe(1)
  expect(bare.stdout).toContain(
    'error[LABEL_MISSING]: out.simulated/owl.png: the file carries no label',
  )
  expect(bare.stdout).toContain('1 problem; 4 of 4 files as recorded')
  expect(bare.stdout).toContain('3 of 4 files labelled')
  expect((await here.mintage('verify', '--simulate')).code).toBe(0)
  await here.write('mintage.yaml', text.replace('an owl,', 'an owl, labels: {iptc: true},'))
  expect((await here.mintage('run', '--simulate')).code).toBe(0)
  const sound = await here.mintage('verify', '--simulate', '--labels')
  expect([sound.code, sound.stderr]).toEqual([0, ''])
  expect(sound.stdout).toContain('4 of 4 files labelled')
  const jpeg = (await here.read('out.simulated/fox.jpg')) ?? Buffer.alloc(0)
  await here.write('out.simulated/fox.jpg', await sharp(jpeg).jpeg().toBuffer())
  const lost = await here.mintage('verify', '--simulate', '--labels', '--json')
  expect(lost.code).toBe(1)
  expect(schemaErrors('verify', JSON.parse(lost.stdout))).toEqual([])
  expect(JSON.parse(lost.stdout)).toMatchObject({
    labels: { checked: 4, labelled: 3, c2pa: 0 },
    problems: [
      { code: 'OUTPUT_CHANGED', path: 'out.simulated/fox.jpg' },
      { code: 'LABEL_MISSING', path: 'out.simulated/fox.jpg' },
    ],
  })
})
