import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generatedFiles } from '../../scripts/generate.ts'

const files = await generatedFiles()

test.each([...files.keys()])('%s is current: `npm run generate` changes nothing', (path) => {
  const written = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  expect(written).toBe(files.get(path))
})

test('the generated check loads nothing at run time', () => {
  const code = files.get('src/manifest/schema/check.generated.ts') ?? ''
  expect(code).toContain('export const validate')
  expect(code).not.toMatch(/\brequire\(|^import /m)
})
