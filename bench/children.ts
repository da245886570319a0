import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The command line as it is shipped: built once for all figures, so that none measures an older one. */
export function builtCli(): string {
  if (!isBuilt) build()
  isBuilt = true
  return fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url))
}

let isBuilt = false

function build(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const built = spawnSync('npm', ['run', 'build'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`npm run build: ${built.stdout}${built.stderr}`)
}

/** A plain script beside the figures: what the least work would be. */
export function bareLoop(name: string): string {
  return fileURLToPath(new URL(`bare/${name}.mjs`, import.meta.url))
}

export interface ChildOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Fails where the output of the child does not hold it: it did not do what was to be measured. */
  readonly says?: string
}

/**
 * Milliseconds of CPU that a whole `node` process took, its threads and its end included: what the
 * system counted (user and system), read by the `time` of bash, which is to the millisecond.
 */
export async function cpuOf(args: readonly string[], options: ChildOptions): Promise<number> {
  const timed = ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', process.execPath, ...args]
  const text = await outputOf('bash', timed, options)
  const [, user, system] = /^cpu ([\d.]+) ([\d.]+)$/m.exec(text) ?? []
  if (user === undefined || system === undefined) throw new Error(`no CPU time in: ${text}`)
  return (Number(user) + Number(system)) * 1000
}

/** The most memory that a whole `node` process held at a time, in MiB. */
export async function peakOf(args: readonly string[], options: ChildOptions): Promise<number> {
  const hook = new URL('bare/tell-peak.mjs', import.meta.url).href
  const text = await outputOf(process.execPath, ['--import', hook, ...args], options)
  const [, peak] = /^peak ([\d.]+)$/m.exec(text) ?? []
  if (peak === undefined) throw new Error(`no memory in: ${text}`)
  return Number(peak)
}

/** A child that takes longer than this hangs; it is ended, and its figure fails. */
const mostMs = 5 * 60_000

export async function outputOf(
  command: string,
  args: readonly string[],
  { cwd, env, says = '' }: ChildOptions,
): Promise<string> {
  const child = spawn(command, args, { cwd, env: { ...plainEnv(), ...env }, timeout: mostMs })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const [code] = await once(child, 'close')
  if (code !== 0 || !text.includes(says)) throw new Error(`${args.join(' ')} (${code}): ${text}`)
  return text
}

/** Without what makes every start of Node slower in some places, and so all ratios look better. */
function plainEnv(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env
  return env
}
