import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GalleryData } from '../../../src/report/gallery/gallery-data.ts'
import { blockJson, galleryPage } from '../../../src/report/gallery/page.ts'

const data: GalleryData = {
  gallery: 1,
  engine: 'mintage 0.1.0',
  name: '</title><script>alert(1)</script>\u202e',
  manifest: { path: 'm.yaml', digest: `sha256:${'a'.repeat(64)}` },
  simulated: false,
  dimensions: [],
  filters: [],
  totals: { pictures: 0, files: 0, requests: 0, statuses: {}, spend: [], assets: [] },
  templates: {},
  requests: [],
  pictures: [],
}
const page = galleryPage(data)

test('no value can end the block that it stands in, and each is read as it was', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</script>', '<!--', ']]>')),
      (text) => {
        const block = blockJson({ text })
        expect(block).not.toMatch(/[<>&\u2028\u2029]/)
        expect(JSON.parse(block)).toEqual({ text })
      },
    ),
  )
})

test('the name of the set is text, in the title as well', () => {
  expect(page).toContain(
    '<title>&#60;/title&#62;&#60;script&#62;alert(1)&#60;/script&#62;\ufffd</title>',
  )
  expect(page.match(/<script/g)).toHaveLength(2)
  expect(page).not.toContain('\u202e')
})

test('the policy names the hash of the one script and of the one style, and lets nothing else in', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? ''
  const hashOf = (tag: string) => {
    const text = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)?.[1] ?? ''
    return `sha256-${createHash('sha256').update(text).digest('base64')}`
  }
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src '${hashOf('script')}'`,
    `style-src '${hashOf('style')}'`,
    "img-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ])
})

test('the page names no address of the network', () => {
  const addresses = page.match(/\bhttps?:\/\/[^"'` ]+/g) ?? []
  // The name of a language, not a place.
  expect(addresses.filter((address) => address !== 'http://www.w3.org/2000/svg')).toEqual([])
})
