import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { setup as buildOnce } from '../test/support/build-once.ts'
import { machineLine, thisMachine } from './machine.ts'
import type { Told } from './scale/client.ts'
import { writeRecorded } from './scale/recorded.ts'
import { scaleManifest } from './scale/set.ts'

// A large run over HTTP with sped-up time: killed half way, looked at, resumed and finished. Shows whether
// memory stays flat, whether the lockfile is appended to or rewritten, and how long status and resume take.
// `--recorded N`: so many of them are in the lockfile already. `--jobs N` (in hundreds) and `--minutes N`, half of them for each half: it ends with what it has by then.
// `--profile FOLDER` takes CPU profiles of the runs that are not killed (`tsx bench/profile.ts` reads them).

const { values: flags } = parseArgs({
  options: {
    jobs: { type: 'string', default: '100000' },
    recorded: { type: 'string', default: '0' },
    minutes: { type: 'string', default: '20' },
    profile: { type: 'string' },
  },
})
const jobs = Math.ceil(Number(flags.jobs) / 100) * 100
const recorded = Number(flags.recorded)
const halfTime = Number(flags.minutes) * 30_000
const cli = fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url))

buildOnce()
const folder = await mkdtemp(join(tmpdir(), 'mintage-scale-'))
const manifest = join(folder, 'mintage.yaml')
await writeFile(manifest, scaleManifest(jobs))
const server = start('server', [manifest])
try {
  const [url] = (await Promise.race([once(server, 'message'), gone(server)])) as [string]
  console.log(`${jobs.toLocaleString('en-US')} jobs on ${machineLine(thisMachine())}`)
  if (recorded > 0) {
    await writeRecorded(manifest, recorded)
    console.log(`${recorded.toLocaleString('en-US')} of them recorded as done`)
    await showFiles()
    showStatus(url)
  }
  const half = await runUntil(url, (told) => told.done >= (jobs - recorded) / 2)
  show('until it was killed', half)
  await showFiles()
  showStatus(url)
  const rest = await runUntil(url, () => false)
  show('resumed', rest)
  await showFiles()
  showStatus(url)
  if (rest.at(-1)?.ended === true) show('nothing to do', await runUntil(url, () => false))
  server.send('ledger')
  const [ledger] = await once(server, 'message')
  console.log(`server: ${JSON.stringify(ledger)}`)
} finally {
  server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}

async function gone(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`the server ended with ${code}`)
}

/** What a run told until it ended, or until it was killed: because of what it told, or because time is up. */
async function runUntil(url: string, isEnough: (told: Told) => boolean): Promise<readonly Told[]> {
  const client = start('client', [manifest, url])
  const deadline = performance.now() + halfTime
  const all: Told[] = []
  client.on('message', (told: Told) => {
    all.push(told)
    if (!told.ended && (isEnough(told) || performance.now() > deadline)) client.kill('SIGKILL')
  })
  await once(client, 'exit')
  return all
}

function start(name: 'server' | 'client', args: readonly string[]): ChildProcess {
  const module = fileURLToPath(new URL(`./scale/${name}.ts`, import.meta.url))
  const profiling =
    flags.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', flags.profile]
  const execArgv = ['--import', 'tsx', ...(name === 'client' ? profiling : [])]
  return fork(module, args, { execArgv })
}

function show(what: string, all: readonly Told[]): void {
  const last = all.at(-1)
  if (last === undefined) throw new Error(`a run ended before it told anything: ${what}`)
  const { seconds, cpu, done, planned, firstSent, lock } = last
  console.log(
    `\n${what}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time, ${done} pictures`,
  )
  console.log(`  planned after ${shown(planned)}, first request after ${shown(firstSent)}`)
  console.log(
    `  lockfile: ${mib(lock.appended)} appended in ${lock.appends} writes, ${mib(lock.rewritten)} rewritten`,
  )
  const from = all.findIndex(({ done: soFar }) => soFar > 0)
  const during = from === -1 ? [] : all.slice(from)
  for (const tenth of tenths(during)) {
    const { rssMiB, heapMiB } = tenth
    console.log(
      `  at ${tenth.seconds.toFixed(0)} s: ${tenth.done} pictures, ${rssMiB.toFixed(0)} MiB resident, ${heapMiB.toFixed(0)} MiB heap`,
    )
  }
}

function tenths(all: readonly Told[]): readonly Told[] {
  const step = Math.max(1, Math.floor(all.length / 8))
  return all.filter((_, nth) => nth % step === 0 || nth === all.length - 1)
}

async function showFiles(): Promise<void> {
  const { size } = await stat(join(folder, 'mintage.lock'))
  console.log(`  mintage.lock has ${mib(size)}`)
}

function showStatus(url: string): void {
  const env = { ...process.env, DASHSCOPE_HTTP_BASE_URL: url }
  const started = performance.now()
  const { stdout, status } = spawnSync(process.execPath, [cli, 'status', manifest], {
    env,
    encoding: 'utf8',
  })
  const took = performance.now() - started
  console.log(`\nstatus: ${(took / 1000).toFixed(1)} s, exit code ${status}`)
  const lines = stdout.trimEnd().split('\n')
  for (const line of lines.slice(0, 4)) console.log(`  ${line}`)
}

function shown(seconds: number | null): string {
  return seconds === null ? '(never)' : `${seconds.toFixed(1)} s`
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`
}
