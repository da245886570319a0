import { expect, test } from 'vitest'
import type { UserError } from '../../src/diagnostics/user-error.ts'
import { encodeRecord } from '../../src/lockfile/encode.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import { replay } from '../../src/lockfile/replay.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { at, cost, done, failed, generated, key, output, reserved, submitted } from './records.ts'

const header = '{"mintage_lock":1,"name":"tea"}'
const file = 'tea.lock'

function text(...records: readonly LockRecord[]): string {
  return [header, ...records.map(encodeRecord), ''].join('\n')
}

function stateOf(...records: readonly LockRecord[]) {
  return replay(text(...records), { file, name: 'tea' }).state
}

function refusal(lock: string | Uint8Array): UserError {
  try {
    replay(lock, { file, name: 'tea' })
  } catch (error) {
    return error as UserError
  }
  throw new Error('it was read')
}

test('an attempt is its records merged, the furthest state with what came before it', () => {
  const records = [reserved({ time: 1 }), submitted({ time: 2 }), done({ time: 9 })]
  expect(stateOf(...records).attempts.get('a1')).toEqual({
    id: 'a1',
    key: key(),
    state: 'done',
    at: at(9),
    reservedAt: at(1),
    mode: 'async',
    request: reserved().request,
    cost,
    taskId: 'task-1',
    requestId: 'submit-1',
    urls: null,
    images: done().images,
    response: done().response,
    error: null,
    warning: null,
  })
})

test('a record that comes late does not turn an attempt back', () => {
  expect(stateOf(done({ time: 1 }), submitted({ time: 5 })).attempts.get('a1')?.state).toBe('done')
  expect(stateOf(failed({ time: 1 }), done({ time: 5 })).attempts.get('a1')?.state).toBe('done')
  expect(stateOf(generated({ time: 9 }), failed({ time: 5 })).attempts.get('a1')?.state).toBe(
    'failed',
  )
})

test('URLs stand in generated attempts only', () => {
  expect(stateOf(reserved(), generated()).attempts.get('a1')?.urls).toEqual([
    'https://result.aliyuncs.com/1.png?Expires=1',
  ])
  expect(stateOf(reserved(), generated(), done()).attempts.get('a1')?.urls).toBeNull()
})

test('a failure costs only what it says itself', () => {
  expect(stateOf(reserved(), failed()).attempts.get('a1')?.cost).toBeNull()
  expect(stateOf(reserved(), { ...failed(), cost }).attempts.get('a1')?.cost).toEqual(cost)
})

test('attempts of a request are in the order of their reservation', () => {
  const late = [reserved({ attempt: 'a2', time: 5 }), done({ attempt: 'a2', time: 6 })]
  const early = [reserved({ attempt: 'a1', time: 1 }), done({ attempt: 'a1', time: 9 })]
  const ids = stateOf(...late, ...early)
    .byKey.get(key())
    ?.map(({ id }) => id)
  expect(ids).toEqual(['a1', 'a2'])
})

test('of two lines of one path the later tells what stands there, and may have found the other', () => {
  const first = output({ at: at(1), sha256: sha256Hex('one') })
  const second = output({ at: at(2), sha256: sha256Hex('two') })
  const merged = { ...second, replaces: first.sha256 }
  expect(stateOf(first, second).outputs.get('fox.png')).toEqual(merged)
  expect(stateOf(second, first).outputs.get('fox.png')).toEqual(merged)
})

test('a torn last line is left out, and said so', () => {
  const whole = text(reserved())
  const torn = whole + encodeRecord(submitted()).slice(0, 50)
  const { state, warnings, wholeBytes } = replay(torn, { file, name: 'tea' })
  expect(state.attempts.get('a1')?.state).toBe('reserved')
  expect(wholeBytes).toBe(Buffer.byteLength(whole))
  expect(warnings).toEqual([
    {
      code: 'LOCK_TORN_LINE',
      severity: 'warning',
      message: 'the last line has no end: a write was cut off; it never counted and is left out',
      span: { file, line: 3, column: 1, length: 50 },
    },
  ])
})

test('a last line that lacks nothing but its end does not count either', () => {
  const torn = text(reserved()) + encodeRecord(submitted())
  expect(replay(torn, { file }).state.attempts.get('a1')?.state).toBe('reserved')
})

