import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPrivateAddress, publicLookup } from '../../src/dashscope/addresses.ts'
import { toAnswer } from '../../src/dashscope/answers.ts'
import { hideKey } from '../../src/dashscope/redact.ts'
import { utcTime } from '../../src/dashscope/times.ts'

describe('times of the API', () => {
  test('are UTC+8 without saying so', () => {
    expect(utcTime('2025-09-09 11:38:54.741')).toBe('2025-09-09T03:38:54.741Z')
    expect(utcTime('2026-01-01 00:00:00')).toBe('2025-12-31T16:00:00.000Z')
    expect(utcTime('2026-01-01 07:59:59.5')).toBe('2025-12-31T23:59:59.500Z')
  })

  test('come back eight hours earlier, whatever they are', () => {
    const min = Date.UTC(1970, 0, 2)
    const max = Date.UTC(9999, 0, 1)
    fc.assert(
      fc.property(fc.integer({ min, max }), (ms) => {
        const local = new Date(ms).toISOString().replace('T', ' ').replace('Z', '')
        expect(Date.parse(utcTime(local) ?? '')).toBe(ms - 8 * 3_600_000)
      }),
    )
  })

  test.each([null, '', 'soon', '2026-02-31 00:00:00', '2026-01-01 24:00:00', '2026-01-01'])(
    '%j is none',
    (text) => {
      expect(utcTime(text)).toBeNull()
    },
  )
})

describe('text for messages', () => {
  const key = 'sk-a"b&c0123456789'

  test('loses the key in each form that a server may echo', () => {
    const { redact } = hideKey(key)
    const echoes = [key, JSON.stringify({ key }), `?key=${encodeURIComponent(key)}`]
    for (const echo of echoes) {
      expect(redact(`before ${echo} after`)).toMatch(/^before .*\[key\].* after$/)
      expect(redact(echo)).not.toContain('0123456789')
    }
  })

  test('never shows the key, wherever it stands and however long the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(3000), (text, padding) => {
        const shown = hideKey(key).redact(`${'x'.repeat(padding)}${key}${text}${key}`)
        expect(shown).not.toContain('0123456')
        expect(shown.length).toBeLessThanOrEqual(2000)
        expect(shown.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('an answer of any form', () => {
  const key = 'sk-0123456789abcdef'
  const context = { region: 'singapore', ...hideKey(key) }

  test('is read without an error', () => {
    const shape = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 0, '', 'https://a.aliyuncs.com/x', 'SUCCEEDED'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('output', 'choices', 'message', 'content', 'image', 'results', 'url'),
          tie('node'),
        ),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('output', 'usage'), shape.node), (body) => {
        const answer = toAnswer(body, { context, simulated: false })
        expect(Array.isArray(answer.images)).toBe(true)
      }),
    )
  })

  test('brings counters and short texts of its usage, and nothing that could fill a lockfile', () => {
    const usage = {
      image_count: 1,
      size: '1280*1280',
      ok: true,
      nested: { a: 1 },
      list: [1],
      long: 'x'.repeat(101),
      nothing: null,
      'odd name': 1,
      key: 'sk-0123456789abcdef',
    }
    const answer = toAnswer({ usage }, { context, simulated: false })
    expect(answer.usage).toEqual({ image_count: 1, size: '1280*1280', ok: true, key: '[key]' })
  })

  test('never brings the key, in whichever field it is echoed', () => {
    const body = {
      request_id: key,
      usage: { echo: key },
      output: {
        task_id: `task-${key}`,
        results: [
          { url: `https://a.aliyuncs.com/x?k=${key}`, actual_prompt: `line\n${key}` },
          { code: key, message: key },
        ],
      },
    }
    const answer = toAnswer(body, { context, simulated: false })
    expect(JSON.stringify(answer)).not.toContain(key)
    expect(answer.actualPrompt).toBe('line\n[key]')
    expect(answer.images).toHaveLength(2)
  })

  test('keeps its ids when a test key is so short that they hold it by chance', () => {
    const short = { region: 'singapore', ...hideKey('a1') }
    const answer = toAnswer({ output: { task_id: 'a1b2' } }, { context: short, simulated: false })
    expect(answer.taskId).toBe('a1b2')
  })

  test('has no id that could not be written down', () => {
    const body = { request_id: 'a\nb', output: { task_id: 'a/b' } }
    expect(toAnswer(body, { context, simulated: true })).toMatchObject({
      requestId: null,
      taskId: null,
      simulated: true,
    })
  })
})

describe('addresses', () => {
  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '64:ff9b::192.168.0.1',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  test.each([
    '8.8.8.8',
    '47.74.0.1',
    '172.32.0.1',
    '198.18.0.5',
    '2408:4000::1',
    '64:ff9b::808:808',
  ])('%s is public', (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  })

  test('of a public name are passed on, one or all as asked', async () => {
    const found = [
      { address: '47.74.0.1', family: 4 },
      { address: '2408:4000::1', family: 6 },
    ]
    const lookup = publicLookup((_, __, callback) => callback(null, found))
    const ask = (options: { all?: boolean }) =>
      new Promise((resolve) => lookup('a.aliyuncs.com', options, (...given) => resolve(given)))
    expect(await ask({ all: true })).toEqual([null, found])
    expect(await ask({})).toEqual([null, '47.74.0.1', 4])
  })
})
