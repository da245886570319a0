import { describe, expect, test } from 'vitest'
import { expandOne, found, only, outputsOf, pathsOf } from '../support/expanded.ts'
import { asset, manifest, rows, variant } from '../support/manifest-builder.ts'

function paths(patch: Parameters<typeof asset>[0]): readonly string[] {
  return pathsOf(manifest({ assets: [asset(patch)] }))
}

const drinks = rows(
  'drink',
  [
    { sku: 'A 1', name: 'Oolong' },
    { sku: 'B 2', name: '茶' },
  ],
  'sku',
)

describe('without output', () => {
  test('a file is named by asset, axis values or row ids, size and seed', () => {
    expect(
      paths({
        prompt: '{{drink.name}} {{city}}',
        matrix: { axes: { drink: drinks, city: ['São Paulo', '上海'] } },
        size: '928*1664',
      }),
    ).toEqual([
      'poster/a-1-são-paulo-928x1664-s1.png',
      'poster/a-1-上海-928x1664-s1.png',
      'poster/b-2-são-paulo-928x1664-s1.png',
      'poster/b-2-上海-928x1664-s1.png',
    ])
  })

  test('an asset without a matrix is size and seed', () => {
    expect(paths({ size: '16:9' })).toEqual(['poster/16x9-s1.png'])
  })

  test('the model stands in the name where there are several, the index where n is more than one', () => {
    const models = ['qwen-image-2.0', 'wan2.6-t2i']
    expect(paths({ models: { kind: 'list', values: models, at: [] }, n: 2 })).toEqual([
      'poster/qwen-image-2.0-1x1-s1-1.png',
      'poster/qwen-image-2.0-1x1-s1-2.png',
      'poster/wan2.6-t2i-1x1-s1-1.png',
      'poster/wan2.6-t2i-1x1-s1-2.png',
    ])
  })

  test('without a size each model makes its default, and the name says which', () => {
    const sizes = { kind: 'list', values: [], at: ['assets', 'poster'] } as const
    expect(paths({ sizes })).toEqual(['poster/1664x928-s1.png'])
  })

  test('an axis that a combination lacks is left out of its name', () => {
    const matrix = { axes: { city: ['Bonn'], mood: ['calm'] }, include: [{ city: 'Oslo' }] }
    expect(paths({ prompt: '{{city}} {{default mood ""}}', matrix })).toEqual([
      'poster/bonn-calm-1x1-s1.png',
      'poster/oslo-1x1-s1.png',
    ])
  })

  test('where there are no axes the keys of includes stand for them', () => {
    const matrix = { include: [{ city: 'Bonn', mood: 'calm' }, { city: 'Oslo' }] }
    expect(paths({ prompt: '{{city}} {{default mood ""}}', matrix })).toEqual([
      'poster/bonn-calm-1x1-s1.png',
      'poster/oslo-1x1-s1.png',
    ])
  })

  test('a row without an id has no name, and is asked for one', () => {
    const drink = rows('drink', [{ name: 'Oolong' }])
    expect(
      only(expandOne({ prompt: '{{drink.name}}', matrix: { axes: { drink } } })),
    ).toMatchObject({
      code: 'OUTPUT_NO_NAME',
      message:
        'no file name follows from `drink` for `poster` {drink: {"name":"Oolong"}}: its rows have no id',
      help: 'name the column that tells its rows apart with `id:`, or write `output:`',
    })
  })

  test('a value without a letter or digit has no name', () => {
    expect(
      only(expandOne({ prompt: '{{a}}', matrix: { axes: { a: ['!', '?', 'x'] } } })),
    ).toMatchObject({
      code: 'OUTPUT_NO_NAME',
      message:
        'no file name follows from `a` for `poster` {a: !} and 1 more: the value has no letter or digit',
    })
  })
})

