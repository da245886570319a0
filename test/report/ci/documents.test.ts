import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { githubCommands } from '../../../src/report/ci/github.ts'
import { junit } from '../../../src/report/ci/junit.ts'
import { markdown } from '../../../src/report/ci/markdown.ts'
import { planReport } from '../../../src/report/ci/plan-report.ts'
import type { Report } from '../../../src/report/ci/report.ts'
import { readXml, type XmlElement } from '../../support/xml.ts'
import { aJob, aPlan } from '../a-plan.ts'
import { hostile } from './hostile.ts'

const warning: Diagnostic = {
  code: 'MATRIX_UNUSED_AXIS',
  severity: 'warning',
  message: 'no template uses axis `city`',
  span: { file: 'sets/campaign.yaml', line: 2, column: 3, length: 4 },
  help: 'remove it',
}

const plan = aPlan(
  [
    aJob(1, { outputs: ['poster/1.png', 'poster/1.og.jpg'], cells: 2 }),
    aJob(2, { action: 'keep' }),
    aJob(3, { action: 'blocked', reason: 'failed for good (DataInspectionFailed: no)' }),
  ],
  { findings: [warning] },
)
const context = {
  manifest: 'sets/campaign.yaml',
  texts: new Map([['sets/campaign.yaml', 'matrix:\n  city: [Bergen]\n']]),
  refusal: null,
  spent: [],
  changes: [],
}
const refusal = { code: 'PLAN_OVER_BUDGET', message: 'this call would add 1 USD', hint: 'raise it' }

/** A report in which every value that is not ours is this one. */
function reportOf(value: string): Report {
  const finding: Diagnostic = { ...warning, message: value, help: value, severity: 'error' }
  const span = { file: value, line: 1, column: 1, length: 1 }
  return {
    command: 'verify',
    manifest: value,
    name: value,
    summary: value,
    refusal: { code: value, message: value, hint: value },
    facts: [value, value],
    table: {
      columns: [{ title: 'asset' }, { title: 'outputs', align: 'right' }],
      rows: [
        [value, '1'],
        [value, value],
      ],
    },
    sections: [{ title: value, lines: [value, ` ${value}`] }],
    findings: [finding, { ...finding, span }, { ...finding, span: null }],
    texts: new Map([['sets/campaign.yaml', `a\n${value}`]]),
    notes: [{ level: 'warning', title: value, message: [value], span }],
    checks: [
      { group: value, name: value, outcome: 'failed', message: value },
      { group: value, name: value, outcome: 'skipped', message: value },
      { group: value, name: value, outcome: 'passed', message: null },
    ],
  }
}

/** The lines of a document that are not inside a block of code. */
function outsideCode(document: string): string[] {
  let fence: string | null = null
  return document.split('\n').filter((line) => {
    const [, ticks = null] = /^ {0,3}(`{3,})(?=[^`]*$)/.exec(line) ?? []
    if (fence === null) {
      fence = ticks
      return ticks === null
    }
    if (ticks !== null && ticks.length >= fence.length && line.trim() === ticks) fence = null
    return false
  })
}

