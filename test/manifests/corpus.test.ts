import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { findingsOf } from '../support/findings.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const sources = ['manifest', 'plan'].map((folder) =>
  fileURLToPath(new URL(`../../src/${folder}`, import.meta.url)),
)

function manifestsIn(folder: string): string[] {
  return readdirSync(`${here}/${folder}`).filter((name) => name.endsWith('.yaml'))
}

test.each(manifestsIn('ok'))('nothing is found about ok/%s', async (name) => {
  expect(await findingsOf(`${here}/ok/${name}`)).toBe('')
})

test.each(manifestsIn('err'))('err/%s gets its whole message', async (name) => {
  const found = await findingsOf(`${here}/err/${name}`)
  expect(found).not.toBe('')
  await expect(found).toMatchFileSnapshot(`err/${name.replace(/yaml$/, 'out')}`)
})

test('every message belongs to a manifest', () => {
  const outs = readdirSync(`${here}/err`).filter((name) => name.endsWith('.out'))
  const manifests = manifestsIn('err').map((name) => name.replace(/yaml$/, 'out'))
  expect(outs.sort()).toEqual(manifests.sort())
})

/** Codes whose cases would be large; `test/manifest/` and `test/plan/` make them as they are needed. */
const tooLargeForAFile = [
  'MANIFEST_TOO_LARGE',
  'YAML_TOO_LARGE',
  'DATA_TOO_LARGE',
  'DATA_TOO_MANY_ROWS',
  'PLAN_TOO_LARGE',
  'VALUE_TOO_LONG',
]
/** A text that YAML and the data files cannot hold; cases in `test/plan/texts.test.ts`. */
const stoppedBefore = ['PROMPT_BROKEN_TEXT']

test('every code that loading and planning a manifest report has a case here', () => {
  const texts = sources.flatMap(filesBelow).map((file) => readFileSync(file, 'utf8'))
  const findings = Object.entries(codes).flatMap(([code, { kind }]) =>
    kind === 'finding' ? [code] : [],
  )
  const reported = findings.filter((code) => texts.some((text) => text.includes(code)))
  const outs = readdirSync(`${here}/err`)
    .filter((name) => name.endsWith('.out'))
    .map((name) => readFileSync(`${here}/err/${name}`, 'utf8'))
  const without = reported.filter((code) => !outs.some((out) => out.includes(`[${code}]`)))
  expect(without.sort()).toEqual([...tooLargeForAFile, ...stoppedBefore].sort())
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
}
