import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Verification } from '../../../src/provenance/verify/verification.ts'
import { githubCommands } from '../../../src/report/ci/github.ts'
import { junit } from '../../../src/report/ci/junit.ts'
import { markdown } from '../../../src/report/ci/markdown.ts'
import { runReport } from '../../../src/report/ci/run-report.ts'
import { statusReport } from '../../../src/report/ci/status-report.ts'
import { validateReport } from '../../../src/report/ci/validate-report.ts'
import { verifyReport } from '../../../src/report/ci/verify-report.ts'
import { statusOf } from '../../../src/report/status.ts'
import type { RunResult } from '../../../src/run/events.ts'
import { readXml } from '../../support/xml.ts'
import { aLock, anAttempt } from '../a-lock.ts'
import { aJob, aPlan } from '../a-plan.ts'

const texts = new Map<string, string>()
const manifest = 'campaign.yaml'
const placed = (file: string) => file

const result: RunResult = {
  ended: 'complete',
  stop: null,
  signal: null,
  counts: { total: 3, waiting: 0, running: 0, unknown: 0, failed: 1, done: 2 },
  spend: { currency: 'USD', spent: 60_000, open: 0 },
  written: 3,
  missing: [],
  warnings: 0,
}
const plan = aPlan([
  aJob(1, { outputs: ['poster/1.png', 'poster/1.og.jpg'] }),
  aJob(2),
  aJob(3, { asset: 'mascot' }),
])
const lines = ['tea-launch: 2 of 3 jobs done', 'images: out/']

test('a run counts per asset what is as wanted', () => {
  const missing = [{ output: 'poster/2.png', why: 'it failed (DataInspectionFailed: no)' }]
  const report = runReport({ ...result, missing }, plan, { manifest, texts, lines })
  expect(report).toMatchObject({ summary: lines[0], refusal: null })
  const text = markdown(report)
  expect(text).toContain('<!-- mintage:run campaign.yaml -->')
  expect(text).toContain('| poster | 3 | 2 | 1 |')
  expect(text).toContain('| mascot | 1 | 1 | 0 |')
  expect(text).toContain('| total | 4 | 3 | 1 |')
  expect(text).toContain('images: out/')
})

test('of a run each wanted output is a case, and one that is missing fails with its reason', () => {
  const missing = [{ output: 'poster/2.png', why: 'its outcome is unknown' }]
  const document = readXml(
    junit(runReport({ ...result, missing }, plan, { manifest, texts, lines })),
  )
  expect(document.attributes).toMatchObject({ tests: '4', failures: '1', errors: '0' })
  const [failed] =
    document.children[0]?.children.filter(({ children }) => children.length > 0) ?? []
  expect(failed).toMatchObject({
    attributes: { classname: 'poster', name: 'out/poster/2.png' },
    children: [{ name: 'failure', attributes: { message: 'its outcome is unknown' } }],
  })
})

test('what stopped a run is an error in every form', () => {
  const stop = { code: 'Arrearage', message: 'the account is in arrears', hint: 'pay' }
  const report = runReport({ ...result, ended: 'account', stop }, plan, { manifest, texts, lines })
  expect(markdown(report)).toContain('error[Arrearage]: the account is in arrears\nhelp: pay\n')
  expect(readXml(junit(report)).attributes).toMatchObject({ errors: '1' })
  expect(githubCommands(report, placed)[0]).toBe(
    '::error title=Arrearage::the account is in arrears%0Apay',
  )
})

test('missing files are one remark for each asset and reason, where the asset is written', () => {
  const jobs = Array.from({ length: 7 }, (_, nth) => aJob(nth))
  const missing = jobs.map((_, nth) => ({ output: `poster/${nth}.png`, why: 'it failed' }))
  const report = runReport({ ...result, missing }, aPlan(jobs), { manifest, texts, lines })
  const commands = githubCommands(report, placed)
  expect(commands).toHaveLength(2)
  expect(commands[0]).toBe(
    '::error file=campaign.yaml,line=1,col=1,endColumn=2,title=poster%3A not as wanted::it failed%0Aout/poster/0.png%0Aout/poster/1.png%0Aout/poster/2.png%0Aout/poster/3.png%0Aout/poster/4.png%0Aand 2 more',
  )
})

