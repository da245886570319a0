import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/request/canonical-json.ts'
import { rows, type WrittenMatrix } from '../support/manifest-builder.ts'
import { combinationsOf } from './expand.ts'

/** Each case: what is written, and the combinations it means, in order. */
type Case = readonly [
  says: string,
  written: WrittenMatrix,
  combinations: readonly Readonly<Record<string, Json>>[],
]

const oolong = { sku: 'oolong', name: 'Oolong', hot: true }
const sencha = { sku: 'sencha', name: 'Sencha', hot: true }
const drinks = rows('drink', [oolong, sencha], 'sku')

const axesOnly: readonly Case[] = [
  ['no matrix is one combination that says nothing', {}, [{}]],
  ['one axis is its values in the order written', { axes: { a: [2, 1] } }, [{ a: 2 }, { a: 1 }]],
  [
    'the first axis varies slowest',
    { axes: { a: [1, 2], b: ['x', 'y'] } },
    [
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: 2, b: 'y' },
    ],
  ],
  ['a value that stands twice is two combinations', { axes: { a: [1, 1] } }, [{ a: 1 }, { a: 1 }]],
  [
    'lists, objects, null and booleans are values',
    { axes: { a: [[1, 2], { k: 1 }, null, false] } },
    [{ a: [1, 2] }, { a: { k: 1 } }, { a: null }, { a: false }],
  ],
]

const excludes: readonly Case[] = [
  [
    'an exclude needs every one of its keys to match',
    { axes: { a: [1, 2], b: [1, 2] }, exclude: [{ a: 1, b: 2 }] },
    [
      { a: 1, b: 1 },
      { a: 2, b: 1 },
      { a: 2, b: 2 },
    ],
  ],
  [
    'an exclude with one key removes every combination of that value',
    { axes: { a: [1, 2], b: [1, 2] }, exclude: [{ a: 1 }] },
    [
      { a: 2, b: 1 },
      { a: 2, b: 2 },
    ],
  ],
  [
    'scalars compare by their printed form',
    { axes: { a: [10, 'true', 2] }, exclude: [{ a: '10' }, { a: true }] },
    [{ a: 2 }],
  ],
  [
    'null is not the text null',
    { axes: { a: [null, 'null'] }, exclude: [{ a: 'null' }] },
    [{ a: null }],
  ],
  [
    'objects match as subsets, to any depth',
    {
      axes: { a: [{ os: { name: 'x', v: 1 }, n: 1 }, { os: { name: 'x', v: 2 } }, { n: 1 }] },
      exclude: [{ a: { os: { name: 'x', v: '1' } } }, { a: { os: { name: 'x' }, n: 2 } }],
    },
    [{ a: { os: { name: 'x', v: 2 } } }, { a: { n: 1 } }],
  ],
  [
    'a list matches whole, never in part',
    { axes: { a: [[1, 2], [1]] }, exclude: [{ a: [1] }] },
    [{ a: [1, 2] }],
  ],
  [
    'a row is excluded by its id',
    { axes: { drink: drinks, b: [1] }, exclude: [{ drink: 'oolong' }] },
    [{ drink: sencha, b: 1 }],
  ],
  [
    'a row is excluded by a column',
    { axes: { drink: drinks }, exclude: [{ drink: { name: 'Sencha' } }] },
    [{ drink: oolong }],
  ],
  [
    'a column that only looks like the id excludes nothing',
    { axes: { drink: drinks }, exclude: [{ drink: 'Oolong' }] },
    [{ drink: oolong }, { drink: sencha }],
  ],
]

