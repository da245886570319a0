import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

// Says where the time of a `--cpu-prof` file went: `tsx bench/profile.ts FILE.cpuprofile [ROWS]`. By the
// function that ran, and by the package or folder that it belongs to.

interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      readonly lineNumber: number
    }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const [path = '', rows = '20'] = process.argv.slice(2)
const profile = JSON.parse(await readFile(path, 'utf8')) as Profile
const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]))
const byFunction = new Map<string, number>()
const byPlace = new Map<string, number>()
let total = 0
for (const [nth, id] of profile.samples.entries()) {
  const frame = frames.get(id)
  const ms = (profile.timeDeltas[nth] ?? 0) / 1000
  if (frame === undefined || frame.functionName === '(idle)') continue
  total += ms
  const { functionName, url, lineNumber } = frame
  const name = functionName === '' ? '(anonymous)' : functionName
  const where = url === '' ? '' : ` ${basename(url)}:${lineNumber + 1}`
  add(byFunction, `${name}${where}`, ms)
  add(byPlace, placeOf(url, name), ms)
}
console.log(`${total.toFixed(0)} ms of work\n`)
print(byPlace)
console.log('')
print(byFunction)

function placeOf(url: string, name: string): string {
  const dependency = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (dependency !== undefined) return dependency
  const own = /\/(?:src|dist|bench)\/[^/]+/.exec(url)?.[0]
  return own ?? (url === '' ? name : 'node')
}

function add(sums: Map<string, number>, name: string, ms: number): void {
  sums.set(name, (sums.get(name) ?? 0) + ms)
}

function print(sums: ReadonlyMap<string, number>): void {
  const sorted = [...sums].sort(([, a], [, b]) => b - a).slice(0, Number(rows))
  for (const [name, ms] of sorted) {
    console.log(
      `${ms.toFixed(0).padStart(8)} ms ${((ms / total) * 100).toFixed(1).padStart(5)} %  ${name}`,
    )
  }
}
