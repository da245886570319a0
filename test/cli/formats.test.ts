import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { Doors } from '../../src/cli/doors.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { UserError } from '../../src/diagnostics/user-error.ts'
import { aJob, aPlan } from '../report/a-plan.ts'
import { temporaryFolder } from '../support/temp-folder.ts'
import { readXml } from '../support/xml.ts'
import { aProject, aResult, doorsOnto } from './a-project.ts'
import { anIo } from './an-io.ts'

const plan = aPlan([aJob(1), aJob(2, { action: 'keep' })])
const good = doorsOnto(aProject(plan))
const wrong: Diagnostic = {
  code: 'MODEL_UNKNOWN',
  severity: 'error',
  message: 'there is no model `qwen`',
  span: { file: 'campaign.yaml', line: 1, column: 8, length: 4 },
}
const broken = doorsOnto(
  aProject(null, { findings: [wrong], texts: new Map([['campaign.yaml', 'model: qwen']]) }),
)

async function mintage(args: string, doors: Doors, env: Record<string, string> = {}) {
  const io = anIo({ env, cwd: '/sets' })
  const code = await main(args.split(' '), io, () => Promise.resolve(doors))
  return { code, out: io.stdout.text, err: io.stderr.text }
}

describe('plan', () => {
  test('as Markdown is a comment that a bot finds again', async () => {
    const { code, out, err } = await mintage('plan campaign.yaml --format markdown', good)
    expect(code).toBe(0)
    expect(out).toMatch(
      /^<!-- mintage:plan campaign\.yaml -->\n\*\*plan of `tea-launch`\*\*: 1 image/,
    )
    expect(err).toBe('')
  })

  test('over a cap is told in the report and by the exit code', async () => {
    const args = 'plan campaign.yaml --max-cost 0.01 --format'
    const comment = await mintage(`${args} markdown`, good)
    expect(comment.code).toBe(5)
    expect(comment.out).toContain('error[PLAN_OVER_BUDGET]: this call would add')
    expect(comment.out.match(/<!--/g)).toHaveLength(1)
    const tests = await mintage(`${args} junit`, good)
    expect(tests.code).toBe(5)
    expect(readXml(tests.out).attributes).toMatchObject({ errors: '1' })
    const log = await mintage(`${args} github`, good)
    expect(log.out).toMatch(/^::error title=PLAN_OVER_BUDGET::this call would add/)
  })

  test.each(['plan', 'run', 'validate', 'verify'])(
    'a wrong manifest is reported in place of the result of %s, under the same marker',
    async (command) => {
      const { code, out, err } = await mintage(`${command} campaign.yaml --format markdown`, broken)
      expect(code).toBe(2)
      expect(out).toContain(`<!-- mintage:${command} campaign.yaml -->`)
      expect(out).toContain('error[MODEL_UNKNOWN]: there is no model `qwen`')
      if (command !== 'validate') expect(err).toContain('campaign.yaml:1:8')
    },
  )
})

describe('an error before there is a result', () => {
  const open = () =>
    Promise.reject(new UserError('LOCK_DAMAGED', 'line 3 is damaged', { hint: 'restore it' }))
  const doors = doorsOnto(aProject(plan), { open })

  test.each(['plan', 'run', 'verify', 'status', 'validate'])(
    'is the report of %s, so that a comment does not keep an earlier one',
    async (command) => {
      const { code, out, err } = await mintage(`${command} campaign.yaml --format markdown`, doors)
      expect(code).toBe(2)
      expect(out).toContain(`<!-- mintage:${command} campaign.yaml -->`)
      expect(out).toContain('error[LOCK_DAMAGED]: line 3 is damaged\nhelp: restore it\n')
      expect(err).toContain('error[LOCK_DAMAGED]')
    },
  )

  test('is a failing test and an annotation', async () => {
    const tests = await mintage('plan campaign.yaml --format junit', doors)
    expect(readXml(tests.out).attributes).toMatchObject({ tests: '1', errors: '1' })
    const log = await mintage('plan campaign.yaml --format github', doors)
    expect(log.out).toMatch(/^::error title=LOCK_DAMAGED::line 3 is damaged%0Arestore it\n/)
  })

  test('is talk alone where the result is for a person or a program', async () => {
    for (const format of ['pretty', 'json']) {
      expect((await mintage(`plan campaign.yaml --format ${format}`, doors)).out).toBe('')
    }
  })
})