test('a file that is empty, or whose first line was cut off, is a lockfile without records', () => {
  for (const begun of ['', '{"minta', '{"mintage_lock":1,"na', '\0\0\0\0']) {
    const found = replay(begun, { file, name: 'tea' })
    expect(found.state).toEqual({
      name: 'tea',
      attempts: new Map(),
      byKey: new Map(),
      outputs: new Map(),
    })
    expect(found).toMatchObject({ hasHeader: false, wholeBytes: 0 })
  }
})

test('a damaged line in the middle is an error with its line number', () => {
  const damaged = text(reserved(), done()).replace('"state":"reserved"', '"state":')
  expect(refusal(damaged)).toMatchObject({
    code: 'LOCK_DAMAGED',
    stop: 'usage',
    message: 'tea.lock, line 2: the line is damaged: it is not a JSON object',
  })
})

test('bytes that are no UTF-8 are damage', () => {
  const bytes = Buffer.concat([
    Buffer.from(`${header}\n{"`),
    Buffer.from([0xff]),
    Buffer.from('"}\n'),
  ])
  expect(refusal(bytes)).toMatchObject({
    code: 'LOCK_DAMAGED',
    message: 'tea.lock, line 2: the line is damaged: it is not UTF-8',
  })
})

test('an attempt under two keys is damage', () => {
  const lock = text(reserved(), done({ seed: 2 }))
  expect(refusal(lock).message).toBe(
    'tea.lock, line 3: the line is damaged: its `attempt` is that of another request',
  )
})

test('a request that does not have its key is an error with its line number', () => {
  const lock = text(reserved(), done()).replace('"prompt":"a fox"', '"prompt":"a fax"')
  expect(refusal(lock)).toMatchObject({
    code: 'LOCK_KEY_MISMATCH',
    message:
      'tea.lock, line 2: its `key` is not that of its `request`; the line was edited, or a newer Mintage wrote it',
  })
})

test.each(['<<<<<<< HEAD', '=======', '>>>>>>> main'])(
  '%s is reported as an unmerged lock',
  (mark) => {
    const lock = text(reserved()).replace('\n', `\n${mark}\n`)
    expect(refusal(lock)).toMatchObject({
      code: 'LOCK_UNMERGED',
      message: 'tea.lock, line 2: the lockfile holds the marks of an unfinished merge',
      hint: 'keep the lines of both sides and remove only the marked ones (<<<<<<<, =======, >>>>>>>)',
    })
    expect(refusal(`${text(reserved())}${mark}`).code).toBe('LOCK_UNMERGED')
  },
)

test('an unknown version is refused, whatever else the file holds', () => {
  expect(refusal('{"mintage_lock":2,"name":"tea"}\nsomething new\n')).toMatchObject({
    code: 'LOCK_VERSION',
    message: 'tea.lock, line 1: the lockfile has version 2, and this Mintage reads version 1',
  })
})

test('a lockfile of another name is refused', () => {
  expect(refusal('{"mintage_lock":1,"name":"coffee"}\n')).toMatchObject({
    code: 'LOCK_NAME',
    message: 'tea.lock, line 1: the lockfile is of "coffee", and "tea" was expected',
  })
})

test.each(['{}\n', '# yarn lockfile v1\n', 'no line end', '{"lockfileVersion": 3}'])(
  'a file of someone else is left alone: %s',
  (foreign) => {
    expect(refusal(foreign).code).toBe('LOCK_FOREIGN')
  },
)

test('records without a first line are refused', () => {
  expect(refusal(`${encodeRecord(reserved())}\n`).code).toBe('LOCK_FOREIGN')
})

test('two equal first lines, blank lines and Windows line ends are tolerated', () => {
  const lock = `${header}\r\n${encodeRecord(reserved())}\r\n\r\n${header}\r\n${encodeRecord(done())}\r\n`
  const { state, warnings } = replay(lock, { file, name: 'tea' })
  expect(state).toEqual(stateOf(reserved(), done()))
  expect(warnings).toEqual([])
})

test('a line that is too long is damage, before it is parsed', () => {
  const lock = `${header}\n{"x":"${'x'.repeat(4 * 1024 * 1024)}"}\n`
  expect(refusal(lock).code).toBe('LOCK_DAMAGED')
})

test('many attempts of one request and many lines of one path are read in bounded time', () => {
  const records: LockRecord[] = []
  for (let i = 0; i < 20_000; i += 1) {
    records.push(
      submitted({ attempt: `a${i}`, time: i }),
      output({ at: at(i) }),
      done({ attempt: 'same', time: i }),
    )
  }
  const state = stateOf(...records)
  expect(state.byKey.get(key())?.length).toBe(20_001)
  expect(state.attempts.get('same')?.at).toBe(at(19_999))
})
