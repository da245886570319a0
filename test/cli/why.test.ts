import { expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { ProjectRequest } from '../../src/cli/doors.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { RequestKey } from '../../src/request/request.ts'
import { aLock, anAttempt } from '../report/a-lock.ts'
import { aJob, aPlan } from '../report/a-plan.ts'
import { schemaErrors } from '../report/schemas.ts'
import { aProject, doorsOnto } from './a-project.ts'
import { anIo } from './an-io.ts'

const job = aJob(1, { outputs: ['poster/oolong.png'] })
const project = aProject(aPlan([job]), { lock: aLock([anAttempt(2)]) })

async function why(args: readonly string[], { cwd = '/sets', about = project } = {}) {
  const io = anIo({ cwd })
  const seen: ProjectRequest[] = []
  const doors = doorsOnto(about, {
    open: (request) => {
      seen.push(request)
      return Promise.resolve({ ...about, request })
    },
  })
  const code = await main(['why', ...args], io, () => Promise.resolve(doors))
  return { code, out: io.stdout.text, err: io.stderr.text, seen }
}

test.each([
  ['as the plan prints it', 'out/poster/oolong.png', '/sets'],
  ['below the output folder', 'poster/oolong.png', '/sets'],
  ['from the working directory', 'oolong.png', '/sets/out/poster'],
  ['from a folder beside', '../sets/out/poster/oolong.png', '/elsewhere'],
  ['with its whole path', '/sets/out/poster/oolong.png', '/elsewhere'],
  ['with a detour', './out/../out/poster/oolong.png', '/sets'],
])('an output is found %s', async (_, path, cwd) => {
  const { code, out } = await why([path, '/sets/campaign.yaml'], { cwd })
  expect(code).toBe(0)
  expect(out).toMatch(/^out\/poster\/oolong\.png\n/)
})

test('a request is found by the beginning of its key', async () => {
  const { code, out } = await why([job.key.slice(0, 10), 'campaign.yaml'])
  expect(code).toBe(0)
  expect(out).toContain(`request ${job.key}`)
})

test('--json prints the form of the schema, and nothing else', async () => {
  const { code, out, err } = await why(['out/poster/oolong.png', 'campaign.yaml', '--json'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(schemaErrors('why', JSON.parse(out))).toEqual([])
  expect(JSON.parse(out)).toMatchObject({
    why: 1,
    subject: { kind: 'output', path: 'out/poster/oolong.png' },
    key: job.key,
    job: { action: 'create' },
  })
})

test('the real set is looked at, unless the simulated one is asked for', async () => {
  const [real] = (await why(['oolong', 'campaign.yaml'])).seen
  const [simulated] = (await why(['oolong', 'campaign.yaml', '--simulate'])).seen
  expect([real?.simulate, simulated?.simulate]).toEqual([false, true])
})

test('an output that nothing knows is a usage error with the nearest one', async () => {
  const { code, out, err } = await why(['out/poster/olong.png', 'campaign.yaml'])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain('error[CLI_UNKNOWN_OUTPUT]')
  expect(err).toContain('did you mean `out/poster/oolong.png`?')
})

test('too few digits of a key are said to be too few', async () => {
  const { code, err } = await why(['ab12', 'campaign.yaml'])
  expect(code).toBe(2)
  expect(err).toContain('at least 8 digits')
})

test('a beginning that several keys have is refused, and the keys are named', async () => {
  const keys = ['0123456789', '0123456788'].map((key) => key.padEnd(64, '0') as RequestKey)
  const lock = aLock(keys.map((key, at) => anAttempt(at + 5, { key })))
  const about = { ...project, lock }
  const { code, err } = await why(['01234567', 'campaign.yaml'], { about })
  expect(code).toBe(2)
  expect(err).toContain('error[CLI_AMBIGUOUS_KEY]: 2 keys begin with `01234567`')
  expect(err).toContain('0123456788000000…')
})

test('a manifest with errors is a usage error that shows them', async () => {
  const wrong: Diagnostic = {
    code: 'MANIFEST_UNKNOWN_VARIABLE',
    severity: 'error',
    message: 'prompt uses `{{seasson}}`',
    span: null,
  }
  const plan = aPlan([], { findings: [wrong] })
  for (const about of [aProject(plan), aProject(null, { findings: [wrong] })]) {
    const { code, out, err } = await why(['out/a.png', 'campaign.yaml', '--json'], { about })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('MANIFEST_UNKNOWN_VARIABLE')
  }
})

test('an error that leaves the plan standing does not keep a file from being explained', async () => {
  const wrong: Diagnostic = {
    code: 'PLAN_UNEXPLAINED_FILE',
    severity: 'error',
    message: 'a file is there',
    span: null,
  }
  const about = aProject(aPlan([job], { findings: [wrong] }))
  expect(await why(['poster/oolong.png', 'campaign.yaml'], { about })).toMatchObject({ code: 0 })
})

test('without an output there is nothing to explain', async () => {
  const { code, err } = await why([])
  expect(code).toBe(2)
  expect(err).toContain("missing required argument 'output'")
})
