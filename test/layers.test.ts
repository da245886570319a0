import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findCycle, folderArrows, importsOf, readImports } from '../scripts/graph.ts'

/** From the outside in: a folder may import from its own row and from the rows below it. */
const layers = [
  ['cli', 'index'],
  ['run', 'report', 'simulator', 'dashscope'],
  ['provenance', 'images'],
  ['plan'],
  ['lockfile', 'manifest', 'lettering'],
  ['provider', 'request', 'catalog'],
  ['diagnostics'],
]

/** Arrows that the rows would allow and that must not exist all the same. */
const forbidden: readonly (readonly [from: string, to: string])[] = [
  ['index', 'cli'],
  ['run', 'dashscope'],
  ['run', 'simulator'],
  ['run', 'report'],
  ['dashscope', 'run'],
  ['dashscope', 'simulator'],
]

/** The simulator is written from the documents: it must be able to disagree with the client. */
const simulatorMayImport = ['catalog', 'request', 'lettering', 'diagnostics']

const imports = readImports()
const arrows = folderArrows(imports)

function rowOf(folder: string): number {
  return layers.findIndex((row) => row.includes(folder))
}

test('every folder of src has its place in the layers', () => {
  expect([...arrows.keys()].filter((folder) => rowOf(folder) === -1)).toEqual([])
})

test('no import points against the layers', () => {
  const against = [...arrows].flatMap(([from, targets]) =>
    [...targets].filter((to) => rowOf(to) < rowOf(from)).map((to) => `${from} → ${to}`),
  )
  expect(against).toEqual([])
})

test('the run knows no API, and the client and the simulator do not know each other', () => {
  const found = forbidden.filter(([from, to]) => arrows.get(from)?.has(to))
  expect(found).toEqual([])
})

test('the simulator imports the catalogue, requests, lettering and diagnostics only', () => {
  const targets = [...(arrows.get('simulator') ?? [])]
  expect(targets.filter((folder) => !simulatorMayImport.includes(folder))).toEqual([])
})

test('there is no cycle between files', () => {
  expect(findCycle(imports)).toBeNull()
})

test('there is no cycle between folders', () => {
  expect(findCycle(arrows)).toBeNull()
})

test('every relative specifier of the sources is seen as an import of a file that exists', () => {
  const missed = [...imports].flatMap(([file, targets]) => {
    const text = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')
    const written = new Set(
      [...text.matchAll(/(?:from|import\()\s*'(\.[^']+\.ts)'/g)].map((match) => match[1]),
    )
    const unknown = targets.filter((target) => !imports.has(target))
    return written.size === targets.length ? unknown : [`${file}: ${[...written].join(', ')}`]
  })
  expect(missed).toEqual([])
})

test('static, type, lazy and re-exporting imports are all arrows', () => {
  const text = [
    "import { a } from './a.ts'",
    'import type {',
    '  B,',
    "} from '../other/b.ts'",
    "export { c } from './c.ts'",
    "export * from './d.ts'",
    "import './e.ts'",
    "import yaml from 'yaml'",
    "const f = await import('./f.ts')",
    "export const text = 'from nowhere'",
  ].join('\n')
  expect(importsOf('x/file.ts', text)).toEqual([
    'other/b.ts',
    'x/a.ts',
    'x/c.ts',
    'x/d.ts',
    'x/e.ts',
    'x/f.ts',
  ])
})

test('a cycle is named by the files on it', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ])
  expect(findCycle(graph)).toEqual(['b', 'c', 'b'])
})
