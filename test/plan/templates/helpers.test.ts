import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Helper, helpers, Refusal } from '../../../src/plan/templates/helpers.ts'
import { printed, slug, title } from '../../../src/plan/templates/text.ts'
import type { Json } from '../../../src/request/canonical-json.ts'
import { renderTemplate } from '../../support/render-template.ts'

describe('slug', () => {
  test.each([
    ['Slow Down!', 'slow-down'],
    ['  Crème brûlée №5  ', 'crème-brûlée-no5'],
    ['ＡＢＣ　１２３', 'abc-123'],
    ['乌龙茶·冷泡', '乌龙茶-冷泡'],
    ['二〇二六', '二〇二六'],
    ['हिन्दी चाय', 'हिन्दी-चाय'],
    ['İstanbul', 'i̇stanbul'],
    ['STRASSE Straße', 'strasse-straße'],
    ['a/../b\\c:d', 'a-b-c-d'],
    ['9.90', '9-90'],
    ['--a--', 'a'],
    ['🙂', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(slug(text)).toBe(expected)
  })

  test('a slug is its own slug, and fits for a file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = slug(text)
        expect(slug(once)).toBe(once)
        expect(once).not.toMatch(/[\s/\\<>:"|?*.]|^-|-$|--/)
      }),
    )
  })

  test('a text of which nothing is left is refused', () => {
    expect(renderTemplate('{{slug a}}', { axes: { a: '!?' } }).problems).toMatchObject([
      {
        code: 'TEMPLATE_EMPTY_SLUG',
        message: 'nothing is left of "!?" in `slug`, which keeps letters and digits only',
      },
    ])
  })
})

test('title raises the first letter of every word and nothing else', () => {
  expect(title("slow down at NASA’s iPhone, don't o'clock élan 2nd")).toBe(
    "Slow Down At NASA’s IPhone, Don't O'clock Élan 2nd",
  )
})

test.each<[string, Record<string, Json>, string]>([
  ['{{lower a}}', { a: 'IĞ Straße ΟΔΟΣ' }, 'iğ straße οδος'],
  ['{{upper a}}', { a: 'ınk straße i' }, 'INK STRASSE I'],
  ['[{{trim a}}]', { a: ' \n x y\t' }, '[x y]'],
  ['{{join a}}', { a: [1, true, 'x'] }, '1, true, x'],
  ['{{join a ""}}', { a: ['x', 'y'] }, 'xy'],
  ['{{join a}}', { a: [] }, ''],
  ['{{default a "b"}}', { a: '' }, 'b'],
  ['{{default a "b"}}', { a: null }, 'b'],
  ['{{default a "b"}}', { a: 0 }, '0'],
  ['{{default a "b"}}', { a: false }, 'false'],
  ['{{eq a 10}}', { a: '10' }, 'true'],
  ['{{eq a "x"}}', { a: 'X' }, 'false'],
  ['{{#if (eq a true)}}y{{else}}n{{/if}}', { a: 'true' }, 'y'],
  ['{{json a}}', { a: { b: [1, 'x"'], c: null } }, '{"b":[1,"x\\""],"c":null}'],
  ['{{pad a 3}}', { a: 7 }, '007'],
  ['{{pad a "3"}}', { a: '1234' }, '1234'],
  ['{{pad a b}}', { a: 'x', b: 2 }, '0x'],
  ['{{upper (join (default a b) "-")}}', { a: null, b: ['p', 'q'] }, 'P-Q'],
])('%s of %j', (template, axes, expected) => {
  expect(renderTemplate(template, { axes })).toEqual({ text: expected, problems: [] })
})

test.each<[string, Record<string, Json>, string]>([
  ['{{slug a}}', { a: ['x'] }, '`slug` takes text, and was given ["x"]'],
  ['{{upper a}}', { a: { b: 1 } }, '`upper` takes text, and was given {"b":1}'],
  ['{{eq a "x"}}', { a: [] }, '`eq` takes text, and was given []'],
  ['{{join a}}', { a: 'x;y' }, '`join` takes a list of texts and a separator, and was given "x;y"'],
  [
    '{{join a}}',
    { a: [['x']] },
    '`join` takes a list of texts and a separator, and was given [["x"]]',
  ],
  [
    '{{join a}}',
    { a: [null] },
    '`join` takes a list of texts and a separator, and was given [null]',
  ],
  ['{{pad a 101}}', { a: 1 }, '`pad` takes a width from 0 to 100, and was given 101'],
  ['{{pad a "x"}}', { a: 1 }, '`pad` takes a width from 0 to 100, and was given "x"'],
  ['{{pad a 1.5}}', { a: 1 }, '`pad` takes a width from 0 to 100, and was given 1.5'],
  ['{{pad a ""}}', { a: 1 }, '`pad` takes a width from 0 to 100, and was given ""'],
])('%s of %j is refused', (template, axes, message) => {
  expect(renderTemplate(template, { axes }).problems.map((problem) => problem.message)).toEqual([
    message,
  ])
})

test('what is only a part of a value cannot overflow a message', () => {
  const [problem] = renderTemplate('{{slug a}}', { axes: { a: ['x'.repeat(1000)] } }).problems
  expect(problem?.message.length).toBeLessThan(120)
})

test('no helper gives more characters than its bound says', () => {
  const value: fc.Arbitrary<Json> = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\ufdfa', 'ΐß', '\u0000\u0001', 'ŉ'),
    fc.integer(),
    fc.array(fc.string({ unit: 'grapheme' })),
  )
  const length = (json: Json) =>
    json === null ? 0 : (printed(json) ?? JSON.stringify(json)).length
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.values(helpers) as Helper[])),
      fc.array(value, { minLength: 2, maxLength: 2 }),
      (helper, values) => {
        const given = values.slice(0, helper.most)
        const result = helper.apply(given)
        if (result instanceof Refusal) return
        expect(length(result)).toBeLessThanOrEqual(helper.bound(given.map(length)))
      },
    ),
    { numRuns: 2000 },
  )
})