describe('Markdown', () => {
  test('a plan is a comment with a marker, the price first, a table and the rest folded', () => {
    expect(markdown(planReport(plan, context))).toBe(
      `<!-- mintage:plan sets/campaign.yaml -->
**plan of \`tea-launch\`**: 1 image, at most 0.03 USD, about 16 s

- 4 outputs wanted; region singapore
- 4 cells ask for 3 different requests: 1 duplicate costs nothing, which saves 0.03 USD
- price: 1 image × 0.03 USD (qwen-image-plus, price list 2026-07) = 0.03 USD
- price: failed images are not billed, so it can only be less
- time: about 16 s; no limit binds, that is how long a picture takes
- time: qwen-image-plus: sync would take as long, about 16 s; it would lose the rewritten prompts of 1 request, and up to 1 request in flight could not be recovered after a crash (≤ 0.03 USD)

| asset | action | jobs | images | outputs | cost |
| --- | --- | ---: | ---: | ---: | ---: |
| poster | create | 1 | 1 | 2 | 0.03 USD |
| poster | keep | 1 | 1 | 1 | – |
| poster | blocked | 1 | 1 | 1 | – |
| total |  | 3 | 3 | 4 | 0.03 USD |

<details>
<summary>1 finding</summary>

\`\`\`text
warning[MATRIX_UNUSED_AXIS]: no template uses axis \`city\`
 ──▶ sets/campaign.yaml:2:3
  │
2 │   city: [Bergen]
  │   ^^^^
  = help: remove it
  = docs: docs/errors.md#matrix_unused_axis
\`\`\`

</details>

<details>
<summary>why</summary>

\`\`\`text
create out/poster/1.png (and 1 more): not in the lockfile
keep out/poster/2.png: done
blocked out/poster/3.png: failed for good (DataInspectionFailed: no)
  → change the request, or pay up to 0.03 USD to send it again with --retry-failed
\`\`\`

</details>

<details>
<summary>prompts</summary>

\`\`\`text
out/poster/1.png (qwen-image-plus, 1664*928, seed 1)
  │ Lotus oolong poster for Shanghai, flat illustration
\`\`\`

</details>
`,
    )
  })

  test('a refused plan says why above everything else', () => {
    const text = markdown(planReport(plan, { ...context, refusal }))
    expect(text.indexOf('error[PLAN_OVER_BUDGET]: this call would add 1 USD')).toBeGreaterThan(0)
    expect(text.indexOf('error[PLAN_OVER_BUDGET]')).toBeLessThan(text.indexOf('price'))
  })

  test.each(hostile)('%j adds no markup, row or comment of its own', (value) => {
    const lines = outsideCode(markdown(reportOf(value)))
    const tags = lines.filter((line) => line.startsWith('<'))
    expect(tags.map((tag) => tag.replace(/>.*</, '><'))).toEqual([
      expect.stringMatching(/^<!-- mintage:verify [^\s>]* -->$/),
      '<details open>',
      '<summary></summary>',
      '</details>',
      '<details>',
      '<summary></summary>',
      '</details>',
    ])
    expect(tags.filter((tag) => /<summary>.*[<>].*<\/summary>/.test(tag))).toEqual([])
    const rows = lines.filter((line) => line.startsWith('|'))
    expect(rows).toHaveLength(4)
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3)
    expect(lines.filter((line) => line !== '' && !/^([<|]|\*\*verify of|- )/.test(line))).toEqual(
      [],
    )
  })

  test('a report of any size fits into one comment, and says what was left out', () => {
    const long = 'a very long reason | '.repeat(400)
    const jobs = Array.from({ length: 300 }, (_, nth) =>
      aJob(nth, {
        asset: `asset-${nth}`,
        action: 'blocked',
        reason: `${nth} ${long}`,
        request: { prompt: long.repeat(9) },
      }),
    )
    const findings = Array.from({ length: 500 }, () => ({ ...warning, message: long }))
    const text = markdown(planReport(aPlan(jobs, { findings }), context))
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(text).toContain('251 rows before the last not shown')
    expect(text).toContain('| total |')
    expect(text).toMatch(/and [\d,]+ more lines/)
    const huge = { ...reportOf('x'), sections: [] as Report['sections'] }
    const lines = Array.from({ length: 400 }, () => 'y'.repeat(500))
    const sections = Array.from({ length: 9 }, () => ({ title: 'why', lines }))
    const cut = markdown({ ...huge, sections })
    expect(cut.length).toBeLessThanOrEqual(60_200)
    expect(cut).toContain('why is too long for a comment.')
  })
})

/** Cases of a document by their names, and what stands in each. */
function casesOf(document: string): [name: string | undefined, result: XmlElement | undefined][] {
  const [suite] = readXml(document).children
  return (suite?.children ?? [])
    .filter(({ name }) => name === 'testcase')
    .map(({ attributes, children }) => [attributes['name'], children[0]])
}

