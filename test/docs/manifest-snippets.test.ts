import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { claimOf, plainLine } from '../support/claims.ts'
import { blocksOf, codesIn, type Table, tablesOf } from '../support/markdown.ts'
import { framed, frameText, planText, type Snippet, snippetsOf } from './snippets.ts'

const page = await readFile(new URL('../../docs/manifest.md', import.meta.url), 'utf8')
const snippets = snippetsOf(page).map((snippet) => ({ line: snippet.block.line, snippet }))

test('the page says how its manifests are to be read: the frame of parts stands on it', () => {
  expect(blocksOf(page).map(({ text }) => text)).toContain(frameText)
})

test.each(snippets)(
  'the manifest in line $line plans as the text beside it says',
  async ({ snippet }) => {
    const claim = snippet.claim?.text.trimEnd().split('\n').map(plainLine) ?? []
    const planned = await planText(framed(snippet), snippet.files)
    expect(claim).toEqual(claimOf(planned, claim))
  },
)

test('every whole manifest has its plan beside it', () => {
  const bare = snippets.filter(({ snippet }) => snippet.isWhole && snippet.claim === null)
  expect(bare).toEqual([])
  expect(snippets.filter(({ snippet }) => snippet.isWhole).length).toBeGreaterThan(2)
})

const [values] = tables('name', 'value')
const names = Object.fromEntries(
  values?.rows.map(([name = '', value = '']) => [codesIn(name)[0], codesIn(value)[0]]) ?? [],
)
const templates = tables('template', 'prints').flatMap(({ rows }) => pairs(rows))
const refused = tables('template', 'is').flatMap(({ rows }) => pairs(rows))

test('there are values to print, and templates that print them', () => {
  expect(Object.keys(names).length).toBeGreaterThan(5)
  expect(templates.length).toBeGreaterThan(15)
  expect(refused.length).toBeGreaterThan(10)
})

test.each(templates)('%s prints %s', async (template, printed) => {
  const { plan, findings } = await promptOf(template)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(plan?.jobs.map(({ request }) => request.prompt)).toEqual([printed])
})

test.each(refused)('%s is %s', async (template, code) => {
  const { findings } = await promptOf(template)
  expect(findings.flatMap((each) => (each.severity === 'error' ? [each.code] : []))).toEqual([code])
})

const edits = tables('in this manifest', 'becomes', 'new images').flatMap(({ rows }) =>
  rows.map(([from = '', to = '', count]) => ({
    from: codesIn(from)[0] ?? '',
    to: codesIn(to)[0] ?? '',
    count: Number(count),
  })),
)

test.each(edits)('$from, changed to $to, asks for $count new images', async (edit) => {
  const { block } = snippetBefore('| in this manifest |')
  const [before, after] = [block.text, block.text.replace(edit.from, () => edit.to)]
  expect(after).not.toBe(before)
  const known = await keysOf(before)
  expect((await keysOf(after)).filter((key) => !known.includes(key))).toHaveLength(edit.count)
})

test('there are edits that cost nothing, and edits that cost images', () => {
  expect(edits.filter(({ count }) => count === 0).length).toBeGreaterThan(5)
  expect(edits.filter(({ count }) => count > 0).length).toBeGreaterThan(3)
})

/** Plans one asset that prints a template, with the page's values as vars. */
function promptOf(template: string) {
  const vars = Object.entries(names).map(([name, value]) => `  ${name}: ${value}\n`)
  const asset = `  a: {prompt: ${JSON.stringify(template)}, model: qwen-image-plus}\n`
  return planText(`version: 1\nname: tea\nvars:\n${vars.join('')}assets:\n${asset}`)
}

async function keysOf(text: string): Promise<readonly string[]> {
  const { plan } = await planText(text)
  const keys = plan?.jobs.map(({ key }) => key) ?? []
  expect(keys.length).toBeGreaterThan(0)
  return keys
}

function tables(...header: readonly string[]): Table[] {
  return tablesOf(page).filter((table) => table.header.join() === header.join())
}

/** The first texts in backticks of the first two cells. */
function pairs(rows: Table['rows']): [string, string][] {
  return rows.map(([one = '', other = '']) => [codesIn(one)[0] ?? '', codesIn(other)[0] ?? ''])
}

function snippetBefore(text: string): Snippet {
  const line = page.split('\n').findIndex((each) => each.startsWith(text)) + 1
  const before = snippets.findLast((each) => each.line < line)
  if (before === undefined) throw new Error(`no manifest before ${text}`)
  return before.snippet
}
