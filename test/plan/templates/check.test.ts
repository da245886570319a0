import { describe, expect, test } from 'vitest'
import { expandOne, found, only } from '../../support/expanded.ts'
import { rows } from '../../support/manifest-builder.ts'

const city = { city: ['Bonn'] }

describe('names', () => {
  test('a misspelt axis is found, with what was meant and where the axes are', () => {
    const finding = only(
      expandOne({ prompt: 'a card of {{ctiy}}', matrix: { axes: city }, output: '{{city}}.png' }),
    )
    expect(finding).toMatchObject({
      code: 'MANIFEST_UNKNOWN_VARIABLE',
      severity: 'error',
      message: 'prompt uses `{{ctiy}}`, which no axis of asset `poster` defines',
      span: { file: 'assets.poster.prompt#0:{{ctiy}}' },
      related: [{ span: { file: 'assets.poster.matrix:' }, message: 'axes defined here: `city`' }],
      help: 'did you mean `{{city}}`?',
    })
  })

  test.each([
    ['in a helper', '{{upper ctiy}}', 'ctiy'],
    ['in a helper of a helper', 'x {{slug (upper ctiy)}}', 'ctiy'],
    ['inside default', '{{default ctiy "x"}}', 'ctiy'],
    ['in a condition', '{{#if ctiy}}x{{/if}}', 'ctiy'],
    ['in a branch that is never taken', '{{#if city}}x{{else}}{{ctiy}}{{/if}}', '{{ctiy}}'],
  ])('%s', (_, prompt, needle) => {
    const [first] = expandOne({ prompt: `x ${prompt}`, matrix: { axes: city } }).diagnostics
    expect(first?.code).toBe('MANIFEST_UNKNOWN_VARIABLE')
    expect(first?.span?.file.split(':')[1]).toBe(needle)
  })

  test('in a partial it is reported in the partial, for the asset that places it', () => {
    const finding = only(
      expandOne(
        { prompt: '{{city}} {{> house}}', matrix: { axes: city } },
        { partials: { house: 'in {{pallete}}' } },
      ),
    )
    expect(finding.message).toBe(
      'partial `house` uses `{{pallete}}`, which no axis of asset `poster` defines',
    )
    expect(finding.span?.file).toBe('partials.house#0:{{pallete}}')
  })

  test('every slip is found at once', () => {
    const expansion = expandOne({
      prompt: '{{a}} {{upper b}} {{uper city}}',
      negativePrompt: '{{c}}',
      output: '{{d}}.png',
      matrix: { axes: city },
    })
    expect(found(expansion)).toEqual([
      'MANIFEST_UNKNOWN_VARIABLE at assets.poster.negative_prompt#0:{{c}}',
      'MANIFEST_UNKNOWN_VARIABLE at assets.poster.output#0:{{d}}',
      'MANIFEST_UNKNOWN_VARIABLE at assets.poster.prompt#0:{{a}}',
      'MANIFEST_UNKNOWN_VARIABLE at assets.poster.prompt#1:b',
      'TEMPLATE_UNKNOWN_HELPER at assets.poster.prompt#2:uper',
    ])
  })

  test('a misspelt column is found against the columns of the file', () => {
    const drink = rows('drink', [{ sku: 'a', name: 'Oolong' }], 'sku')
    const finding = only(expandOne({ prompt: '{{drink.nmae}}', matrix: { axes: { drink } } }))
    expect(finding).toMatchObject({
      code: 'MANIFEST_UNKNOWN_COLUMN',
      message: 'prompt uses `{{drink.nmae}}`, but there is no `nmae` in `drink`',
      related: [{ message: '`drink` has `sku`, `name`, `_row`' }],
      help: 'did you mean `drink.name`?',
    })
  })

  test('a column that only an included row has is known, and missing elsewhere', () => {
    const drink = rows('drink', [{ sku: 'a', name: 'Oolong' }], 'sku')
    const matrix = {
      axes: { drink },
      include: [{ drink: { sku: 'b', name: 'Sencha', note: 'new' } }],
    }
    expect(
      only(expandOne({ prompt: '{{drink.note}}', matrix, output: '{{drink.sku}}.png' })),
    ).toMatchObject({
      code: 'TEMPLATE_MISSING_VALUE',
      message: 'prompt: `drink.note` has no value for `poster` {drink: a}',
    })
    const guarded = expandOne({
      prompt: '{{default drink.note "old"}}',
      matrix,
      output: '{{drink.sku}}.png',
    })
    expect(guarded.jobs.map(({ request }) => request.prompt)).toEqual(['old', 'new'])
  })

  test('a plain value has nothing below it', () => {
    expect(only(expandOne({ prompt: '{{city.name}}', matrix: { axes: city } })).help).toBe(
      '`city` is a plain value',
    )
  })

  test('a var is walked whole', () => {
    const finding = only(
      expandOne({ prompt: '{{brand.logo.colr}}' }, { vars: { brand: { logo: { color: 'red' } } } }),
    )
    expect(finding.help).toBe('did you mean `brand.logo.color`?')
  })

  test.each([
    ['prompt', { prompt: '{{index}}' }, '`index` stands in `output` and variants only'],
    ['output', { output: '{{stem}}.png' }, '`stem` stands in variants only'],
  ])('a field that %s does not have is named with its places', (_, patch, help) => {
    expect(only(expandOne(patch))).toMatchObject({ code: 'TEMPLATE_NAME_NOT_HERE', help })
  })

  test('the parts of a size are known', () => {
    expect(found(expandOne({ prompt: '{{size.ratio}}' }))).toEqual([])
    expect(only(expandOne({ prompt: '{{size.hight}}' })).help).toBe('did you mean `size.height`?')
  })
})

