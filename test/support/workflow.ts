import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** As much of a GitHub workflow as our example has. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, WorkflowJob>>
}

interface WorkflowJob {
  readonly if: string
  readonly permissions: Readonly<Record<string, string>>
  readonly concurrency?: Readonly<Record<string, unknown>>
  readonly 'timeout-minutes'?: number
  readonly steps: readonly Step[]
}

interface Step {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
  readonly run?: string
}

export async function readWorkflow(file: string): Promise<Workflow> {
  return parse(await readFile(file, 'utf8'))
}

/** What a runner gives to a job. */
export interface Runner {
  /** The checkout. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Values of expressions, by their text; what is not here and asked for is an error. */
  readonly values: Readonly<Record<string, string>>
  /** A step that is ended from outside, by its id, before it wrote any output. */
  readonly cancelled?: string
}

/** How each step of a job that ran ended, by name, and what the whole of it printed. */
export interface JobEnd {
  readonly steps: Readonly<Record<string, number | null>>
  readonly summary: string
  readonly log: string
  /** Whether every step ended well. */
  readonly success: boolean
}

/**
 * Runs the shell steps of a job as GitHub's runner does: each in `bash -e`, in order; after a failure
 * only those that say `always()`. Steps that use an action do nothing here.
 */
export async function runJob(
  job: WorkflowJob,
  env: Workflow['env'],
  runner: Runner,
): Promise<JobEnd> {
  const output = join(runner.cwd, '.git/output')
  const summary = join(runner.cwd, '.git/summary')
  for (const file of [output, summary]) await writeFile(file, '')
  const given = { ...runner.env, ...env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary }
  const steps: Record<string, number | null> = {}
  const values = new Map(Object.entries(runner.values))
  let log = ''
  for (const { id, name, if: condition, run, env: own = {} } of job.steps) {
    const hasFailed = Object.values(steps).some((code) => code !== 0)
    if (run === undefined || !isWanted(condition, hasFailed, values)) continue
    const ended = await shell(run, runner.cwd, { ...given, ...expandAll(own, values) })
    log += ended.log
    const isCancelled = id !== undefined && id === runner.cancelled
    steps[name ?? run] = isCancelled ? null : ended.code
    if (id === undefined || isCancelled) continue
    for (const [key, value] of outputsOf(await readFile(output, 'utf8'))) {
      values.set(`steps.${id}.outputs.${key}`, value)
    }
  }
  const success = Object.values(steps).every((code) => code === 0)
  return { steps, success, log, summary: await readFile(summary, 'utf8') }
}

type Values = ReadonlyMap<string, string>

function isWanted(condition: string | undefined, hasFailed: boolean, values: Values): boolean {
  if (condition === 'always()') return true
  if (hasFailed) return false
  return condition === undefined || evaluate(condition, values) === 'true'
}

/** Texts with their `${{ … }}`; outputs that no step wrote are empty. */
function expandAll(
  texts: Readonly<Record<string, string>>,
  values: Values,
): Record<string, string> {
  const expand = (text: string) =>
    text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => evaluate(expression, values))
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, expand(text)]))
}

function evaluate(expression: string, values: Values): string {
  const value = values.get(expression) ?? (expression.startsWith('steps.') ? '' : undefined)
  if (value === undefined) throw new Error(`the test gives no value for ${expression}`)
  return value
}

function outputsOf(text: string): [string, string][] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
}

function shell(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number | null; log: string }> {
  const child = spawn('bash', ['-e', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, log }))
  })
}
