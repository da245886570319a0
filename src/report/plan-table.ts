import { plainText } from '../diagnostics/plain-text.ts'
import { costing } from '../plan/estimate.ts'
import type { Plan } from '../plan/plan.ts'
import { counted, groupDigits, money } from './phrases.ts'
import { type PlanRow, planRows } from './plan-rows.ts'
import type { Column } from './table.ts'

/** Jobs, images, outputs and cost of each asset and action, and their sum. */
export interface PlanTable {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** The rows as sentences, for where a table does not fit. */
  readonly sentences: readonly string[]
}

export function planTable(plan: Plan): PlanTable {
  const rows = planRows(plan)
  const { currency } = plan.estimate
  return {
    columns: [
      { title: 'asset' },
      { title: 'action' },
      { title: 'jobs', align: 'right' },
      { title: 'images', align: 'right' },
      { title: 'outputs', align: 'right' },
      { title: 'cost', align: 'right' },
    ],
    rows: [...rows, ...totalRow(plan, rows)].map((row) => [
      plainText(row.asset),
      row.action,
      groupDigits(row.jobs),
      groupDigits(row.images),
      groupDigits(row.outputs),
      row.cost === 0 ? '–' : money(row.cost, currency),
    ]),
    sentences: rows.map((row) => rowSentence(row, plan)),
  }
}

function totalRow(plan: Plan, rows: readonly PlanRow[]) {
  if (rows.length < 2) return []
  const { jobs, images, outputs } = plan.totals
  return [{ asset: 'total', action: '', jobs, images, outputs, cost: plan.estimate.cost }]
}

function rowSentence({ asset, action, jobs, images, outputs, cost }: PlanRow, plan: Plan): string {
  const price = cost === 0 ? '' : `, ${money(cost, plan.estimate.currency)}`
  const counts = [counted(jobs, 'job'), counted(images, 'image'), counted(outputs, 'output')]
  return `${plainText(asset)}: ${action} ${counts.join(', ')}${price}`
}

/** What equal requests save, being paid once; null where there are none. */
export function duplicateWords({ totals, jobs, estimate }: Plan): string | null {
  if (totals.duplicates === 0) return null
  const cells = counted(totals.jobs + totals.duplicates, 'cell')
  const requests = counted(totals.jobs, 'different request')
  const free = counted(totals.duplicates, 'duplicate costs', 'duplicates cost')
  const saved = jobs.reduce((sum, job) => {
    return costing.has(job.action) ? sum + job.cost * (job.cells - 1) : sum
  }, 0)
  const words = `${cells} ask for ${requests}: ${free} nothing`
  return saved === 0 ? words : `${words}, which saves ${money(saved, estimate.currency)}`
}
