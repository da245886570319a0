import type { Attempt, LockState, OutputRecord } from '../../src/lockfile/records.ts'
import { requestKey } from '../../src/request/key.ts'
import type { RequestKey } from '../../src/request/request.ts'
import { aRequest } from './a-plan.ts'

/** An attempt of the request with this seed, reserved at this minute of an hour. */
export function anAttempt(seed: number, wish: Partial<Attempt> = {}): Attempt {
  const request = aRequest({ seed })
  const at = `2026-11-20T03:${String(seed % 60).padStart(2, '0')}:00.000Z`
  return {
    id: `attempt-${seed}-${wish.state ?? 'done'}`,
    key: requestKey(request),
    state: 'done',
    at,
    reservedAt: at,
    mode: 'async',
    request,
    cost: { amount: '0.030000', currency: 'USD', price_list: '2026-07' },
    taskId: null,
    requestId: null,
    urls: null,
    images: [{ sha256: 'a'.repeat(64), bytes: 3, width: 1664, height: 928 }],
    response: null,
    error: null,
    warning: null,
    ...wish,
  }
}

export function aFailure(code: string) {
  return { code, message: 'it failed', http_status: 400, request_id: null, retriable: false }
}

export function aLock(attempts: readonly Attempt[], outputs: readonly string[] = []): LockState {
  const byKey = new Map<RequestKey, Attempt[]>()
  for (const attempt of attempts) {
    byKey.set(attempt.key, [...(byKey.get(attempt.key) ?? []), attempt])
  }
  return {
    name: 'tea-launch',
    attempts: new Map(attempts.map((attempt) => [attempt.id, attempt])),
    byKey,
    outputs: new Map(outputs.map((path) => [path, anOutputRecord(path)])),
  }
}

function anOutputRecord(output: string): OutputRecord {
  return {
    output,
    key: requestKey(aRequest()),
    image: 1,
    recipe: null,
    sha256: 'a'.repeat(64),
    bytes: 3,
    width: 1664,
    height: 928,
    format: 'png',
  }
}