const includes: readonly Case[] = [
  [
    'without axes each include is a combination',
    { include: [{ a: 1 }, { a: 2, b: 3 }] },
    [{ a: 1 }, { a: 2, b: 3 }],
  ],
  [
    'new keys are added to every combination',
    { axes: { a: [1, 2] }, include: [{ x: 'new' }] },
    [
      { a: 1, x: 'new' },
      { a: 2, x: 'new' },
    ],
  ],
  [
    'keys are added where the axis values are the same',
    { axes: { a: [1, 2] }, include: [{ a: '2', x: 'new' }] },
    [{ a: 1 }, { a: 2, x: 'new' }],
  ],
  [
    'a later include changes what an earlier one added',
    { axes: { a: [1, 2] }, include: [{ x: 'first' }, { a: 2, x: 'second' }] },
    [
      { a: 1, x: 'first' },
      { a: 2, x: 'second' },
    ],
  ],
  [
    'an include that would change an axis value stands alone, at the end',
    { axes: { a: [1], b: [1] }, include: [{ a: 2 }, { b: 1, x: 'added' }] },
    [{ a: 1, b: 1, x: 'added' }, { a: 2 }],
  ],
  [
    'a combination that stands alone is not extended, and does not stop its equal',
    { axes: { a: [1] }, include: [{ a: 2 }, { a: 2, x: 'new' }, { a: 2 }] },
    [{ a: 1 }, { a: 2 }, { a: 2, x: 'new' }, { a: 2 }],
  ],
  [
    'an include that says what is there already adds nothing',
    { axes: { a: [1, 2] }, include: [{ a: 1 }] },
    [{ a: 1 }, { a: 2 }],
  ],
  [
    'an excluded combination comes back through an include',
    { axes: { a: [1, 2] }, exclude: [{ a: 2 }], include: [{ a: 2, x: 'back' }] },
    [{ a: 1 }, { a: 2, x: 'back' }],
  ],
  [
    'where everything is excluded even an include of new keys stands alone',
    { axes: { a: [1] }, exclude: [{ a: 1 }], include: [{ x: 'new' }] },
    [{ x: 'new' }],
  ],
  [
    'objects compare whole, in any order of their keys',
    {
      axes: { a: [{ p: 1, q: 2 }] },
      include: [
        { a: { q: '2', p: 1 }, x: 'fits' },
        { a: { p: 1 }, x: 'alone' },
      ],
    },
    [
      { a: { p: 1, q: 2 }, x: 'fits' },
      { a: { p: 1 }, x: 'alone' },
    ],
  ],
  [
    'a row is extended when it is written whole, and not by its id',
    {
      axes: { drink: drinks },
      include: [
        { drink: { sku: 'oolong', name: 'Oolong', hot: 'true' }, x: 'fits' },
        { drink: 'sencha', x: 'alone' },
      ],
    },
    [{ drink: oolong, x: 'fits' }, { drink: sencha }, { drink: 'sencha', x: 'alone' }],
  ],
  [
    'the value on the axis stays as it is written there',
    { axes: { a: [10] }, include: [{ a: '10', x: 1 }] },
    [{ a: 10, x: 1 }],
  ],
]

/** A matrix of two axes with six includes, one of each kind, as in the documents of the rule. */
const together: readonly Case[] = [
  [
    'includes of every kind, in order',
    {
      axes: { paper: ['matte', 'glossy'], ink: ['black', 'colour'] },
      include: [
        { weight: 90 },
        { weight: 120, ink: 'black' },
        { paper: 'matte', finish: 'soft' },
        { paper: 'linen' },
        { paper: 'linen', ink: 'black' },
      ],
    },
    [
      { paper: 'matte', ink: 'black', weight: 120, finish: 'soft' },
      { paper: 'matte', ink: 'colour', weight: 90, finish: 'soft' },
      { paper: 'glossy', ink: 'black', weight: 120 },
      { paper: 'glossy', ink: 'colour', weight: 90 },
      { paper: 'linen' },
      { paper: 'linen', ink: 'black' },
    ],
  ],
]

describe.each([
  ['axes', axesOnly],
  ['exclude', excludes],
  ['include', includes],
  ['all of it', together],
])('%s', (_, cases) => {
  test.each(cases)('%s', (_says, written, combinations) => {
    expect(combinationsOf(written)).toEqual(combinations)
  })
})

test('names that every object has are axes and keys like others', () => {
  const axes = JSON.parse('{"__proto__": [1, 2], "constructor": ["x"]}')
  const include = [JSON.parse('{"__proto__": 2, "toString": "new"}')]
  const [first, second] = combinationsOf({ axes, include })
  expect(Object.entries(first ?? {})).toEqual([
    ['__proto__', 1],
    ['constructor', 'x'],
  ])
  expect(Object.entries(second ?? {})).toEqual([
    ['__proto__', 2],
    ['constructor', 'x'],
    ['toString', 'new'],
  ])
})
