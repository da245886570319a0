import { requestKey } from '../../src/request/key.ts'
import type { Counts, RunEvent, Spend } from '../../src/run/events.ts'
import { aRequest } from '../report/a-plan.ts'

const at = '2026-11-20T03:00:00.000Z'

type Event<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

export function countsOf(wish: Partial<Counts> = {}): Counts {
  const some = { waiting: 0, running: 0, unknown: 0, failed: 0, done: 0, ...wish }
  const { waiting, running, unknown, failed, done } = some
  return { total: waiting + running + unknown + failed + done, ...some }
}

export function spendOf(spent: number, open = 0): Spend {
  return { currency: 'USD', spent, open }
}

const common = { at, asset: 'poster', counts: countsOf(), spend: spendOf(0) }

export function submitted(seed: number, wish: Partial<Event<'job'>> = {}): RunEvent {
  const key = requestKey(aRequest({ seed }))
  return { type: 'job', ...common, key, action: 'create', state: 'submitted', ...wish }
}

export function arrived(seed: number, wish: Partial<Event<'image'>> = {}): RunEvent {
  const key = requestKey(aRequest({ seed }))
  return {
    type: 'image',
    ...common,
    key,
    images: 1,
    outputs: [`poster/${seed}.png`],
    cost: 30_000,
    ...wish,
  }
}

export function failed(seed: number, wish: Partial<Event<'failed'>> = {}): RunEvent {
  const key = requestKey(aRequest({ seed }))
  const words = { code: 'DataInspectionFailed', message: 'refused', hint: null }
  return { type: 'failed', ...common, key, ...words, ...wish }
}

export function doubted(seed: number, wish: Partial<Event<'unknown'>> = {}): RunEvent {
  const key = requestKey(aRequest({ seed }))
  const words = { reason: 'the connection was reset', waiting: true, cost: 30_000 }
  return { type: 'unknown', ...common, key, ...words, ...wish }
}

export function warned(code: string, message: string): RunEvent {
  return { type: 'warning', at, code, message }
}
