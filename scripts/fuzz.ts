import { parseArgs } from 'node:util'
import { fuzz } from '../test/hostile/fuzz.ts'

// Gives made-up manifests, data files, lockfiles, saved plans and answers to everything that reads
// them. `--seed` with `--cases 1` and `--only` makes one case again that was reported.

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})

const { cases, seed, only } = values
const counts = await fuzz({ cases: Number(cases), seed: Number(seed), only })
let violated = 0
let tried = 0
for (const { name, taken, refused, violations } of counts) {
  violated += violations.length
  tried += taken + refused + violations.length
  console.log(`${name}: ${taken} taken, ${refused} refused, ${violations.length} violations`)
  for (const words of violations.slice(0, 20)) console.log(`  ${words}`)
}
console.log(`\n${tried} cases, ${violated} violations`)
process.exitCode = violated === 0 ? 0 : 1
