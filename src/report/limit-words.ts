import type { RateLimits } from '../catalog/model.ts'
import { mostOpenCalls } from '../plan/open-calls.ts'
import type { Mode } from '../provider/provider.ts'
import { counted } from './phrases.ts'

/** `2 submits per second, 2 tasks at a time`. */
export function limitWords(limits: RateLimits): string {
  const modes = (['async', 'sync'] as const)
    .filter((mode) => limits.concurrent[mode] !== null)
    .map((mode) => slotWords(limits, mode))
  return [submitWords(limits), ...modes].join(', ')
}

export function submitWords({ submit }: RateLimits): string {
  return `${counted(submit.count, 'submit')} per ${submit.per}`
}

/** What may be in progress at a time; where no document bounds calls, our own bound does. */
export function slotWords({ concurrent }: RateLimits, mode: Mode): string {
  if (mode === 'sync') return `${counted(concurrent.sync ?? mostOpenCalls, 'call')} at a time`
  return concurrent.async === null
    ? 'no limit at a time'
    : `${counted(concurrent.async, 'task')} at a time`
}
