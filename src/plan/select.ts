import type { Json } from '../request/canonical-json.ts'
import { globMatcher } from './glob.ts'
import type { Job, Output } from './job.ts'

/** A part of the set, by name or by value; `all` of its conditions hold for an output that is in it. */
export interface Selection {
  /** Globs over asset ids and output paths as the plan prints them; one that matches is enough. */
  readonly only: readonly string[]
  /** `axis=value` or `axis.column=value`, compared with printed values; each has to hold. */
  readonly where: readonly string[]
}

/** A condition of `--where` that cannot be read. */
export class SelectionSyntaxError extends Error {}

/**
 * The jobs that have an output in the selection, each with those of its outputs that are in it.
 *
 * @throws {SelectionSyntaxError} when a `where` has no `=`.
 */
export function select(
  jobs: readonly Job[],
  selection: Selection,
  outputDir: string,
): readonly Job[] {
  if (selection.only.length === 0 && selection.where.length === 0) return jobs
  const wanted = outputFilter(selection, outputDir)
  return jobs.flatMap((job) => {
    const outputs = job.outputs.filter((output) => wanted(output, job))
    return outputs.length === 0 ? [] : [{ ...job, outputs }]
  })
}

/** Whether an output is in the selection. */
export function outputFilter(
  selection: Selection,
  outputDir: string,
): (output: Output, job: Job) => boolean {
  const globs = selection.only.map(globMatcher)
  const conditions = selection.where.map(parseCondition)
  return (output, job) =>
    (globs.length === 0 ||
      globs.some((matches) => matches(output.asset) || matches(`${outputDir}/${output.path}`))) &&
    conditions.every((holds) => holds(output, job))
}

function parseCondition(text: string): (output: Output, job: Job) => boolean {
  const equals = text.indexOf('=')
  if (equals < 1) {
    throw new SelectionSyntaxError(`\`--where ${text}\` has no name before a \`=\``)
  }
  const [name = '', ...columns] = text.slice(0, equals).split('.')
  const wanted = text.slice(equals + 1)
  return (output, job) => printed(name, columns, output, job).some((value) => value === wanted)
}

/** The printed forms a name stands for: of a whole row its id, of the settings those of the request. */
function printed(name: string, columns: readonly string[], output: Output, job: Job): string[] {
  if (columns.length > 0) return print(descend(output.variables, [name, ...columns]))
  if (Object.hasOwn(output.captions, name)) return [output.captions[name] ?? '']
  if (name === 'model') return [job.request.model]
  if (name === 'size') return [job.request.size, job.request.size.replace('*', 'x')]
  if (name === 'seed') return [String(job.request.seed)]
  return []
}

function descend(value: Json | undefined, columns: readonly string[]): Json | undefined {
  let here = value
  for (const column of columns) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, column)) return undefined
    here = (here as { readonly [key: string]: Json })[column]
  }
  return here
}

function print(value: Json | undefined): string[] {
  return value === undefined || value === null || typeof value === 'object' ? [] : [String(value)]
}