describe('JUnit', () => {
  test('a plan has a case for each finding and job; what a run leaves alone is skipped', () => {
    const document = junit(planReport(plan, context))
    const root = readXml(document)
    const counts = { tests: '4', failures: '0', errors: '0', skipped: '1' }
    expect(root).toMatchObject({ name: 'testsuites', attributes: counts })
    expect(root.children[0]).toMatchObject({ name: 'testsuite', attributes: counts })
    expect(casesOf(document).map(([name, result]) => [name, result?.name])).toEqual([
      ['MATRIX_UNUSED_AXIS sets/campaign.yaml:2:3', 'system-out'],
      ['create out/poster/1.png', undefined],
      ['keep out/poster/2.png', undefined],
      ['blocked out/poster/3.png', 'skipped'],
    ])
  })

  test('an error is a failure at its line, and a refusal an error', () => {
    const wrong = aPlan([], { findings: [{ ...warning, severity: 'error' }] })
    const document = junit(planReport(wrong, { ...context, refusal }))
    expect(readXml(document).attributes).toMatchObject({ tests: '2', failures: '1', errors: '1' })
    const [failure, error] = casesOf(document).map(([, result]) => result)
    expect(failure).toMatchObject({
      name: 'failure',
      attributes: { type: 'MATRIX_UNUSED_AXIS', message: 'no template uses axis `city`' },
      text: expect.stringContaining('  city: [Bergen]\n'),
    })
    expect(error).toMatchObject({
      name: 'error',
      attributes: { type: 'PLAN_OVER_BUDGET', message: 'this call would add 1 USD' },
      text: 'raise it',
    })
    expect(document).toContain('file="sets/campaign.yaml" line="2"')
  })

  test('a report without anything to check has one case that passed', () => {
    const empty = { ...reportOf('x'), refusal: null, findings: [], checks: [] }
    expect(casesOf(junit(empty))).toEqual([['verify', undefined]])
  })

  test.each(hostile)('%j adds no element, and no command to a log', (value) => {
    const document = junit(reportOf(value))
    expect(casesOf(document)).toHaveLength(7)
    expect(readXml(document).attributes).toMatchObject({ tests: '7', failures: '4', errors: '1' })
    expect(document).not.toMatch(/^\s*::|##\w*\[/m)
  })
})

describe('GitHub', () => {
  const placed = (file: string) => `repo/${file}`

  test('findings stand beside their lines, and the last line says what it came to', () => {
    expect(githubCommands(planReport(plan, { ...context, refusal }), placed)).toEqual([
      '::error title=PLAN_OVER_BUDGET::this call would add 1 USD%0Araise it',
      '::warning file=repo/sets/campaign.yaml,line=2,col=3,endColumn=7,title=MATRIX_UNUSED_AXIS::no template uses axis `city`%0Ahelp: remove it',
      '::notice title=mintage plan%3A tea-launch::1 image, at most 0.03 USD, about 16 s',
    ])
  })

  test('no more remarks are made than GitHub shows, errors first, and the others are counted', () => {
    const severities = ['warning', 'error', 'hint'] as const
    const findings = Array.from(
      { length: 36 },
      (_, nth): Diagnostic => ({ ...warning, severity: severities[nth % 3] ?? 'hint' }),
    )
    const lines = githubCommands(planReport(aPlan([], { findings }), context), placed)
    expect(lines.map((line) => line.slice(2, 5))).toEqual([
      ...Array.from({ length: 10 }, () => 'err'),
      ...Array.from({ length: 10 }, () => 'war'),
      ...Array.from({ length: 10 }, () => 'not'),
    ])
    expect(lines.at(-1)).toContain('; 7 more remarks are not shown here')
  })

  test.each(hostile)('%j stays inside the command that it is given to', (value) => {
    const lines = githubCommands(reportOf(value), placed)
    expect(lines).toHaveLength(6)
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) [^\r\n]*::[^\r\n]*$/)
      expect(line).not.toMatch(/##\w*\[/)
    }
  })

  test('what looks like a key is hidden', () => {
    const lines = githubCommands(reportOf('sk-0123456789abcdef'), placed).slice(1, 4)
    for (const line of lines) expect(line.split('::')[2]).not.toContain('sk-0123')
  })
})