test('the status of a set is counted, with what is open folded away and remarked on', () => {
  const lock = aLock([
    anAttempt(1),
    anAttempt(2, { state: 'submitted', taskId: 'task-2' }),
    anAttempt(3, { state: 'reserved' }),
  ])
  const jobs = [
    aJob(1, { action: 'keep' }),
    aJob(2, { action: 'resume' }),
    aJob(3, { action: 'resolve' }),
  ]
  const status = statusOf(aPlan(jobs), lock)
  const report = statusReport(status, { manifest, lockPath: 'campaign.lock' })
  const text = markdown(report)
  expect(text).toContain('**status of `tea-launch`**: 1 of 3 requests done; 2 open')
  expect(text).toContain('- 0.03 USD paid for 1 image; 2 open outcomes may add 0.06 USD')
  expect(text).toContain('| 3 | 1 | 2 | 0 | 0 | 0 |')
  expect(text).toContain('task-2, 0.03 USD')
  expect(githubCommands(report, placed)).toEqual([
    expect.stringContaining('::warning title=a request is open::'),
    expect.stringContaining('::notice title=a request is open::'),
    expect.stringContaining('::notice title=mintage status%3A tea-launch::1 of 3 requests done'),
  ])
})

test('the status of a set whose manifest is wrong is what the lockfile says', () => {
  const report = statusReport(statusOf(null, aLock([])), { manifest, lockPath: 'campaign.lock' })
  expect(report.table).toBeNull()
  expect(markdown(report)).toContain('**status of `tea-launch`**: the manifest cannot be read')
})

const wrong: Diagnostic = {
  code: 'MODEL_UNKNOWN',
  severity: 'error',
  message: 'there is no model `qwen`',
  span: { file: manifest, line: 4, column: 8, length: 4 },
}

test('a manifest that is good says what it asks for; one that is not says each error once', () => {
  const good = validateReport({ plan, findings: [] }, { command: 'validate', manifest, texts })
  expect(good.summary).toBe('no problems found; 2 assets, 3 requests, 4 outputs')
  expect(readXml(junit(good)).attributes).toMatchObject({ tests: '1', failures: '0' })
  const findings = [wrong, { ...wrong, severity: 'warning' as const }]
  const bad = validateReport({ plan: null, findings }, { command: 'plan', manifest, texts })
  expect(bad.summary).toBe('1 error and 1 remark; nothing was sent, nothing was spent')
  expect(markdown(bad)).toContain(
    '<!-- mintage:plan campaign.yaml -->\n**plan of `campaign.yaml`**',
  )
  expect(readXml(junit(bad)).attributes).toMatchObject({ tests: '2', failures: '1' })
  expect(githubCommands(bad, placed)[0]).toContain('::error file=campaign.yaml,line=4,col=8,')
})

test('warnings alone stop nothing, and say so', () => {
  const findings = [{ ...wrong, severity: 'warning' as const }]
  const report = validateReport({ plan, findings }, { command: 'validate', manifest, texts })
  expect(report.summary).toBe('1 remark, nothing that stops a plan')
})

const verified: Verification = {
  outputs: { recorded: 4, intact: 3, missing: 0, orphansChanged: ['old.png'] },
  originals: { paid: 2, here: 2 },
  provenance: 4,
  labels: null,
  problems: [],
}
const verifyContext = {
  engine: 'mintage 0.1.0',
  name: 'tea-launch',
  manifestPath: manifest,
  manifest,
  lock: { path: 'campaign.lock', digest: null },
  outputDir: 'out',
  allowMissing: false,
}

test('a set that agrees is one case that passed, with what was compared', () => {
  const report = verifyReport(verified, verifyContext)
  expect(readXml(junit(report)).attributes).toMatchObject({ tests: '1', failures: '0' })
  const text = markdown(report)
  expect(text).toContain('**verify of `tea-launch`**: lockfile, provenance and files agree;')
  expect(text).toContain('| 4 | 3 | 0 | 2 | 2 | 0 |')
  expect(text).toContain('out/old.png was changed, and the manifest no longer names it')
  expect(githubCommands(report, placed)).toHaveLength(1)
})

test('each disagreement is a failing case, a remark and a line with the file that it is about', () => {
  const problems: Verification['problems'] = [
    { code: 'OUTPUT_CHANGED', subject: 'poster/1.png', message: 'the file is another' },
    { code: 'ORIGINAL_DAMAGED', subject: 'a'.repeat(64), message: 'its bytes are others' },
    { code: 'PROVENANCE_MISSING', subject: null, message: 'it is not here' },
  ]
  const report = verifyReport({ ...verified, problems }, verifyContext)
  const document = readXml(junit(report))
  expect(document.attributes).toMatchObject({ tests: '3', failures: '3' })
  expect(document.children[0]?.children[0]?.attributes).toEqual({
    classname: 'out/poster/1.png',
    name: 'OUTPUT_CHANGED',
  })
  const text = markdown(report)
  expect(text).toContain('OUTPUT_CHANGED: out/poster/1.png: the file is another\n')
  expect(text).toContain('PROVENANCE_MISSING: out/provenance.json: it is not here\n')
  expect(githubCommands(report, placed)[1]).toBe(
    `::error title=ORIGINAL_DAMAGED::original ${'a'.repeat(64)}%0Aits bytes are others`,
  )
})
