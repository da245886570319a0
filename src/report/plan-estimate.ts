import type { Plan } from '../plan/plan.ts'
import { counted, duration, money } from './phrases.ts'

/** One line for a question or a log: `30 images, at most 0.90 USD, about 4 min`. */
export function estimateSummary({ estimate }: Plan): string {
  const cost = `at most ${money(estimate.cost, estimate.currency)}`
  const time = estimate.seconds > 0 ? `, about ${duration(estimate.seconds)}` : ''
  const open =
    estimate.unknown.jobs > 0
      ? `; ${counted(estimate.unknown.jobs, 'open outcome')} may add up to ${money(estimate.unknown.cost, estimate.currency)}`
      : ''
  return `${counted(estimate.images, 'image')}, ${cost}${time}${open}`
}
