import fc from 'fast-check'
import type {
  Cost,
  DoneRecord,
  FailedRecord,
  GeneratedRecord,
  JobRecord,
  LockRecord,
  OutputRecord,
  ReservedRecord,
  SubmittedRecord,
} from '../../src/lockfile/records.ts'
import { requestKey, sha256Hex } from '../../src/request/key.ts'
import type { Request, RequestKey } from '../../src/request/request.ts'

export const cost: Cost = { amount: '0.030000', currency: 'USD', price_list: '2026-07' }

export function request(seed = 1, prompt = 'a fox'): Request {
  return {
    model: 'qwen-image-plus',
    prompt,
    negative_prompt: '',
    size: '1328*1328',
    n: 1,
    seed,
    prompt_extend: true,
    watermark: false,
  }
}

/** `at(5)` is five seconds into the tests' day. */
export function at(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 20) + seconds * 1000).toISOString()
}

export function key(seed = 1): RequestKey {
  return requestKey(request(seed))
}

type Options = { readonly seed?: number; readonly attempt?: string; readonly time?: number }

function head({ seed = 1, attempt = 'a1', time = 0 }: Options) {
  return { key: key(seed), attempt, at: at(time) }
}

export function reserved(options: Options = {}): ReservedRecord {
  return {
    ...head(options),
    state: 'reserved',
    mode: 'async',
    request: request(options.seed),
    cost,
  }
}

export function submitted(options: Options = {}): SubmittedRecord {
  return { ...head(options), state: 'submitted', task_id: 'task-1', request_id: 'submit-1' }
}

export function generated(options: Options = {}): GeneratedRecord {
  return {
    ...head(options),
    state: 'generated',
    images: [{ url: 'https://result.aliyuncs.com/1.png?Expires=1' }],
    request_id: 'call-1',
    response: { request_id: 'call-1', mode: 'sync', region: 'singapore' },
  }
}

export function done(options: Options & { readonly picture?: string } = {}): DoneRecord {
  return {
    ...head(options),
    state: 'done',
    images: [
      { sha256: sha256Hex(options.picture ?? 'picture'), bytes: 7, width: 1328, height: 1328 },
    ],
    request: request(options.seed),
    response: {
      task_id: 'task-1',
      request_id: 'poll-1',
      actual_prompt: 'a red fox',
      mode: 'async',
    },
    cost,
  }
}

export function failed(options: Options & { readonly code?: string } = {}): FailedRecord {
  return {
    ...head(options),
    state: 'failed',
    error: {
      code: options.code ?? 'DataInspectionFailed',
      message: 'refused',
      http_status: 400,
      request_id: 'r',
      retriable: false,
    },
    request: request(options.seed),
  }
}

export function output(options: Partial<OutputRecord> = {}): OutputRecord {
  return {
    output: 'fox.png',
    key: key(),
    image: 1,
    recipe: null,
    sha256: sha256Hex('picture'),
    bytes: 7,
    width: 1328,
    height: 1328,
    format: 'png',
    ...options,
  }
}

const hash = fc.integer({ min: 0, max: 50 }).map((n) => sha256Hex(String(n)))
const time = fc.integer({ min: 0, max: 100 })
const anyCost: fc.Arbitrary<Cost> = fc.record({
  amount: fc.nat(9_999_999).map((n) => (n / 1e6).toFixed(6)),
  currency: fc.constantFrom('USD', 'CNY'),
  price_list: fc.constantFrom('2026-07', 'manifest'),
})
const unknownField = fc.option(
  fc.tuple(
    fc.constantFrom('new', '__proto__', 'constructor', 'a"b'),
    fc.jsonValue({ maxDepth: 3 }),
  ),
  { nil: undefined },
)

/** A field that this version does not know, as `JSON.parse` would leave it. */
function withField<T extends object>(record: T, field: [string, unknown] | undefined): T {
  if (field === undefined) return record
  const value = JSON.parse(JSON.stringify(field[1]))
  return Object.defineProperty({ ...record }, field[0], {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

const anyJobRecord: fc.Arbitrary<JobRecord> = fc
  .record({
    attempt: fc.constantFrom('a1', 'a2', 'a3', 'a4'),
    state: fc.constantFrom<(options: Options) => JobRecord>(
      reserved,
      submitted,
      generated,
      done,
      failed,
    ),
    time,
    cost: anyCost,
    billed: fc.boolean(),
    simulated: fc.boolean(),
    taskId: fc.constantFrom('task-1', 'task-2'),
    field: unknownField,
  })
  .map(({ attempt, state, time, cost, billed, simulated, taskId, field }) => {
    // An attempt has one request: its seed follows from its id.
    const record = state({ attempt, time, seed: attempt === 'a4' ? 2 : 1 })
    const changed =
      record.state === 'reserved' ||
      record.state === 'done' ||
      (record.state === 'failed' && billed)
        ? { ...record, cost }
        : record
    const marked =
      'response' in changed && simulated
        ? { ...changed, response: { ...changed.response, simulated: true as const } }
        : changed
    return withField(marked.state === 'submitted' ? { ...marked, task_id: taskId } : marked, field)
  })

const anyOutput: fc.Arbitrary<OutputRecord> = fc
  .record({
    output: fc.constantFrom('fox.png', 'bear.png', '狐/thumb.webp'),
    sha256: hash,
    time: fc.option(time),
    replaces: fc.option(hash),
    field: unknownField,
  })
  .map(({ output: path, sha256, time, replaces, field }) =>
    withField(
      output({
        output: path,
        sha256,
        ...(time === null ? {} : { at: at(time) }),
        ...(replaces === null ? {} : { replaces }),
      }),
      field,
    ),
  )

/** Records of a few attempts and paths, in no sensible order at all. */
export const anyRecords: fc.Arbitrary<LockRecord[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: anyJobRecord }, { weight: 1, arbitrary: anyOutput }),
  { maxLength: 20 },
)
