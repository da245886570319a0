import { describe, expect, test } from 'vitest'
import { knownErrors } from '../../src/dashscope/error-catalogue.ts'
import type { Attempt } from '../../src/lockfile/records.ts'
import type { Fault, FaultHook } from '../../src/simulator/faults.ts'
import { type ErrorRow, errorRows } from './reliability-doc.ts'
import { type Ended, type Scene, scene } from './scene.ts'

/** Where the API can say so; `cancel` has its own tests, with the command that cancels. */
const places = ['submit', 'call', 'task', 'look'] as const
type Place = (typeof places)[number]

test('the table has every row of the catalogue, and nothing that is not decided by it', () => {
  const rows = [...errorRows]
  for (const { codes, says } of knownErrors) {
    for (const code of codes) {
      const named = rows.filter((row) => row.code === code)
      expect(named, code).not.toHaveLength(0)
    }
    for (const words of says ?? []) {
      const said = rows.filter((row) => row.words.toLowerCase().includes(words))
      expect(said, words).not.toHaveLength(0)
    }
  }
})

describe.each(places)('at a %s', (place) => {
  const rows = errorRows.filter((row) => row.places.includes(place))
  const passing = rows.filter(({ does }) => does !== 'stops the run')
  const stopping = rows.filter(({ does }) => does === 'stops the run')
  let together: Promise<readonly Attempt[]> | null = null

  test.each(passing.map((row) => [row.name, row] as const))('%s', async (_, row) => {
    together ??= playTogether(passing, place)
    const attempt = (await together)[passing.indexOf(row)]
    expect(attempt).toMatchObject(expected(row, place))
  })

  test.each(stopping.map((row) => [row.name, row] as const))('%s', async (_, row) => {
    const { stage, ended } = await playAlone(row, place)
    expect(ended.code).toBe(4)
    expect(ended.said).toContain(`error[${row.code}]`)
    expect(ended.said).toMatch(/= help: \S|code that no document names/)
    const state = place === 'look' ? 'submitted' : 'failed'
    expect(await stage.attempt(1)).toMatchObject({ state })
    const { accepted } = stage.simulator.ledger()
    expect(accepted.images).toBeLessThan(place === 'submit' || place === 'call' ? 1 : 4)
  })
})

test('a picture that is refused each time is sent twice, and then given up', async () => {
  const stage = await scene({
    faults: ({ operation, prompt }) =>
      operation === 'submit' && prompt === 'poster 1.'
        ? { kind: 'work', fate: { kind: 'fails', failure: moderated } }
        : undefined,
  })
  const { code, said } = await stage.run()
  expect(code).toBe(1)
  expect(said).toContain('another seed may pass')
  const sent = stage.simulator.ledger().requests.filter(({ prompt }) => prompt === 'poster 1.')
  expect(sent).toHaveLength(2)
})

const moderated = {
  code: 'DataInspectionFailed',
  message: 'Output data may contain inappropriate content.',
  status: 400,
}

/** What becomes of the one picture that was hit. */
function expected({ does, code }: ErrorRow, place: Place): object {
  // A look that fails says nothing about the task.
  if (place === 'look' || does !== 'gives the image up') return { state: 'done' }
  return { state: 'failed', cost: null, error: { code, retriable: false } }
}

/** One run in which each picture meets another error, once; none keeps another from being made. */
async function playTogether(rows: readonly ErrorRow[], place: Place): Promise<readonly Attempt[]> {
  const stage = await scene({
    mode: place === 'call' ? 'sync' : 'async',
    images: rows.length,
    faults: eachOnce(rows, place),
    simulator: { limits: { 'wan2.2-t2i-flash': { concurrent: { async: 2 } } } },
  })
  const { code, said } = await stage.run()
  const lost = place === 'look' ? [] : rows.filter(({ does }) => does === 'gives the image up')
  expect({ code, said }).toEqual({ code: lost.length > 0 ? 1 : 0, said })
  for (const { code: error } of lost) expect(said).toContain(`failed[${error}]`)
  expect(stage.simulator.ledger().billed).toMatchObject({
    images: rows.length - lost.length,
    repeated: [],
  })
  const attempts = await Promise.all(rows.map((_, index) => stage.attempt(index + 1)))
  return attempts.flatMap((attempt) => attempt ?? [])
}

function eachOnce(rows: readonly ErrorRow[], place: Place): FaultHook {
  const seen = new Set<string>()
  const first = (name: string) => !seen.has(name) && Boolean(seen.add(name))
  let looks = 0
  return ({ operation, prompt, taskId }) => {
    if (place === 'look') {
      if (operation !== 'poll' || !first(taskId ?? '')) return undefined
      looks += 1
      return faultOf(rows[looks - 1], place)
    }
    const wanted = place === 'call' ? 'call' : 'submit'
    if (operation !== wanted || prompt === null || !first(prompt)) return undefined
    return faultOf(rows[Number(/\d+/.exec(prompt)?.[0]) - 1], place)
  }
}

async function playAlone(row: ErrorRow, place: Place): Promise<{ stage: Scene; ended: Ended }> {
  const operation = place === 'look' ? 'poll' : place === 'call' ? 'call' : 'submit'
  const stage = await scene({
    mode: place === 'call' ? 'sync' : 'async',
    faults: (seen) => (seen.operation === operation ? faultOf(row, place) : undefined),
  })
  return { stage, ended: await stage.run() }
}

function faultOf(row: ErrorRow | undefined, place: Place): Fault | undefined {
  if (row === undefined) return undefined
  const failure = { code: row.code, message: row.words, status: row.http }
  return place === 'task'
    ? { kind: 'work', fate: { kind: 'fails', failure } }
    : { kind: 'error', ...failure }
}
