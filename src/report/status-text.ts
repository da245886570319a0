import pc from 'picocolors'
import { parseMicros } from '../catalog/money.ts'
import { plainText } from '../diagnostics/plain-text.ts'
import { wrap } from './lines.ts'
import type { TextOptions } from './models-text.ts'
import { counted, groupDigits, money } from './phrases.ts'
import type { CurrencySpend } from './spend.ts'
import type { JobCounts, OpenAttempt, Status } from './status.ts'

/** Open attempts that are named; the JSON has all. */
const openNamed = 10

/** Progress and spend for a person. */
export function statusText(
  status: Status,
  { width, colour, lockPath }: TextOptions & { lockPath: string },
): string {
  const colors = pc.createColors(colour)
  const lines = [
    ...progressLines(status),
    ...spendLines(status),
    ...budgetLines(status),
    ...openLines(status.open),
  ]
  return [
    `${colors.bold(plainText(status.name ?? 'unnamed set'))} (${plainText(lockPath)})`,
    ...lines.flatMap((line) =>
      wrap(line, Math.max(30, width - 4)).map(
        (part, index) => `  ${index === 0 ? '' : '  '}${part}`,
      ),
    ),
    '',
  ].join('\n')
}

export function progressLines({ jobs, outputs, errors }: Status): string[] {
  if (jobs === null || outputs === null) {
    const problems = errors === 0 ? 'cannot be read' : `has ${counted(errors, 'error')}`
    return [
      `the manifest ${problems}, so only the lockfile speaks here; \`mintage validate\` says more`,
    ]
  }
  return [
    `${groupDigits(jobs.done)} of ${counted(jobs.total, 'request')} done${restWords(jobs)}`,
    `${groupDigits(outputs.recorded)} of ${counted(outputs.wanted, 'output')} written`,
  ]
}

function restWords({ waiting, open, failed, blocked }: JobCounts): string {
  const parts = [
    waiting > 0 ? `${groupDigits(waiting)} waiting` : null,
    open > 0 ? `${groupDigits(open)} open` : null,
    failed > 0 ? `${groupDigits(failed)} failed, to be tried again` : null,
    blocked > 0 ? `${groupDigits(blocked)} failed for good` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`
}

function spendLines({ spend }: Status): string[] {
  return spend.length === 0 ? ['nothing spent'] : spend.map(spendWords)
}

/** `0.90 USD paid for 30 images; 2 open outcomes may add 0.06 USD`. */
export function spendWords({ currency, images, paid, openJobs, open }: CurrencySpend): string {
  const spent = `${money(paid, currency)} paid for ${counted(images, 'image')}`
  if (openJobs === 0) return spent
  return `${spent}; ${counted(openJobs, 'open outcome')} may add ${money(open, currency)}`
}

function budgetLines({ budget }: Status): string[] {
  const walls = budgetWords(budget)
  return walls === null ? [] : [`budget of the set: ${walls}`]
}

/** `12.50 USD and 300 images`; null without a bound. */
export function budgetWords(budget: Status['budget']): string | null {
  const walls = [
    budget?.maxCost ? money(budget.maxCost.amount, budget.maxCost.currency) : null,
    budget?.maxImages == null ? null : counted(budget.maxImages, 'image'),
  ].filter((wall) => wall !== null)
  return walls.length === 0 ? null : walls.join(' and ')
}

function openLines(open: readonly OpenAttempt[]): string[] {
  if (open.length === 0) return []
  const lines = open.slice(0, openNamed).map(openWords)
  const hidden = open.length - lines.length
  return hidden === 0 ? lines : [...lines, `and ${groupDigits(hidden)} more; --json lists them`]
}

const stateWords: { readonly [state in OpenAttempt['state']]: string } = {
  reserved: 'outcome unknown: sent, and the answer was never seen',
  submitted: 'submitted; the next run polls it',
  generated: 'generated; the next run downloads it',
  expired: 'expired: it may have been paid, and its picture is gone',
}

export function openWords({ key, asset, state, since, taskId, cost }: OpenAttempt): string {
  const where = asset === null ? '' : ` of ${plainText(asset)}`
  const task = taskId === null ? '' : `, task ${plainText(taskId)}`
  const amount = cost === null ? null : parseMicros(cost.amount)
  const price = cost === null || amount === null ? '' : `, ${money(amount, cost.currency)}`
  return `${key.slice(0, 12)}${where}: ${stateWords[state]} (since ${plainText(since)}${task}${price})`
}
