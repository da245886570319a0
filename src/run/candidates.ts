import type { Answer, TaskSummary } from '../provider/provider.ts'

/** What is known of a task that may be the one whose answer was lost. */
export type Candidate =
  /** Not finished: shows no prompt yet. */
  | { readonly kind: 'running' }
  /** It failed or was canceled: it cost nothing. */
  | { readonly kind: 'aside' }
  | {
      readonly kind: 'finished'
      readonly prompt: string
      /** `W*H` of its picture. */
      readonly size: string
      readonly answer: Answer
    }
  /** Expired, or it shows no prompt: it fits nobody, and keeps the question open. */
  | { readonly kind: 'mute' }

/** A request whose outcome is unknown, as far as a task can be compared with it. */
export interface Doubt {
  readonly model: string
  readonly prompt: string
  readonly size: string
  /** Epoch milliseconds of the reservation, by the server's clock. */
  readonly reservedAt: number
  /** Epoch milliseconds by the server's clock until which it was under way, where that is known. */
  readonly until: number | null
}

/** What the task list says about a doubt. */
export type Verdict =
  | { readonly kind: 'ours'; readonly taskId: string; readonly answer: Answer }
  | { readonly kind: 'wait' }
  /** No task can be it. */
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly why: string }

const marginMs = 60_000
/** Timeout of an asynchronous submit: so long after its reservation it can still have been accepted. */
export const submitTimeoutMs = 60_000

/** When a request can have been accepted, first and last; epoch milliseconds by the server's clock. */
export function windowOf({ reservedAt, until }: Pick<Doubt, 'reservedAt' | 'until'>): {
  readonly from: number
  readonly to: number
} {
  const last = Math.max(reservedAt + submitTimeoutMs, until ?? 0)
  return { from: reservedAt - marginMs, to: last + marginMs }
}

/** The tasks that can be a doubt's: of its model, from around its sending, and owned by no record. */
export function candidatesFor(
  doubt: Doubt,
  tasks: readonly TaskSummary[],
  isOwned: (taskId: string) => boolean,
): readonly TaskSummary[] {
  const { from, to } = windowOf(doubt)
  return tasks.filter(
    ({ taskId, model, createdAt }) =>
      model === doubt.model && createdAt >= from && createdAt <= to && !isOwned(taskId),
  )
}

/**
 * Weighs the candidates of a doubt. A task is ours when it alone fits, every other candidate is known,
 * and no other doubt asks for the same picture; in every other case nothing is guessed.
 *
 * @param rivals other open doubts with the same model, prompt and size.
 */
export function weigh(
  doubt: Doubt,
  candidates: ReadonlyMap<string, Candidate>,
  rivals: number,
): Verdict {
  const fits: { taskId: string; answer: Answer }[] = []
  let isMute = false
  for (const [taskId, candidate] of candidates) {
    if (candidate.kind === 'running') return { kind: 'wait' }
    if (candidate.kind === 'mute') isMute = true
    if (candidate.kind === 'finished' && isFit(doubt, candidate)) {
      fits.push({ taskId, answer: candidate.answer })
    }
  }
  const [fit, another] = fits
  if (another !== undefined) return { kind: 'open', why: 'several tasks could be it' }
  if (fit !== undefined && rivals > 0) {
    return { kind: 'open', why: 'several requests could be behind the same task' }
  }
  if (fit !== undefined) return { kind: 'ours', ...fit }
  if (isMute) return { kind: 'open', why: 'a task that could be it does not show its prompt' }
  return { kind: 'none' }
}

function isFit(doubt: Doubt, { prompt, size }: { prompt: string; size: string }): boolean {
  return prompt === doubt.prompt && size === doubt.size
}
