import { describe, expect, test } from 'vitest'
import { aigcText } from '../../../src/images/labels/aigc.ts'
import { type LabelName, trainedAlgorithmicMedia } from '../../../src/images/labels/label-values.ts'
import type { FoundLabels } from '../../../src/images/labels/read-labels.ts'
import type { Labels } from '../../../src/manifest/manifest.ts'
import { verifyLabels } from '../../../src/provenance/verify/verify-labels.ts'

const iptc = { prompt: true, promptWriter: null }
const aigc = { contentProducer: 'Lotus', contentPropagator: null }
const sound: { readonly [name in LabelName]?: string } = {
  DigitalSourceType: trainedAlgorithmicMedia,
  AISystemUsed: 'Wan',
  AISystemVersionUsed: 'wan2.6-t2i',
  AIPromptInformation: 'a fox',
  AIGC: aigcText(aigc, 'key'),
}

function found(texts: object, change: Partial<FoundLabels> = {}): FoundLabels {
  const entries = Object.entries(texts).map(([name, text]) => [name as LabelName, [text]] as const)
  return { xmp: 'read', texts: new Map(entries), c2pa: false, ...change }
}

function check(labels: Labels | null, file: FoundLabels) {
  const wanted = new Map([['fox.png', { labels, id: 'key' }]])
  return verifyLabels({ wanted, found: new Map([['fox.png', file]]) })
}

function problem(labels: Labels | null, file: FoundLabels): string {
  return check(labels, file)
    .problems.map(({ code, subject, message }) => `${code} ${subject}: ${message}`)
    .join('\n')
}

test('a file with the labels that the manifest asks for passes', () => {
  expect(check({ iptc, aigc }, found(sound))).toEqual({
    problems: [],
    counts: { checked: 1, labelled: 1, c2pa: 0 },
  })
})

test('a file that is not here is not looked at', () => {
  const wanted = new Map([['fox.png', { labels: { iptc, aigc }, id: 'key' }]])
  expect(verifyLabels({ wanted, found: new Map() }).counts.checked).toBe(0)
})

test.each(Object.keys(sound))('a file without %s is named', (name) => {
  const left = Object.fromEntries(Object.entries(sound).filter(([each]) => each !== name))
  const words = `LABEL_MISSING fox.png: the file lacks ${name}; \`mintage run\` writes it for free`
  expect(problem({ iptc, aigc }, found(left))).toBe(words)
  expect(problem({ iptc, aigc }, found({ ...left, [name]: '' }))).toBe(words)
})

test('what the manifest leaves out is not missed', () => {
  const { AIGC, ...bare } = sound
  expect(problem({ iptc, aigc: null }, found(bare))).toBe('')
  expect(problem({ iptc: null, aigc }, found({ AIGC }))).toBe('')
  const { AIPromptInformation: _, ...quiet } = bare
  expect(problem({ iptc: { ...iptc, prompt: false }, aigc: null }, found(quiet))).toBe('')
})

describe('where the manifest asks for no label', () => {
  test('one that the picture brought along will do', () => {
    expect(problem(null, found({ AIGC: sound.AIGC }))).toBe('')
    expect(problem(null, found({ DigitalSourceType: trainedAlgorithmicMedia }))).toBe('')
  })

  test('none at all is a problem, in every file that is here', () => {
    expect(problem(null, found({ AISystemUsed: 'Wan' }))).toMatch(/^LABEL_MISSING .*set `labels`/)
    expect(problem(null, found({}, { xmp: 'none' }))).toMatch(/^LABEL_MISSING/)
    expect(problem(null, found({}, { xmp: 'no-image' }))).toMatch(/^LABEL_MISSING .*no image/)
  })
})

test.each([
  ['XMP that cannot be read', found({}, { xmp: 'damaged' }), /cannot be read/],
  [
    'two labels',
    found(sound, { texts: new Map([...found(sound).texts, ['AIGC', [sound.AIGC ?? '', 'x']]]) }),
    /AIGC 2 times/,
  ],
  [
    'a camera as its source',
    found({
      ...sound,
      DigitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
    }),
    /digitalCapture", which does not say/,
  ],
  ['a label that is no JSON', found({ ...sound, AIGC: 'yes' }), /no JSON object of texts/],
  ['a label of numbers', found({ ...sound, AIGC: '{"Label":1}' }), /no JSON object of texts/],
  ['a label of another kind', found({ ...sound, AIGC: '{"Label":"0"}' }), /none of 1, 2 and 3/],
  ['a label of nobody', found({ ...sound, AIGC: '{"Label":"1"}' }), /no ContentProducer/],
  [
    'a label of ours that names someone else',
    found({ ...sound, AIGC: aigcText({ ...aigc, contentProducer: 'Other' }, 'key') }),
    /ContentProducer of AIGC is "Other", not "Lotus"/,
  ],
  [
    'a label of ours with a propagator that is gone',
    found({ ...sound, AIGC: aigcText({ ...aigc, contentPropagator: 'Shop' }, 'key') }),
    /ContentPropagator of AIGC is "Shop", not ""/,
  ],
])('%s is wrong', (_, file, words) => {
  expect(problem({ iptc, aigc }, file)).toMatch(/^LABEL_WRONG fox\.png: /)
  expect(problem({ iptc, aigc }, file)).toMatch(words)
})

test('a label with another number came with the picture, and stays as it is', () => {
  const theirs = aigcText({ contentProducer: 'Cloud', contentPropagator: null }, 'c-1')
  expect(problem({ iptc, aigc }, found({ ...sound, AIGC: theirs }))).toBe('')
})

test('a prompt that is to stay private, and another writer, are found', () => {
  const quiet = { iptc: { prompt: false, promptWriter: null }, aigc: null }
  expect(problem(quiet, found(sound))).toMatch(/LABEL_WRONG .*tells its prompt/)
  const team = { iptc: { prompt: true, promptWriter: 'Team' }, aigc: null }
  const other = found({ ...sound, AIPromptWriterName: 'Other' })
  expect(problem(team, other)).toMatch(/LABEL_WRONG .*is "Other"/)
})

test('labelled files that keep a C2PA manifest are counted', () => {
  const signed = found(sound, { c2pa: true })
  expect(check({ iptc, aigc }, signed).counts.c2pa).toBe(1)
  expect(check(null, signed).counts.c2pa).toBe(0)
})
