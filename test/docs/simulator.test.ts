import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { anyKey } from '../../src/simulator/accounts.ts'
import { markers } from '../../src/simulator/markers.ts'
import { codesIn, tablesOf } from '../support/markdown.ts'

const page = await readFile(new URL('../../docs/simulator.md', import.meta.url), 'utf8')

test('every word that steers the simulator is explained', () => {
  const table = tablesOf(page).find(({ header }) => header[0] === 'in the prompt')
  const written = table?.rows.flatMap(([marker = '']) => codesIn(marker))
  expect(written).toEqual(Object.values(markers))
})

test('the keys that it refuses are those that the page names', () => {
  const [, named = ''] = /every key but those that begin with ([^.]*)\./.exec(page) ?? []
  const refused = codesIn(named)
  expect(refused).toHaveLength(2)
  for (const start of refused) expect(anyKey(`${start}-1`)).toBeNull()
  expect(anyKey('sk-simulated')).not.toBeNull()
})