describe('syntax', () => {
  test.each([
    ['{{city poster', '`{{city poster` has no `}}`'],
    ['a {{b}} {{}} {{c}}', '`{{}}` cannot be read as a template'],
    ['{{#if city}}x', '`{{#if city}}` is not closed before the template ends'],
    ['{{#if city}}x{{/unless}}', '`{{#if}}` is closed by `{{/unless}}`'],
    ['x{{/if}}', '`{{/if}}` cannot be read as a template'],
    ['one\ntwo {{a b=}} {{c}}', '`{{a b=}}` cannot be read as a template'],
  ])('%j', (prompt, message) => {
    const finding = only(expandOne({ prompt }))
    expect(finding.code).toBe('TEMPLATE_SYNTAX')
    expect(finding.message).toBe(`prompt: ${message}`)
  })

  test.each([
    '{{#each tags}}{{this}}{{/each}}',
    '{{#with city}}x{{/with}}',
    '{{#city}}x{{/city}}',
    '{{^city}}x{{/city}}',
    '{{lookup city 0}}',
    '{{log city}}',
    '{{if city}}',
    '{{slug (if city)}}',
    '{{> (slug city)}}',
    '{{> house palette="warm"}}',
    '{{> house city}}',
    '{{#> house}}x{{/house}}',
    '{{#*inline "x"}}y{{/inline}}',
    '{{* deco}}',
    '{{@index}}',
    '{{../city}}',
    '{{this}}',
    '{{.}}',
    '{{"city"}}',
    '{{#if city as |c|}}x{{/if}}',
    '{{upper city to="x"}}',
    '{{{{raw}}}}x{{{{/raw}}}}',
    '{{#if city}}a{{else each city}}b{{/if}}',
  ])('%s is not part of the language', (prompt) => {
    const expansion = expandOne(
      { prompt: `{{city}} ${prompt}`, matrix: { axes: city } },
      { partials: { house: 'x' } },
    )
    expect(expansion.diagnostics.map(({ code }) => code)).toEqual(['TEMPLATE_UNSUPPORTED'])
    expect(expansion.jobs).toEqual([])
  })

  test.each([
    ['{{slug}}', '`slug` was given 0 values and takes 1'],
    ['{{pad city}}', '`pad` was given 1 values and takes 2'],
    ['{{join city "," "x"}}', '`join` was given 3 values and takes 1 or 2'],
    ['{{#if city city}}x{{/if}}', '`if` takes one condition'],
    ['{{#unless}}x{{/unless}}', '`unless` takes one condition'],
  ])('%s has too few or too many values', (prompt, message) => {
    const [finding] = expandOne({ prompt, matrix: { axes: city } }).diagnostics
    expect(finding).toMatchObject({
      code: 'TEMPLATE_HELPER_ARGUMENTS',
      message: `prompt: ${message}`,
    })
  })

  test.each([
    ['blocks', `${'{{#if a}}'.repeat(5000)}x${'{{/if}}'.repeat(5000)}`],
    ['blocks without an end', '{{#if a}}'.repeat(9000)],
    ['else if', `{{#if a}}${'{{else if a}}'.repeat(5000)}{{/if}}`],
    ['parentheses', `{{upper ${'(upper '.repeat(5000)}"x"${')'.repeat(5000)}}}`],
  ])('thousands of nested %s are refused before the parser tries', (_, prompt) => {
    expect(only(expandOne({ prompt })).message).toBe(
      'prompt: blocks, `else if` and parentheses are nested more than 100 deep',
    )
  })

  test('many blocks and parentheses beside each other are not deep', () => {
    const one = '{{#if a}}{{upper (lower a)}}{{else if (eq a "x")}}y{{else}}z{{/if}}'
    expect(found(expandOne({ prompt: `${one.repeat(300)}(((` }, { vars: { a: 'b' } }))).toEqual([])
  })
})

