import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPath, foldPath, pathFormat, withoutExtension } from '../../src/plan/output-path.ts'

const path = (text: string) => {
  const checked = checkPath(text)
  return 'path' in checked ? checked.path : checked.problem
}

test.each([
  'a.png',
  'poster/shanghai-warm.png',
  'a b/c d.webp',
  '海报/茶.png',
  'a/b/c.d/e.f.png',
  'com.png',
  'console/nul1.png',
])('%s is a path', (text) => {
  expect(checkPath(text)).toEqual({ path: text })
})

test('white space around a path, as a block scalar ends in, is dropped', () => {
  expect(path('  poster/a.png\n')).toBe('poster/a.png')
})

test.each([
  ['', 'it is empty'],
  ['/etc/a.png', 'it is absolute; outputs stand inside the output folder'],
  ['C:/a.png', 'it names a drive'],
  ['c:a.png', 'it names a drive'],
  ['a\\b.png', 'it has a `\\`; folders are separated by `/`'],
  ['../a.png', '`..` leads out of the output folder'],
  ['a/../../b.png', '`..` leads out of the output folder'],
  ['./a.png', '`.` begins with a dot'],
  ['.hidden/a.png', '`.hidden` begins with a dot'],
  ['a/.png', '`.png` begins with a dot'],
  ['a//b.png', 'one of its names is empty'],
  ['a/', 'one of its names is empty'],
  ['a\u0000.png', 'control character 0 is not allowed in names on Windows'],
  ['a\nb.png', 'control character 10 is not allowed in names on Windows'],
  ['what?.png', '`?` is not allowed in names on Windows'],
  ['ab:c/d.png', '`:` is not allowed in names on Windows'],
  ['con.png', '`con.png` is the name of a device on Windows'],
  ['poster/AUX/a.png', '`AUX` is the name of a device on Windows'],
  ['Com1.tar.png', '`Com1.tar.png` is the name of a device on Windows'],
  ['lpt².png', '`lpt².png` is the name of a device on Windows'],
  ['nul .png', '`nul .png` is the name of a device on Windows'],
  ['a./b.png', '`a.` ends in a dot or space, which Windows drops'],
  ['a /b.png', '`a ` ends in a dot or space, which Windows drops'],
  ['provenance.json', 'provenance.json is written by Mintage itself'],
  ['Provenance.JSON/a.png', 'provenance.json is written by Mintage itself'],
  ['a\ud800.png', 'it holds half a character'],
  [`${'a/'.repeat(40)}b.png`, 'it is more than 32 folders deep'],
  [`${'abcde/'.repeat(40)}fghij.png`, 'it is more than 32 folders deep'],
  [
    `${`${'abcdefghij'.repeat(12)}/`.repeat(10)}b.png`,
    'it has 1215 characters, and 1024 is the most',
  ],
])('%j is refused', (text, problem) => {
  expect(checkPath(text)).toEqual({ problem })
})

describe('a name over 255 bytes', () => {
  test('is cut and gets a hash of the whole, before its extension', () => {
    const cut = path(`poster/${'x'.repeat(300)}.png`)
    expect(cut).toMatch(/^poster\/x{240}-[0-9a-f]{10}\.png$/)
    expect(cut).not.toBe(path(`poster/${'x'.repeat(301)}.png`))
  })

  test('is never cut inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 80, maxLength: 400 }), (text) => {
        const name = `${text.replace(/[\s/\\<>:"|?*.\p{Cc}]/gu, '茶')}.png`
        fc.pre(name.isWellFormed())
        const cut = path(name)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(255)
        expect(cut.isWellFormed()).toBe(true)
        expect(pathFormat(cut)).toBe('png')
      }),
    )
  })

  test('of exactly 255 bytes stays', () => {
    const name = `${'茶'.repeat(83)}ab.png`
    expect(Buffer.byteLength(name)).toBe(255)
    expect(path(name)).toBe(name)
  })
})

test.each([
  ['a.png', 'png'],
  ['a.JPG', 'jpeg'],
  ['a.jpeg', 'jpeg'],
  ['a.webp', 'webp'],
  ['a.b/c.avif', 'avif'],
  ['a.gif', null],
  ['a.png/b', null],
  ['png', null],
])('the extension of %s asks for %s', (text, format) => {
  expect(pathFormat(text)).toBe(format)
})

test('a stem is the path without its last extension', () => {
  expect(withoutExtension('a.b/c.d.png')).toBe('a.b/c.d')
})

test('paths that some system takes for one fold alike, others do not', () => {
  expect(foldPath('Poster/É.PNG')).toBe(foldPath('poster/e\u0301.png'))
  expect(foldPath('straße.png')).toBe(foldPath('STRASSE.png'))
  expect(foldPath('ς.png')).toBe(foldPath('Σ.png'))
  expect(foldPath('poster/abcde-x.png')).toBe(foldPath('POSTER/ABCDE-X.png'))
  expect(foldPath('a-b.png')).not.toBe(foldPath('a_b.png'))
})
