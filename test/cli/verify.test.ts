import { expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { Gathered } from '../../src/cli/evidence.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { aLock, anAttempt } from '../report/a-lock.ts'
import { aJob, aPlan } from '../report/a-plan.ts'
import { schemaErrors } from '../report/schemas.ts'
import { aProject, doorsOnto } from './a-project.ts'
import { anIo } from './an-io.ts'

const plan = aPlan([aJob(1)])
const path = plan.jobs[0]?.outputs[0]?.path ?? ''
const gathered: Gathered = {
  lock: aLock([anAttempt(1)], [path, '\u001b[31mold.png']),
  evidence: { outputs: new Map(), originals: new Map() },
  provenance: null,
}

async function mintage(args: string, project = aProject(plan)) {
  const io = anIo({ cwd: '/sets' })
  const seen: string[] = []
  const doors = doorsOnto(project, {
    gather: (_project, outputDir) => {
      seen.push(outputDir)
      return Promise.resolve(gathered)
    },
  })
  const code = await main(['verify', ...args.split(' ').filter(Boolean)], io, () =>
    Promise.resolve(doors),
  )
  return { code, seen, out: io.stdout.text, err: io.stderr.text }
}

test('what does not agree is named by its file, and ends with 1', async () => {
  const { code, out, err } = await mintage('campaign.yaml')
  expect(code).toBe(1)
  expect(out).toContain(`error[OUTPUT_MISSING]: out/${path}: the file is not here`)
  expect(out).toMatch(/tea-launch: \d problems; 0 of 2 files as recorded/)
  expect(out).not.toContain('\u001b')
  expect(err).toBe('')
})

test('as data it has the form of its schema', async () => {
  const { code, out } = await mintage('campaign.yaml --json')
  const json = JSON.parse(out)
  expect(code).toBe(1)
  expect(schemaErrors('verify', json)).toEqual([])
  expect(json).toMatchObject({
    verify: 1,
    name: 'tea-launch',
    manifest: { path: 'campaign.yaml' },
    provenance: { path: 'out/provenance.json', images: null },
    agrees: false,
    allow_missing: false,
    outputs: { recorded: 2, intact: 0, missing: 1 },
  })
})

test('--allow-missing reaches the check, and says what is not here', async () => {
  const { out } = await mintage('campaign.yaml --allow-missing')
  expect(out).not.toContain('OUTPUT_MISSING')
  expect(out).toContain('1 file not here, as allowed')
})

test('a simulated set has a folder of its own', async () => {
  expect((await mintage('campaign.yaml')).seen).toEqual(['out'])
  expect((await mintage('campaign.yaml --simulate')).seen).toEqual(['out.simulated'])
})

test('a line of the lockfile that was cut off is said, and is no problem of its own', async () => {
  const torn: Diagnostic = { code: 'LOCK_TORN_LINE', severity: 'warning', message: 'x', span: null }
  const lint: Diagnostic = { code: 'MATRIX_LARGE', severity: 'warning', message: 'y', span: null }
  const { err, out } = await mintage('campaign.yaml', aProject(plan, { findings: [torn, lint] }))
  expect(err).toContain('warning[LOCK_TORN_LINE]')
  expect(err + out).not.toContain('MATRIX_LARGE')
})

test('a manifest that is wrong is exit 2, and nothing is read', async () => {
  const wrong: Diagnostic = { code: 'X_Y', severity: 'error', message: 'no', span: null }
  const { code, seen, err } = await mintage('campaign.yaml', aProject(null, { findings: [wrong] }))
  expect(code).toBe(2)
  expect(seen).toEqual([])
  expect(err).toContain('error[X_Y]')
})