describe('partials', () => {
  test('one that does not exist is found, with what was meant', () => {
    const expansion = expandOne({ prompt: '{{> huose}}' }, { partials: { house: 'x' } })
    expect(expansion.diagnostics[0]).toMatchObject({
      code: 'TEMPLATE_UNKNOWN_PARTIAL',
      help: 'did you mean `{{> house}}`?',
      span: { file: 'assets.poster.prompt#0:{{> huose}}' },
    })
  })

  test('a cycle is named by its partials, once, also where nothing places it', () => {
    const partials = { a: 'x {{> b}}', b: '{{> c}}', c: '{{> a}}' }
    const expansion = expandOne({}, { partials })
    expect(only(expansion)).toMatchObject({
      code: 'TEMPLATE_PARTIAL_CYCLE',
      message: 'partial `c`: partial `a` places itself: a → b → c → a',
    })
  })

  test('partials that double a hundred times are refused before anything is rendered', () => {
    const partials = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [
        `p${index}`,
        index === 0 ? 'x' : `{{> p${index - 1}}}{{> p${index - 1}}}`,
      ]),
    )
    const codes = expandOne({ prompt: '{{> p99}}' }, { partials }).diagnostics.map(
      ({ code }) => code,
    )
    expect(new Set(codes)).toEqual(new Set(['TEMPLATE_TOO_LONG']))
  })

  test('a chain of ten thousand partials is refused, not followed', () => {
    const partials = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`p${index}`, `{{> p${index + 1}}}`]),
    )
    const { diagnostics } = expandOne(
      { prompt: '{{> p0}}' },
      { partials: { ...partials, p10000: 'x' } },
    )
    expect(diagnostics[0]?.code).toBe('TEMPLATE_TOO_LONG')
  })
})

describe('length', () => {
  const long = 'x'.repeat(60_000)

  test('a rendering that could pass 100,000 characters is refused before it is made', () => {
    const axes = { a: ['short', long], b: ['short', long] }
    const expansion = expandOne({ prompt: '{{a}}{{b}}', matrix: { axes }, output: 'x.png' })
    expect(found(expansion)).toEqual(['TEMPLATE_TOO_LONG at assets.poster.prompt'])
    expect(expansion.diagnostics[0]?.message).toContain('120000')
  })

  test('branches exclude each other, so only the longer counts', () => {
    const axes = { a: [long] }
    const { diagnostics } = expandOne({
      prompt: '{{#if a}}{{a}}{{else}}{{a}}{{/if}}',
      matrix: { axes },
      output: 'x.png',
      onLongPrompt: 'warn',
    })
    expect(diagnostics.map(({ code }) => code)).toEqual(['PROMPT_TOO_LONG'])
  })

  test('a template of more than 100,000 characters is not even read', () => {
    expect(only(expandOne({ prompt: '{{'.repeat(60_000) })).code).toBe('TEMPLATE_TOO_LONG')
  })

  test('a value of more than 100,000 characters is an error, also where nothing prints it', () => {
    const drink = rows('drink', [{ sku: 'a', note: 'x'.repeat(100_001) }], 'sku')
    expect(only(expandOne({ prompt: '{{drink.sku}}', matrix: { axes: { drink } } }))).toMatchObject(
      {
        code: 'VALUE_TOO_LONG',
        message: 'axis `drink` has a value of 100001 characters, and 100000 is the most',
      },
    )
  })
})
