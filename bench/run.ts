import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { figures } from './figures/index.ts'
import { machineLine, thisMachine } from './machine.ts'
import { isReached, median, type Result, tableText } from './table.ts'

// Measures every figure and prints one table. `--only ID` (may be repeated) takes some of them,
// `--runs N` says of how many runs the medians are, `--json FILE` also writes all values.
// Exit code 1: a target was missed.

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
})

const runs = Number(flags.runs)
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`--runs ${flags.runs}: not a number from 1`)

const results = await measureAll(flags.only)
const machine = thisMachine()
console.log(`\n${tableText(results)}\n\nmedians of ${runs} runs on ${machineLine(machine)}`)
if (flags.json !== undefined) await writeFile(flags.json, jsonText())
if (results.some((result) => isReached(result) === false)) process.exitCode = 1

/** One after the other, so that none disturbs another. */
async function measureAll(only: readonly string[]): Promise<readonly Result[]> {
  const known = await Promise.all(figures.map(async (load) => (await load()).figure))
  for (const id of only) {
    if (known.some((figure) => figure.id === id)) continue
    throw new Error(`--only ${id}: the figures are ${known.map((figure) => figure.id).join(', ')}`)
  }
  const measured: Result[] = []
  for (const figure of known) {
    if (only.length > 0 && !only.includes(figure.id)) continue
    const started = performance.now()
    process.stderr.write(`${figure.id} … `)
    measured.push({ figure, measured: await figure.measure({ runs }) })
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  }
  return measured
}

function jsonText(): string {
  const rows = results.map((result) => {
    const { id, title, target } = result.figure
    const value = median(result.measured.values)
    return { id, title, target, median: value, reached: isReached(result), ...result.measured }
  })
  return `${JSON.stringify({ bench: 1, runs, machine, figures: rows }, null, 2)}\n`
}
