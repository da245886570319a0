import { parseArgs } from 'node:util'
import { type ChaosReport, chaos, undisturbed } from '../test/chaos/chaos.ts'
import { killCli } from '../test/chaos/cli-kills.ts'
import { everyMoment, randomMoments } from '../test/chaos/moments.ts'
import { chaosSet, type Kind } from '../test/chaos/set.ts'
import { setup as buildOnce } from '../test/support/build-once.ts'
import { randomFrom } from '../test/support/random.ts'

// Kills runs in every way that a machine can, and proves from the simulator's ledger that nothing paid
// is lost and nothing is paid twice. Takes some ten minutes; `--seed` repeats what was found.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '300' },
    images: { type: 'string', default: '200' },
  },
})
const seed = Number(values.seed)
const wanted = Number(values.kills)
const images = Number(values.images)
/** Kills of one set: more, and it is hardly ever finished. */
const killsOfOne = 40

interface Sum {
  sets: number
  kills: number
  powerLosses: number
  images: number
  unknown: number
  readonly violations: string[]
}

function add(sum: Sum, report: Omit<ChaosReport, 'kills'> & { kills: number }, name: string): void {
  sum.sets += 1
  sum.kills += report.kills
  sum.powerLosses += report.powerLosses
  sum.images += report.images
  sum.unknown += report.unknown
  sum.violations.push(...report.violations.map((words) => `${name}: ${words}`))
}

function emptySum(): Sum {
  return { sets: 0, kills: 0, powerLosses: 0, images: 0, unknown: 0, violations: [] }
}

/** Random moments, until there were so many kills. */
async function atRandom(
  kind: Kind,
  { kills, images: size }: { kills: number; images: number },
): Promise<Sum> {
  const sum = emptySum()
  const set = chaosSet(kind, size)
  const calm = await undisturbed(set)
  for (let nth = 0; sum.kills < kills; nth += 1) {
    const own = seed + nth * 1009
    const count = Math.min(killsOfOne, kills - sum.kills)
    const moments = randomMoments(count, { steps: calm.steps, random: randomFrom(own) })
    const report = await chaos(set, { seed: own, moments, calm, badNetwork: kind === 'tasks' })
    add(sum, { ...report, kills: report.kills.length }, `${kind}, seed ${own}`)
    process.stderr.write('.')
  }
  return sum
}

/** Every change of the disk and every request of a small set, each in a world of its own. */
async function atEveryStep(): Promise<Sum> {
  const sum = emptySum()
  const set = chaosSet('tasks', 7)
  const calm = await undisturbed(set)
  for (const moment of everyMoment(calm.steps)) {
    const report = await chaos(set, { seed: seed + sum.sets, moments: [moment], calm })
    add(sum, { ...report, kills: report.kills.length }, JSON.stringify(moment))
    if (sum.sets % 20 === 0) process.stderr.write('.')
  }
  return sum
}

async function realProcesses(): Promise<Sum> {
  buildOnce()
  const sum = emptySum()
  const all = [1, 2].map((nth) => killCli({ seed: seed + nth, images: 60, kills: 10 }))
  for (const report of await Promise.all(all)) {
    add(sum, { ...report, powerLosses: 0, unknown: 0 }, 'SIGKILL')
  }
  return sum
}

const phases: readonly (readonly [name: string, () => Promise<Sum>])[] = [
  [`tasks, sets of ${images} images`, () => atRandom('tasks', { kills: wanted, images })],
  ['tasks that show no prompt', () => atRandom('mute tasks', { kills: wanted / 5, images: 60 })],
  ['calls', () => atRandom('calls', { kills: wanted / 5, images: 60 })],
  ['every step of a small set', atEveryStep],
  ['SIGKILL of the command line', realProcesses],
]

let violations = 0
for (const [name, run] of phases) {
  const { violations: found, ...counts } = await run()
  violations += found.length
  const { sets, kills, powerLosses, images: paid, unknown } = counts
  console.log(
    `\n${name}: ${kills} kills (${powerLosses} with loss of power) of ${sets} sets, ` +
      `${paid} images paid, ${unknown} left unknown, ${found.length} violations`,
  )
  for (const words of found) console.log(`  ${words}`)
}
console.log(`\n${violations} violations`)
process.exitCode = violations === 0 ? 0 : 1
