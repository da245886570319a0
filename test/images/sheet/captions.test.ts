import { expect, test } from 'vitest'
import { createCaptionSetter } from '../../../src/images/sheet/captions.ts'
import { linesHigh, textSizes } from '../../../src/images/sheet/measures.ts'
import type { Lettering } from '../../../src/lettering/lettering.ts'
import { loadTextTools, type TextTools } from '../../../src/lettering/text-tools.ts'

const box = { width: 200, height: linesHigh(2, 15) }
const style = { size: 15, colour: '#000000' }

async function set(text: string, room = box): Promise<Lettering | null> {
  return (await createCaptionSetter()).set(text, room, style)
}

/** How much is drawn, whatever its colour. */
function ink(lettering: Lettering | null): number {
  if (lettering === null) return 0
  return lettering.pixels.reduce((sum, value, at) => (at % 4 === 3 && value > 8 ? sum + 1 : sum), 0)
}

const hostile: [name: string, text: string][] = [
  ['markup', '<span size="500000">x</span> &amp; </span><b>'],
  ['an entity that is none', '&bogus; &#0; &'],
  ['control characters', 'a\u0000b\u001b[31mc\u0007\r\n\td'],
  ['direction marks', '\u202eabc\u202c \u2066x\u2069 שלום العربية'],
  ['marks piled up', `a${'\u0301\u0323\u0488'.repeat(60)}b`],
  ['a mark alone', '\u0301'],
  ['joiners alone', '\u200d\u2060\u200b'],
  ['emoji', '🦊👩‍👩‍👧‍👦🏳️‍🌈 fox'],
  ['half of a pair', 'a\ud83eb'],
  ['one word without end', 'x'.repeat(50_000)],
  ['Chinese without end', '茶'.repeat(50_000)],
  ['the widest character', '﷽'.repeat(20)],
  ['the end of Unicode', '\u{10ffff}\u{e0001}\ufffe'],
  ['white space', ' \u3000\u00a0'],
]

test.each(hostile)('%s: set within its box', async (_, text) => {
  for (const room of [box, { width: 96, height: 20 }, { width: 3, height: 3 }]) {
    const drawn = await set(text, room)
    expect(drawn?.width ?? 0).toBeLessThanOrEqual(room.width)
    expect(drawn?.height ?? 0).toBeLessThanOrEqual(room.height)
    expect(drawn?.pixels.length ?? 0).toBe(4 * (drawn?.width ?? 0) * (drawn?.height ?? 0))
  }
})

test('markup is text, and not obeyed', async () => {
  const [plain, bold] = [await set('b mint b'), await set('<b>mint</b>')]
  expect(ink(bold)).toBeGreaterThan(ink(plain))
  expect(bold?.width).toBeGreaterThan(plain?.width ?? 0)
})

test('what ends a line is a space, and other controls are one sign', async () => {
  const same = async (one: string, other: string) =>
    expect((await set(one))?.pixels.equals((await set(other))?.pixels ?? Buffer.alloc(0))).toBe(
      true,
    )
  await same('line\r\nbreak\ttab', 'line break tab')
  await same('a\u001bb\u0000c', 'a\ufffdb\ufffdc')
})

test('Chinese is drawn, each character another', async () => {
  const drawn = await Promise.all(['茶', '龙', '海'].map((text) => set(text)))
  expect(new Set(drawn.map((each) => each?.pixels.toString('base64'))).size).toBe(3)
  for (const each of drawn) expect(ink(each)).toBeGreaterThan(40)
})

test('captions side by side have the height of a line, whatever they say', async () => {
  const heights = await Promise.all(
    ['o', 'gyp', 'ÉT', '茶'].map(async (text) => (await set(text))?.height),
  )
  expect(new Set(heights).size).toBe(1)
})

test.each([1, 2, 3])('a box for %i lines takes as many, at every size in use', async (lines) => {
  const setter = await createCaptionSetter()
  const text = Array.from({ length: lines }, () => 'Égypte茶').join(' ')
  for (const size of Object.values(textSizes)) {
    const room = { width: 5 * size, height: linesHigh(lines, size) }
    const drawn = await setter.set(text, room, { ...style, size })
    const least = size * (1.2 + 1.5 * (lines - 1))
    expect(drawn?.height).toBeGreaterThan(least)
  }
})

test('what is too long is wrapped, then ends in an ellipsis', async () => {
  const one = await set('oolong')
  const two = await set('oolong from the mountains of Wuyi')
  expect(two?.height).toBeGreaterThan(1.5 * (one?.height ?? 0))
  const long = await set('oolong '.repeat(40))
  const longer = await set('oolong '.repeat(400))
  expect(long?.height).toBeLessThanOrEqual(box.height)
  expect(ink(long)).toBe(ink(longer))
})

test('characters that no font has are left out, and told', async () => {
  const tools: TextTools = {
    ...(await loadTextTools()),
    missingIn: async (text) => new Set([...text].filter((character) => character > '\u2e7f')),
  }
  const setter = await createCaptionSetter(async () => tools)
  const drawn = await setter.set('tea 大红袍', box, style)
  expect([...setter.missing()].join('')).toBe('大红袍')
  const expected = await setter.set('tea […]', box, style)
  expect(drawn?.pixels.equals(expected?.pixels ?? Buffer.alloc(0))).toBe(true)
})
