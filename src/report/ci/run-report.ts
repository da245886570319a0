import type { Plan } from '../../plan/plan.ts'
import type { RunResult } from '../../run/events.ts'
import { groupDigits } from '../phrases.ts'
import { printedPath } from '../plan-reasons.ts'
import type { Check, Note, Report } from './report.ts'

export interface RunReportContext extends Pick<Report, 'manifest' | 'texts'> {
  /** What the run came to, in a line and what follows it. */
  readonly lines: readonly string[]
}

/** What a run came to: every wanted output passed, or what it lacks. */
export function runReport(result: RunResult, plan: Plan, context: RunReportContext): Report {
  const [summary = '', ...lines] = context.lines
  const missing = new Map(result.missing.map(({ output, why }) => [output, why]))
  return {
    command: 'run',
    manifest: context.manifest,
    name: plan.manifest.name,
    summary,
    refusal: result.stop,
    facts: [],
    table: assetTable(plan, missing),
    sections: lines.length === 0 ? [] : [{ title: 'files, and what is left', lines }],
    findings: plan.findings,
    texts: context.texts,
    notes: missingNotes(result, plan),
    checks: plan.jobs.flatMap(({ outputs }) =>
      outputs.map(({ path, asset }) =>
        outputCheck(printedPath(plan, path), asset, missing.get(path) ?? null),
      ),
    ),
  }
}

type Missing = ReadonlyMap<string, string>

function assetTable({ jobs }: Plan, missing: Missing): Report['table'] {
  const assets = new Map<string, AssetCount>()
  for (const { outputs } of jobs) {
    for (const { asset, path } of outputs) {
      const before = assets.get(asset) ?? { wanted: 0, missing: 0 }
      const lacking = before.missing + (missing.has(path) ? 1 : 0)
      assets.set(asset, { wanted: before.wanted + 1, missing: lacking })
    }
  }
  return {
    columns: [
      { title: 'asset' },
      { title: 'outputs', align: 'right' },
      { title: 'as wanted', align: 'right' },
      { title: 'not as wanted', align: 'right' },
    ],
    rows: [...assets, ...totalRow([...assets.values()])].map(
      ([asset, { wanted, missing: lacking }]) => [
        asset,
        groupDigits(wanted),
        groupDigits(wanted - lacking),
        groupDigits(lacking),
      ],
    ),
  }
}

interface AssetCount {
  readonly wanted: number
  readonly missing: number
}

function totalRow(counts: readonly AssetCount[]): (readonly [string, AssetCount])[] {
  if (counts.length < 2) return []
  const sum = (of: (count: AssetCount) => number) =>
    counts.reduce((total, count) => total + of(count), 0)
  return [
    ['total', { wanted: sum(({ wanted }) => wanted), missing: sum(({ missing }) => missing) }],
  ]
}

function outputCheck(name: string, group: string, why: string | null): Check {
  return { group, name, outcome: why === null ? 'passed' : 'failed', message: why }
}

/** Outputs that one remark names. */
const named = 5

/** One remark for each asset and reason, at the place of the asset. */
function missingNotes({ missing }: RunResult, plan: Plan): Note[] {
  const assetOf = new Map(
    plan.jobs.flatMap(({ outputs }) => outputs.map(({ path, asset }) => [path, asset] as const)),
  )
  const groups = new Map<string, { asset: string; why: string; outputs: string[] }>()
  for (const { output, why } of missing) {
    const asset = assetOf.get(output) ?? ''
    const name = JSON.stringify([asset, why])
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { asset, why, outputs: [output] })
    else group.outputs.push(output)
  }
  return [...groups.values()].map((group) => missingNote(group, plan))
}

function missingNote(
  { asset, why, outputs }: { asset: string; why: string; outputs: readonly string[] },
  plan: Plan,
): Note {
  const found = plan.manifest.assets.find(({ id }) => id === asset)
  const hidden = outputs.length - named
  return {
    level: 'error',
    title: `${asset}: not as wanted`,
    message: [
      why,
      ...outputs.slice(0, named).map((path) => printedPath(plan, path)),
      ...(hidden > 0 ? [`and ${groupDigits(hidden)} more`] : []),
    ],
    span: found === undefined ? null : plan.manifest.source.span(found.at, 'key'),
  }
}
