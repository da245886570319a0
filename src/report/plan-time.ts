import { findModel } from '../catalog/models.ts'
import { plainText } from '../diagnostics/plain-text.ts'
import { type Lane, lanesOf, slowest } from '../plan/estimate.ts'
import { type AtRisk, atRiskInSync, type OtherMode, otherMode } from '../plan/other-mode.ts'
import type { Plan } from '../plan/plan.ts'
import { limitWords, slotWords, submitWords } from './limit-words.ts'
import { counted, duration, money } from './phrases.ts'

/** How long a run takes, which limit decides it, and what the modes not taken would mean. */
export function timeLines(plan: Plan): string[] {
  const lanes = lanesOf(plan.jobs, plan.limits)
  const { seconds } = plan.estimate
  return [
    ...(seconds > 0 ? [`about ${duration(seconds)}${boundWords(slowest(lanes))}`] : []),
    ...lanes.flatMap((lane) => modeLines(lane, plan)),
    ...ownLimitLines(plan),
  ]
}

function boundWords(lane: Lane | null): string {
  if (lane === null || lane.bound === 'none') return ''
  if (lane.bound === 'latency') return '; no limit binds, that is how long a picture takes'
  const { limits, mode, model } = lane
  const words = lane.bound === 'submit' ? submitWords(limits) : slotWords(limits, mode)
  return `; the limit that binds: ${words} (${plainText(model.id)}, ${mode})`
}

function modeLines(lane: Lane, plan: Plan): string[] {
  const { model, mode } = lane
  const risk = atRiskInSync(lane, plan.prices)
  const other = otherMode(lane)
  return [
    ...(mode === 'async' || risk.requests === 0
      ? []
      : [`${plainText(model.id)}, sync: ${riskWords(risk, plan, 'cannot')}`]),
    ...(other === null ? [] : [otherWords({ lane, other, risk }, plan)]),
  ]
}

/** `up to 30 requests in flight cannot be recovered after a crash (≤ 0.90 USD)`. */
function riskWords({ requests, cost }: AtRisk, plan: Plan, can: 'cannot' | 'could not'): string {
  const amount = money(cost, plan.estimate.currency)
  const what = counted(requests, 'request')
  return `up to ${what} in flight ${can} be recovered after a crash (≤ ${amount})`
}

interface Choice {
  readonly lane: Lane
  readonly other: OtherMode
  readonly risk: AtRisk
}

function otherWords({ lane, other, risk }: Choice, plan: Plan): string {
  const { mode, rewritten } = other
  const prompts = `the rewritten prompts of ${counted(rewritten, 'request')}`
  const meaning =
    mode === 'sync'
      ? [
          ...(rewritten === 0 ? [] : [`it would lose ${prompts}`]),
          riskWords(risk, plan, 'could not'),
        ]
      : [
          'it would lose nothing',
          ...(rewritten === 0 ? [] : [`it would return ${prompts}`]),
          'its tasks survive a crash',
        ]
  return `${plainText(lane.model.id)}: ${mode} would ${paceWords(lane, other)}; ${joined(meaning)}`
}

function paceWords(lane: Lane, { seconds, isMuchFaster }: OtherMode): string {
  const [now, then] = [duration(lane.seconds), duration(seconds)]
  if (now === then) return `take as long, about ${then}`
  return `${isMuchFaster ? 'be much faster and ' : ''}take about ${then} instead of ${now}`
}

/** Limits that the manifest sets stand beside those of the list. */
function ownLimitLines(plan: Plan): string[] {
  return [...plan.manifest.limits.keys()].flatMap((model) => {
    const set = plan.limits.get(model)
    const listed = findModel(model)?.limits[plan.manifest.provider.region]
    if (set === undefined || listed === undefined) return []
    const words = `${limitWords(set)}, set by the manifest; listed: ${limitWords(listed)}`
    return [`limits of ${plainText(model)}: ${words}`]
  })
}

function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')}, and ${last}`
}
