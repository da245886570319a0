import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { here, keysOfFile } from './keys.ts'

const manifests = readdirSync(here).filter((name) => name.endsWith('.yaml'))

test('there are manifests to hold on to', () => {
  expect(manifests).toEqual(['plain.yaml', 'rows.yaml'])
})

// A key that changes here makes people pay again for pictures that they have: it is a breaking change,
// whatever caused it, and never mended by writing the new key down.
test.each(manifests)('the keys and seeds of %s are what they always were', async (name) => {
  const pinned = JSON.parse(readFileSync(`${here}/${name.replace(/yaml$/, 'keys.json')}`, 'utf8'))
  expect(await keysOfFile(`${here}/${name}`)).toEqual(pinned)
})