describe('with output', () => {
  test('the template names the file, once for each image', () => {
    expect(
      paths({
        model: 'qwen-image-2.0',
        n: 2,
        output: '{{asset}}/{{pad index 3}}-{{size.label}}-{{seed}}.png\n',
      }),
    ).toEqual(['poster/001-1x1-1.png', 'poster/002-1x1-1.png'])
  })

  test('a png is the original; another extension is a conversion', () => {
    const recipe = (output: string) =>
      outputsOf(manifest({ assets: [asset({ output, quality: 80 })] })).map((one) => one.recipe)
    expect(recipe('a.png')).toEqual([null])
    expect(recipe('a.JPG')).toEqual([
      { width: null, height: null, fit: 'cover', position: 'centre', format: 'jpeg', quality: 80 },
    ])
    expect(recipe('a.avif')).toMatchObject([{ format: 'avif' }])
  })

  test.each(['a', 'a.gif', 'a.png.tmp', 'provenance.txt'])('%s names no format', (output) => {
    expect(only(expandOne({ output }))).toMatchObject({
      code: 'OUTPUT_FORMAT',
      message: `output is \`${output}\` for \`poster\`, which names no format`,
      span: { file: 'assets.poster.output' },
    })
  })

  test.each(['../a.png', '/a.png', 'provenance.json', 'a/con.png'])('%s is refused', (output) => {
    expect(found(expandOne({ output }))).toEqual(['OUTPUT_PATH at assets.poster.output'])
  })

  test('a value cannot lead out of the folder, and is named with its combination', () => {
    const expansion = expandOne({
      prompt: '{{city}}',
      matrix: { axes: { city: ['Bonn', '../../etc', '..'] } },
      output: '{{city}}/a.png',
    })
    expect(only(expansion).message).toBe(
      'output is `../../etc/a.png` for `poster` {city: ../../etc} and 1 more, which no output can have: `..` leads out of the output folder',
    )
    expect(expansion.jobs).toEqual([])
  })
})

describe('variants', () => {
  test('without output they stand beside the main one', () => {
    const variants = [
      variant({ name: 'thumb' }),
      variant({ name: 'og', recipe: { format: 'jpeg' } }),
      variant({ name: 'small', recipe: { format: 'png' } }),
    ]
    expect(paths({ output: 'a.b/c.png', variants })).toEqual([
      'a.b/c.png',
      'a.b/c.thumb.webp',
      'a.b/c.og.jpg',
      'a.b/c.small.png',
    ])
  })

  test('with output they see the stem and their own name', () => {
    const variants = [variant({ name: 'og', output: 'v/{{stem}}/{{variant}}-{{index}}.webp' })]
    expect(paths({ variants })).toEqual(['poster/1x1-s1.png', 'v/poster/1x1-s1/og-1.webp'])
  })

  test('the extension decides the format, also where a value gives it', () => {
    const variants = [
      variant({ name: 'a', recipe: { format: 'png' }, output: 'a.{{kind}}' }),
      variant({ name: 'b', recipe: { format: 'png', width: null }, output: 'b.png' }),
    ]
    const built = manifest({
      assets: [asset({ prompt: '{{kind}}', matrix: { axes: { kind: ['jpg'] } }, variants })],
    })
    expect(outputsOf(built).map(({ recipe }) => recipe?.format)).toEqual([
      undefined,
      'jpeg',
      undefined,
    ])
  })

  test('outputs know their image, variant, variables, captions and template', () => {
    const built = manifest({
      assets: [
        asset({
          prompt: '{{drink.name}}{{note}}',
          matrix: {
            axes: { drink: drinks },
            exclude: [{ drink: 'B 2' }],
            include: [{ note: '!' }],
          },
          variants: [variant({})],
        }),
      ],
    })
    const shared = {
      image: 1,
      asset: 'poster',
      variables: { drink: { sku: 'A 1', name: 'Oolong' }, note: '!' },
      captions: { drink: 'A 1', note: '!' },
      template: '{{drink.name}}{{note}}',
    }
    expect(outputsOf(built)).toEqual([
      { ...shared, path: 'poster/a-1-1x1-s1.png', variant: null, recipe: null },
      {
        ...shared,
        path: 'poster/a-1-1x1-s1.thumb.webp',
        variant: 'thumb',
        recipe: {
          width: 320,
          height: null,
          fit: 'cover',
          position: 'centre',
          format: 'webp',
          quality: null,
        },
      },
    ])
  })
})
