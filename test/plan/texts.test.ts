import { describe, expect, test } from 'vitest'
import { expandOne, found, only } from '../support/expanded.ts'
import { rows } from '../support/manifest-builder.ts'

const long = 'x'.repeat(801)

test('what is sent has one kind of line end and no white space at its ends, and is never empty', () => {
  const { jobs } = expandOne({
    prompt: '\n a{{a}}b\r\n ',
    matrix: { axes: { a: ['\r\n  \r'] } },
    output: 'a.png',
  })
  expect(jobs[0]?.request.prompt).toBe('a\n  \nb')
  expect(
    only(expandOne({ prompt: '{{a}}', matrix: { axes: { a: [' \n '] } }, output: 'a.png' })),
  ).toMatchObject({
    code: 'PROMPT_EMPTY',
    message: 'prompt comes out empty for `poster` {a:  }',
    span: { file: 'assets.poster.prompt' },
  })
})

test('a negative prompt that comes out empty is none', () => {
  const { jobs } = expandOne({
    negativePrompt: '{{a}} ',
    prompt: '{{b}}',
    output: 'a.png',
    matrix: { axes: { a: [''], b: ['x'] } },
  })
  expect(jobs[0]?.request.negative_prompt).toBe('')
})

test('half a character is an error, in prompts as in names', () => {
  const expansion = expandOne({ prompt: '{{a}}', matrix: { axes: { a: ['x\ud800'] } } })
  expect(expansion.diagnostics[0]).toMatchObject({ code: 'PROMPT_BROKEN_TEXT' })
})

test('a text that is not NFC is sent as it is, with a hint', () => {
  const expansion = expandOne({ prompt: 'cafe\u0301' })
  expect(only(expansion)).toMatchObject({ code: 'PROMPT_NOT_NFC', severity: 'hint' })
  expect(expansion.jobs[0]?.request.prompt).toBe('cafe\u0301')
})

test('a missing value is one finding for the place, with the first combination and how many more', () => {
  const drink = rows('drink', [{ id: 'a' }, { id: 'b', name: 'x' }, { id: 'c' }], 'id')
  const axes = { drink: { ...drink, columns: ['id', 'name'] }, city: ['Bonn', 'Oslo'] }
  expect(only(expandOne({ prompt: '{{drink.name}} {{city}}', matrix: { axes } }))).toMatchObject({
    code: 'TEMPLATE_MISSING_VALUE',
    message: 'prompt: `drink.name` has no value for `poster` {drink: a, city: Bonn} and 3 more',
    span: { file: 'assets.poster.prompt#0:{{drink.name}}' },
    help: 'give it one, say what stands instead with `{{default drink.name "…"}}`, or leave the place out with `{{#if drink.name}}`',
  })
})

test('it is counted also where the text does not depend on all axes', () => {
  const axes = { city: ['Bonn', 'Oslo', 'Rome'], a: [1, null] }
  expect(
    only(
      expandOne({
        prompt: '{{a}}',
        output: '{{city}}-{{json (default a 0)}}.png',
        matrix: { axes },
      }),
    ).message,
  ).toBe('prompt: `a` has no value for `poster` {city: Bonn, a: null} and 2 more')
})

describe('a prompt that is longer than its model reads', () => {
  test('is an error that names the length, the combination and the longest value', () => {
    const axes = {
      drink: rows('drink', [{ id: 'a', name: 'Tea', slogan: '茶'.repeat(790) }], 'id'),
      city: ['Bonn'],
    }
    const expansion = expandOne({
      prompt: 'A {{drink.name}}, {{drink.slogan}} in {{city}}',
      matrix: { axes },
    })
    expect(only(expansion)).toMatchObject({
      code: 'PROMPT_TOO_LONG',
      severity: 'error',
      message:
        'prompt has 805 characters for `poster` {drink: a, city: Bonn}, and qwen-image-plus reads 800: it drops the rest and does not say so',
      help: 'shorten the text (its longest value is `drink.slogan` with 790 characters), or accept the cut with `on_long_prompt: warn`',
      span: { file: 'assets.poster.prompt' },
    })
    expect(expansion.jobs).toEqual([])
  })

  test('is a warning where the manifest accepts it', () => {
    const expansion = expandOne({ prompt: long, onLongPrompt: 'warn' })
    expect(only(expansion)).toMatchObject({ severity: 'warning', help: 'shorten the text' })
    expect(expansion.jobs[0]?.request.prompt).toBe(long)
  })

  test('is a warning by estimate where the limit is in tokens, unless an error is asked for', () => {
    const patch = { prompt: '茶'.repeat(1301), model: 'qwen-image-2.0' }
    expect(only(expandOne(patch))).toMatchObject({
      severity: 'warning',
      message: expect.stringMatching(
        /^prompt has about 1301 tokens for `poster`, and qwen-image-2\.0 reads 1300/,
      ),
    })
    expect(only(expandOne({ ...patch, onLongPrompt: 'error' })).severity).toBe('error')
  })

  test('counts every character once, and is measured by each model', () => {
    expect(found(expandOne({ prompt: '𠀀'.repeat(800) }))).toEqual([])
    const models = {
      kind: 'list',
      values: ['qwen-image', 'wan2.6-t2i', 'wan2.2-t2i-plus'],
      at: [],
    } as const
    const codes = expandOne({ prompt: long, models }).diagnostics.map(
      ({ message }) => message.split(',')[1],
    )
    expect(codes).toEqual([
      ' and qwen-image reads 800: it drops the rest and does not say so',
      ' and wan2.2-t2i-plus reads 500: it drops the rest and does not say so',
    ])
  })

  test('is named for each of the first ten combinations, then counted', () => {
    const axes = { city: Array.from({ length: 14 }, (_, index) => `city ${index}`) }
    const messages = expandOne({ prompt: `{{city}} ${long}`, matrix: { axes } }).diagnostics.map(
      ({ message }) => /for (.*), and/.exec(message)?.[1],
    )
    expect(messages).toHaveLength(11)
    expect(messages[0]).toBe('`poster` {city: city 0}')
    expect(messages[9]).toBe('`poster` {city: city 9}')
    expect(messages[10]).toBe('`poster` {city: city 10} and 3 more')
  })

  test('holds for negative prompts, at 500', () => {
    expect(only(expandOne({ negativePrompt: 'x'.repeat(501) })).message).toMatch(
      /^negative_prompt has 501 characters for `poster`, and qwen-image-plus reads 500/,
    )
    expect(found(expandOne({ negativePrompt: 'x'.repeat(500) }))).toEqual([])
  })
})
