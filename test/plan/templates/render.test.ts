import fc from 'fast-check'
import Handlebars from 'handlebars'
import { expect, test } from 'vitest'
import type { Json } from '../../../src/request/canonical-json.ts'
import { renderTemplate } from '../../support/render-template.ts'

function textOf(template: string, given?: Parameters<typeof renderTemplate>[1]): string {
  const { text, problems } = renderTemplate(template, given)
  expect(problems).toEqual([])
  return text
}

function codesOf(template: string, given?: Parameters<typeof renderTemplate>[1]): string[] {
  return renderTemplate(template, given).problems.map(({ code }) => code)
}

test('names print the values of axes, vars and fields, and nothing is escaped', () => {
  expect(
    textOf(
      '{{brand}} & {{city}}, {{size.width}}×{{size.height}} {{size.label}} {{asset}} {{seed}}',
      {
        axes: { city: '<Köln> "x"' },
        vars: { brand: "L'Eau" },
      },
    ),
  ).toBe('L\'Eau & <Köln> "x", 1664×928 16x9 poster 7')
})

test('columns print below their row, also those whose name needs brackets', () => {
  const drink = { name: 'Oolong', 'Product Name': 'Slow Tea', tags: ['a', 'b'] }
  expect(
    textOf('{{drink.name}} {{drink.[Product Name]}} {{drink.tags.[1]}}', { axes: { drink } }),
  ).toBe('Oolong Slow Tea b')
})

test('numbers and booleans print as they are', () => {
  expect(textOf('{{a}} {{b}} {{c}} {{d}}', { axes: { a: 9.9, b: true, c: 0, d: false } })).toBe(
    '9.9 true 0 false',
  )
})

test('numbers side by side are text, where Handlebars without escaping would add them up', () => {
  expect(textOf('{{a}}{{b}}{{eq a b}}', { axes: { a: 1, b: 2 } })).toBe('12false')
})

test('an escaped mustache is literal text', () => {
  expect(textOf('write \\{{city}} and {{city}}', { axes: { city: 'Bonn' } })).toBe(
    'write {{city}} and Bonn',
  )
})

test('a value that looks like a template is text', () => {
  expect(textOf('{{a}}', { axes: { a: '{{b}} {{#each x}}' }, vars: { b: 'no' } })).toBe(
    '{{b}} {{#each x}}',
  )
})

test('if, unless, else and else if choose', () => {
  const template = '{{#if a}}A{{else if b}}B{{else}}C{{/if}}{{#unless a}}!{{/unless}}'
  expect(textOf(template, { axes: { a: 'x', b: '' } })).toBe('A')
  expect(textOf(template, { axes: { a: '', b: 'y' } })).toBe('B!')
  expect(textOf(template, { axes: { a: 0, b: [] } })).toBe('C!')
})

test('a missing or null value is reported once, wherever it stands', () => {
  expect(codesOf('{{drink.a}}', { axes: { drink: { b: 1 } } })).toEqual(['TEMPLATE_MISSING_VALUE'])
  expect(codesOf('{{slug drink.a}}', { axes: { drink: { a: null } } })).toEqual([
    'TEMPLATE_MISSING_VALUE',
  ])
  expect(codesOf('{{eq drink.a "x"}}', { axes: { drink: {} } })).toEqual(['TEMPLATE_MISSING_VALUE'])
  expect(codesOf('{{pad (slug drink.a) 3}}', { axes: { drink: {} } })).toEqual([
    'TEMPLATE_MISSING_VALUE',
  ])
  expect(codesOf('{{> p}}', { axes: { drink: {} }, partials: { p: '{{drink.a}}' } })).toEqual([
    'TEMPLATE_MISSING_VALUE',
  ])
})

test('what is missing may stand in default and in conditions, at any depth', () => {
  const axes = { drink: { name: 'Oolong' } }
  expect(textOf('{{default drink.colour "green"}}', { axes })).toBe('green')
  expect(textOf('{{default (upper drink.colour) "green"}}', { axes })).toBe('green')
  expect(textOf('{{#if drink.colour}}x{{/if}}', { axes })).toBe('')
  expect(textOf('{{#if (eq drink.colour "red")}}x{{else}}y{{/if}}', { axes })).toBe('y')
  expect(textOf('{{#unless (slug drink.colour)}}none{{/unless}}', { axes })).toBe('none')
})

test('a default that is missing too is reported', () => {
  expect(codesOf('{{default drink.a drink.b}}', { axes: { drink: {} } })).toEqual([
    'TEMPLATE_MISSING_VALUE',
  ])
})

