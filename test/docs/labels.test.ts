import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readAigc } from '../../src/images/labels/aigc.ts'
import { labelNames, labelValues } from '../../src/images/labels/label-values.ts'
import { codesIn, tablesOf } from '../support/markdown.ts'
import { framed, planText, snippetsOf } from './snippets.ts'

const page = await readFile(new URL('../../docs/labels.md', import.meta.url), 'utf8')

async function planned() {
  const [snippet] = snippetsOf(page)
  if (snippet === undefined) throw new Error('the page has a manifest')
  const { plan, findings } = await planText(framed(snippet))
  expect(findings).toEqual([])
  return plan?.jobs ?? []
}

test('the manifest of the page plans, and gives each asset the labels that the text says', async () => {
  const labels = (await planned()).map(({ asset, outputs }) => [asset, outputs[0]?.recipe?.labels])
  expect(Object.fromEntries(labels)).toMatchObject({
    poster: {
      iptc: { prompt: true, promptWriter: null },
      aigc: { contentProducer: 'Lotus Tea Co.' },
    },
    studio: { iptc: { prompt: false, promptWriter: 'Lotus design team' }, aigc: null },
    sketch: undefined,
  })
})

test('the tables have each field that is written, and no other', async () => {
  const [job] = await planned()
  const recipe = job?.outputs[0]?.recipe
  if (job === undefined || recipe?.labels === undefined) throw new Error('poster has labels')
  const { key, request, model } = job
  const subject = { key, request, family: model.family, image: 1, rewritten: null }
  const aigc = readAigc(labelValues(recipe.labels, subject).get('AIGC') ?? '')
  const [iptcTable, aigcTable] = tablesOf(page).map(({ rows }) =>
    rows.flatMap(([field = '']) => codesIn(field)),
  )
  expect(iptcTable).toEqual(labelNames.filter((name) => name !== 'AIGC'))
  expect(aigcTable?.toSorted()).toEqual(Object.keys(aigc ?? {}).toSorted())
})