describe('run', () => {
  const missing = [{ output: 'poster/2.png', why: 'it failed (X: no)' }]
  const counts = { total: 2, waiting: 0, running: 0, unknown: 0, failed: 1, done: 1 }
  const run: Doors['run'] = () => Promise.resolve(aResult({ counts, missing }))
  const doors = doorsOnto(aProject(plan), { run })

  test('as Markdown says what it came to, and what is missing', async () => {
    const { code, out } = await mintage('run campaign.yaml --yes --format markdown', doors)
    expect(code).toBe(1)
    expect(out).toContain(
      '**run of `tea-launch`**: 1 of 2 jobs done, 2 files written, 0.06 USD spent',
    )
    expect(out).toContain('| poster | 2 | 1 | 1 |')
  })

  test('as tests fails for each missing file', async () => {
    const { out } = await mintage('run campaign.yaml --yes --format junit', doors)
    expect(readXml(out).attributes).toMatchObject({ tests: '2', failures: '1' })
  })

  test('that was stopped by an error on its way is reported once, with the money', async () => {
    const stopped: Doors['run'] = () =>
      Promise.reject(new UserError('RUN_LOCKED', 'another run holds the lock', { stop: 'busy' }))
    const { code, out } = await mintage(
      'run campaign.yaml --yes --format markdown',
      doorsOnto(aProject(plan), { run: stopped }),
    )
    expect(code).toBe(6)
    expect(out.match(/<!-- mintage:run/g)).toHaveLength(1)
    expect(out).toContain('error[RUN_LOCKED]: another run holds the lock')
    expect(out).toContain('nothing was spent')
  })

  test('that nobody confirmed is reported as refused', async () => {
    const { code, out } = await mintage('run campaign.yaml --format github', doors)
    expect(code).toBe(5)
    expect(out).toContain('::error title=RUN_NOT_CONFIRMED::')
  })
})

describe('GitHub', () => {
  test('paths of remarks count from the root of the repository', async () => {
    const { out } = await mintage('validate campaign.yaml --format github', broken, {
      GITHUB_WORKSPACE: '/',
    })
    expect(out).toContain('::error file=sets/campaign.yaml,line=1,col=8,endColumn=12,')
    const elsewhere = await mintage('validate campaign.yaml --format github', broken, {
      GITHUB_WORKSPACE: '/other',
    })
    expect(elsewhere.out).toContain('::error file=campaign.yaml,')
  })

  test('each command adds its part to the summary of the step', async () => {
    const folder = await temporaryFolder({ 'summary.md': 'from before\n' })
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    await mintage('plan campaign.yaml --format github', good, env)
    await mintage('validate campaign.yaml --format github', good, env)
    const text = await readFile(env.GITHUB_STEP_SUMMARY, 'utf8')
    expect(text).toMatch(/^from before\n<!-- mintage:plan campaign\.yaml -->\n/)
    expect(text).toContain('\n<!-- mintage:validate campaign.yaml -->\n')
  })

  test('a summary that cannot be written is a warning, and the verdict stands', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'taken'))
    const { code, out, err } = await mintage('plan campaign.yaml --format github', good, {
      GITHUB_STEP_SUMMARY: join(folder, 'taken'),
    })
    expect(code).toBe(0)
    expect(out).toContain('::notice title=mintage plan%3A tea-launch::')
    expect(err).toContain('warning[CLI_STEP_SUMMARY]: the summary is not written: ')
  })

  test('other forms leave the summary alone', async () => {
    const folder = await temporaryFolder({ 'summary.md': '' })
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    await mintage('plan campaign.yaml --format markdown', good, env)
    expect(await readFile(env.GITHUB_STEP_SUMMARY, 'utf8')).toBe('')
  })
})

test('a status has no form of test results, and models none for CI', async () => {
  expect((await mintage('status campaign.yaml --format github', good)).code).toBe(0)
  expect((await mintage('status campaign.yaml --format junit', good)).code).toBe(2)
  expect((await mintage('models --format markdown', good)).code).toBe(2)
})