test('a branch that is not taken needs no values; one that is taken does', () => {
  const template = '{{#if drink.a}}{{drink.b}}{{/if}}'
  expect(textOf(template, { axes: { drink: {} } })).toBe('')
  expect(codesOf(template, { axes: { drink: { a: 1 } } })).toEqual(['TEMPLATE_MISSING_VALUE'])
})

test('lists and objects do not print without join or json', () => {
  const axes = { tags: ['a', 'b'], drink: { name: 'x' } }
  expect(codesOf('{{tags}}', { axes })).toEqual(['TEMPLATE_NOT_TEXT'])
  expect(codesOf('{{drink}}', { axes })).toEqual(['TEMPLATE_NOT_TEXT'])
  expect(codesOf('{{size}}')).toEqual(['TEMPLATE_NOT_TEXT'])
  expect(textOf('{{join tags}} {{join tags "/"}} {{json drink}}', { axes })).toBe(
    'a, b a/b {"name":"x"}',
  )
})

test('names that every object inherits are only what the data says', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(codesOf(`{{drink.${name}}}`, { axes: { drink: { a: 1 } } })).toEqual([
      'TEMPLATE_MISSING_VALUE',
    ])
    const own = JSON.parse(`{"${name}": "own"}`) as Json
    expect(textOf(`{{drink.${name}}}`, { axes: { drink: own } })).toBe('own')
    expect(textOf(`{{${name}}}`, { axes: JSON.parse(`{"${name}": "axis"}`) })).toBe('axis')
  }
  expect(codesOf('{{city.length}} {{tags.length}}', { axes: { city: 'x', tags: [1] } })).toEqual([
    'TEMPLATE_MISSING_VALUE',
    'TEMPLATE_MISSING_VALUE',
  ])
})

test('a partial sees the same names and stands where it is placed', () => {
  expect(
    textOf('A {{> house}}.', {
      axes: { palette: 'warm' },
      partials: { house: '{{palette}} light' },
    }),
  ).toBe('A warm light.')
})

test('a partial alone on its line keeps its line, with and without a line end of its own', () => {
  const template = 'one\n  {{> house}}\n{{> house}}\nlast'
  expect(textOf(template, { partials: { house: 'two' } })).toBe('one\n  two\ntwo\nlast')
  expect(textOf(template, { partials: { house: 'two\n' } })).toBe('one\n  two\ntwo\nlast')
  expect(textOf(template, { partials: { house: '' } })).toBe('one\nlast')
  expect(
    textOf('{{> house}}\n{{~city}}', { axes: { city: 'x' }, partials: { house: 'two' } }),
  ).toBe('twox')
})

const names = ['a', 'b', 'c.d', 'c.e', 'list']
const path = fc.constantFrom(...names)
const space = fc.constantFrom(' ', '\n', '', '\n  ', ' text ', '\r\n', 'x')
const leaf = fc.oneof(
  space,
  path.map((name) => `{{default ${name} "none"}}`),
  path.map((name) => `{{~json (default ${name} 1)~}}`),
  fc.constantFrom('{{> line}}', '{{~> line}}', '{{! note }}', '\\{{a}}', '{{{b}}}'),
)
const block = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc
      .tuple(path, fc.array(tie('node'), { maxLength: 4 }), fc.array(tie('node'), { maxLength: 3 }))
      .map(
        ([name, then, other]) => `{{#if ${name}}}${then.join('')}{{else}}${other.join('')}{{/if}}`,
      ),
    fc
      .tuple(path, fc.array(tie('node'), { maxLength: 4 }))
      .map(([name, body]) => `{{#unless (eq ${name} "x")}}${body.join('')}{{~/unless}}`),
  ),
}))
const scalar = fc.constantFrom('', 'x', 'y z', '1', 'line\n two')

test('renders what Handlebars itself renders', () => {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('default', (value, instead) =>
    value == null || value === '' ? instead : value,
  )
  handlebars.registerHelper('eq', (one, other) => String(one) === String(other))
  handlebars.registerHelper('json', (value) => JSON.stringify(value))
  handlebars.registerPartial('line', 'p{{a}}\n q\n')
  const values = fc.record({
    a: scalar,
    b: scalar,
    d: scalar,
    list: fc.array(scalar, { maxLength: 2 }),
  })
  fc.assert(
    fc.property(fc.array(block.node, { maxLength: 8 }), values, (parts, { a, b, d, list }) => {
      const template = parts.join('')
      const axes = { a, b, c: { d }, list }
      const expected = handlebars.compile(template, { noEscape: true })(axes)
      const mine = renderTemplate(template, { axes, partials: { line: 'p{{a}}\n q\n' } })
      fc.pre(mine.problems.length === 0)
      expect(mine.text).toBe(expected)
    }),
    { numRuns: 300 },
  )
})
