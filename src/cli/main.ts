#!/usr/bin/env node
import { homedir } from 'node:os'
import type { Io, Signal } from './io.ts'
import { version } from './version.ts'
import { wholeSink } from './whole-sink.ts'

// The one file that touches the process. `--version` is answered before anything else is loaded.

const showCursor = '\u001b[?25h'

const stdout = wholeSink(process.stdout)
const stderr = wholeSink(process.stderr)

function processIo(cwd: string): Io {
  return {
    stdin: process.stdin,
    stdout,
    stderr,
    env: process.env,
    cwd,
    system: `Node ${process.version}, ${process.platform} ${process.arch}`,
    home: homeOf(),
    now: Date.now,
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    onSignal,
  }
}

/** A user without a home folder has no key there either. */
function homeOf(): string | null {
  try {
    return homedir()
  } catch {
    return null
  }
}

function onSignal(listener: (signal: Signal) => void): () => void {
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
  return () => {
    process.off('SIGINT', listener)
    process.off('SIGTERM', listener)
  }
}

/** Why what was printed did not arrive, e.g. because a disk is full; null: it did. */
let unwritten: NodeJS.ErrnoException | null = null

/** A reader that has gone away, as `head` does, never ends a run: pictures are being paid for. Nor does a full disk. */
function surviveLostOutput(): void {
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') unwritten ??= error
    })
  }
}

/** Waits until everything written has reached its pipe: leaving earlier would cut it. */
async function flush(): Promise<void> {
  for (const stream of [stdout, stderr]) {
    await new Promise<void>((resolve) => {
      if (stream.destroyed || !stream.writable) resolve()
      else stream.write('', () => resolve())
    })
  }
  // Errors of streams are told a turn later.
  await new Promise((resolve) => setImmediate(resolve))
}

/** What nobody caught is our own fault. */
async function crash(error: unknown): Promise<void> {
  if (stderr.isTTY) stderr.write(showCursor)
  await leave(await reported(error))
}

/** An installation that lost files may have nothing to report with, and would break in the report for ever. */
async function reported(error: unknown): Promise<number> {
  try {
    const { reportCrash } = await import('./cli.ts')
    return reportCrash(error, processIo(workingFolder() ?? ''))
  } catch (missing) {
    const [first = ''] = String(error).split('\n')
    const why = String(missing) === String(error) ? missing : `${missing}, after ${first}`
    stderr.write(
      `error[INTERNAL]: Mintage is not whole; install it again: ${withoutKey(`${why}`)}\n`,
    )
    return 3
  }
}

/** The reports have this from `diagnostics/`, which may be what is missing. */
function withoutKey(text: string): string {
  const key = process.env['DASHSCOPE_API_KEY']?.trim() ?? ''
  const hidden = key === '' ? text : text.replaceAll(key, '***')
  return hidden.replace(/\bsk-[\w-]{8,}/g, 'sk-***').replace(/\p{Cc}/gu, ' ')
}

/** As `engines` of package.json says. */
const oldest = [20, 19] as const

function isTooOld(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}

/** The folder that this was started in; null: it was removed. */
function workingFolder(): string | null {
  try {
    return process.cwd()
  } catch {
    return null
  }
}

async function leave(code: number): Promise<void> {
  await flush()
  if (unwritten === null) process.exit(code)
  const { code: why = unwritten.message } = unwritten
  stderr.write(`error: what was to be printed could not be written (${why})\n`)
  // What is missing goes before what a plan would generate.
  process.exit(code === 0 || code === 7 ? 1 : code)
}

async function start(argv: readonly string[]): Promise<void> {
  surviveLostOutput()
  const [first, ...others] = argv
  if ((first === '--version' || first === '-V') && others.length === 0) {
    stdout.write(`${version()}\n`)
    return leave(0)
  }
  if (isTooOld(process.versions.node)) {
    const needed = `Mintage needs Node ${oldest.join('.')} or later`
    stderr.write(`error: ${needed}, and this is ${process.version}; nothing was sent\n`)
    return leave(2)
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  // Only `leave` ends it: whoever waits for what never comes has not done what was asked for.
  process.once('beforeExit', () => crash(new Error('it stopped before it was done')))
  const cwd = workingFolder()
  if (cwd === null) {
    stderr.write('error: the folder that this was started in is gone; nothing was sent\n')
    return leave(2)
  }
  const { main } = await import('./cli.ts')
  await leave(await main(argv, processIo(cwd)))
}

start(process.argv.slice(2)).catch(crash)
