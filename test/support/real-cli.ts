import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'

const program = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url))

/** What the tests of a file left: processes, servers, folders. Ended after the last one, latest first. */
const leftovers: (() => unknown)[] = []
afterAll(async () => {
  for (const end of leftovers.reverse()) await end()
})

/** How a command ended. `code` is null where a signal ended it. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder of a test's own, with the real command line in it. */
export interface Place {
  readonly folder: string
  /** Runs `mintage …` to its end. */
  mintage(...args: readonly string[]): Promise<Ended>
  /** Starts it; the test stops it. */
  start(...args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> }
  write(path: string, text: string | Uint8Array): Promise<void>
  /** null where there is no such file. */
  read(path: string): Promise<Buffer | null>
  remove(path: string): Promise<void>
  /** Also given to the command, over an otherwise bare environment. */
  readonly env: Record<string, string>
}

/** Makes a folder with these files; removed after the test. */
export async function place(files: Readonly<Record<string, string>> = {}): Promise<Place> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mintage-e2e-')))
  leftovers.push(() => rm(folder, { recursive: true, force: true }))
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    NO_COLOR: '1',
  }
  const start: Place['start'] = (...args) => launch(args, { cwd: folder, env })
  const here: Place = {
    folder,
    env,
    start,
    mintage: (...args) => start(...args).ended,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    },
    read: (path) => readFile(join(folder, path)).catch(() => null),
    remove: (path) => rm(join(folder, path), { recursive: true, force: true }),
  }
  for (const [path, text] of Object.entries(files)) await here.write(path, text)
  return here
}

/** A simulator in this process that the place's commands talk to as if it were the real service. */
export async function service(
  here: Place,
  options: Parameters<typeof startSimulator>[0] = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ durationOf: () => 150, ...options })
  leftovers.push(() => simulator.close())
  here.env['DASHSCOPE_HTTP_BASE_URL'] = simulator.url
  here.env['DASHSCOPE_API_KEY'] = 'sk-test-0123456789abcdef'
  return simulator
}

function launch(
  args: readonly string[],
  options: { cwd: string; env: Record<string, string> },
): ReturnType<Place['start']> {
  const child = spawn(process.execPath, [program, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  leftovers.push(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  })
  const texts = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
  return { child, ended }
}
