import type { Plan } from '../plan/plan.ts'
import { wrap } from './lines.ts'
import { counted, groupDigits } from './phrases.ts'
import { changeLines } from './plan-change-lines.ts'
import type { PlanChange } from './plan-changes.ts'
import { labelLines } from './plan-labels.ts'
import { priceLines } from './plan-price.ts'
import { promptLinesOf } from './plan-prompts.ts'
import { printedPath, reasonLines } from './plan-reasons.ts'
import { timeLines } from './plan-time.ts'
import type { CurrencySpend } from './spend.ts'
import { budgetWords, spendWords } from './status-text.ts'

/** What a plan is read together with. */
export interface PlanHistory {
  /** What the lockfile's lines cost so far. */
  readonly spent: readonly CurrencySpend[]
  /** What changed since the lockfile was written. */
  readonly changes: readonly PlanChange[]
}

/** Lines that begin with a space are quoted or paths, and stay whole; the others are sentences. */
export interface Section {
  readonly title: string
  readonly lines: readonly string[]
}

/** What a reviewer decides from, beside the counts: the sections that have something to say. */
export function planSections(
  plan: Plan,
  { spent, changes, width }: PlanHistory & { readonly width: number },
): readonly Section[] {
  return [
    { title: 'price', lines: priceLines(plan) },
    { title: 'time', lines: timeLines(plan) },
    { title: 'budget', lines: budgetLines(plan, spent) },
    { title: 'labels', lines: labelLines(plan) },
    { title: 'changed since the lockfile', lines: changeLines(changes, plan, width) },
    { title: 'why', lines: reasonLines(plan) },
    { title: 'orphans', lines: orphanLines(plan) },
    { title: 'prompts', lines: promptLinesOf(plan, width) },
  ].filter(({ lines }) => lines.length > 0)
}

/** Breaks sentences and notes to the width; what is quoted and paths stay whole. */
export function indented(lines: readonly string[], width: number, indent: string): string[] {
  return lines.flatMap((line) => {
    if (line.startsWith(note)) return hanging(line.slice(note.length), width, indent + note)
    return line.startsWith(' ') ? [indent + line] : hanging(line, width, indent)
  })
}

/** What stands before a note on the lines above it. */
const note = '  → '

function hanging(text: string, width: number, start: string): string[] {
  const below = `${' '.repeat(start.length)}  `
  const room = Math.max(20, width - below.length)
  return wrap(text, room).map((part, index) => (index === 0 ? start : below) + part)
}

/** What the set may cost over its life, and what it has cost; the wall itself stands in the run. */
function budgetLines(plan: Plan, spent: readonly CurrencySpend[]): string[] {
  const walls = budgetWords(plan.manifest.budget)
  const before = spent.map((sum) => `before: ${spendWords(sum)}`)
  if (walls === null) return before.length === 0 ? [] : ['no bound is set', ...before]
  return [`${walls} for all that this lockfile ever pays`, ...before]
}

/** Orphans that are named; the JSON has all. */
const orphansNamed = 10

function orphanLines(plan: Plan): string[] {
  if (plan.orphans.length === 0) return []
  const lines = plan.orphans.slice(0, orphansNamed).map((path) => printedPath(plan, path))
  const hidden = plan.orphans.length - lines.length
  return [
    `${counted(plan.orphans.length, 'file')} that the manifest no longer names; nothing deletes them`,
    ...lines.map((line) => `  ${line}`),
    ...(hidden === 0 ? [] : [`  and ${groupDigits(hidden)} more; --json lists them`]),
  ]
}
