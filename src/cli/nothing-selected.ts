import { nearest } from '../diagnostics/suggest.ts'
import { outputFilter, type Selection } from '../plan/select.ts'
import { warningText } from './error-text.ts'
import type { Printer } from './printer.ts'
import type { Planned } from './show-findings.ts'

/** A glob that matches nothing is most likely misspelt, and so is a selection that leaves nothing. */
export function warnOfNothing(project: Planned, print: Printer): void {
  const { plan, request } = project
  const { only, where, regenerate } = request.options
  warnOfMisspelt(project, print)
  for (const glob of regenerate.filter((each) => matchesNothing(plan, { only: [each] }))) {
    warn(
      `\`--regenerate ${glob}\` matches no asset and no output, so nothing is bought anew for it`,
      print,
    )
  }
  if (plan.jobs.length === 0 && only.length + where.length > 0) {
    warn('no output matches --only and --where, so nothing is wanted', print)
  }
}

/** Names each `--only` and `--where` that matches nothing by itself. */
export function warnOfMisspelt({ plan, request }: Planned, print: Printer): void {
  const { only, where } = request.options
  for (const glob of only.filter((each) => matchesNothing(plan, { only: [each] }))) {
    warn(`\`--only ${glob}\` matches no asset and no output`, print)
  }
  for (const condition of where.filter((each) => matchesNothing(plan, { where: [each] }))) {
    warn(`\`--where ${condition}\` matches no output${unknownAxis(plan, condition)}`, print)
  }
}

function warn(message: string, print: Printer): void {
  print.problem(warningText({ code: 'CLI_NOTHING_SELECTED', message }, print.talkStyle))
}

function matchesNothing(
  { everything, manifest }: Planned['plan'],
  { only = [], where = [] }: Partial<Selection>,
): boolean {
  const matches = outputFilter({ only, where }, manifest.outputDir)
  return !everything.some((job) => job.outputs.some((output) => matches(output, job)))
}

/** More than anybody reads in a warning. */
const mostNames = 20

/** What to add where the name before the `=` is none; nothing where it is only the value. */
function unknownAxis({ everything }: Planned['plan'], condition: string): string {
  const [name = ''] = condition.slice(0, condition.indexOf('=')).split('.')
  const axes = new Set<string>()
  for (const { outputs } of everything) {
    for (const { captions, variables } of outputs) {
      for (const axis of Object.keys({ ...captions, ...variables })) axes.add(axis)
    }
  }
  const names = [...axes, 'model', 'size', 'seed']
  if (names.includes(name)) return ''
  const near = nearest(name, names)
  const shown = names.slice(0, mostNames).map((each) => `\`${each}\``)
  const all = `there are ${shown.join(', ')}${names.length > mostNames ? ', …' : ''}`
  return `: there is no axis \`${name}\`${near === null ? '' : `, did you mean \`${near}\`?`}; ${all}`
}
