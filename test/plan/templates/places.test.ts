import { expect, test } from 'vitest'
import { parseTemplate } from '../../../src/plan/templates/parse.ts'
import { template } from '../../support/manifest-builder.ts'

function places(text: string): string[] {
  const { tree } = parseTemplate(template(text, 'prompt'))
  return (tree?.paths ?? []).map(({ place }) => `${place.mustache} ${place.source}`)
}

test('a place is the how-manieth mustache and what is written there', () => {
  expect(places('a {{city}} {{upper  drink.[Product Name]}}\n\r\n{{ palette }}')).toEqual([
    '0 {{city}}',
    '1 drink.[Product Name]',
    '2 {{ palette }}',
  ])
})

test('literal braces, comments, blocks and partials count as they are written', () => {
  expect(places('\\{{a}} {{! {{x }}{{{b}}}{{#if c}}{{> p}}{{d}}{{/if}} {{~e~}}')).toEqual([
    '3 {{{b}}}',
    '4 c',
    '6 {{d}}',
    '8 {{~e~}}',
  ])
})

test('a mustache over several lines is shown by its first', () => {
  expect(places('x\n{{upper\n  city}} {{a\n}}')).toEqual(['0 city', '1 {{a'])
})

test('line ends of every kind are counted as the parser counts them', () => {
  expect(places('a\rb\r\nc\n{{city}}')).toEqual(['0 {{city}}'])
})
