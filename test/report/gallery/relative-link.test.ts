import fc from 'fast-check'
import { expect, test } from 'vitest'
import { relativeLink } from '../../../src/report/gallery/relative-link.ts'

test.each([
  ['../out/a b#1?x=50%.png', '../out/a%20b%231%3Fx%3D50%25.png'],
  ['../out/龙井/夏.png', '../out/%E9%BE%99%E4%BA%95/%E5%A4%8F.png'],
  ['out/a.png', './out/a.png'],
  ['javascript:alert(1)', './javascript%3Aalert%281%29'],
  ['//evil.example/x.png', './//evil.example/x.png'],
])('%s is linked as %s', (path, link) => {
  expect(relativeLink(path)).toBe(link)
})

test('a link leads to its path, whatever is in it', () => {
  const part = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[/\\]|^\.+$/.test(text))
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (parts) => {
      const url = new URL(
        relativeLink(`../out/${parts.join('/')}`),
        'file:///sets/gallery/index.html',
      )
      expect(url.protocol).toBe('file:')
      expect(url.search + url.hash).toBe('')
      expect(decodeURIComponent(url.pathname)).toBe(`/sets/out/${parts.join('/')}`.toWellFormed())
    }),
  )
})
