import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Asset, ManifestSource, Template } from '../../manifest/manifest.ts'
import type { Effort } from '../effort.ts'
import type { Findings } from '../findings.ts'
import { longestRendering } from './bounds.ts'
import { type Library, partialProblems, reachable, weightOf } from './library.ts'
import { type Frame, lookUp } from './look-up.ts'
import { type Field, isField, type NameSpace, type Use } from './name-space.ts'
import { checkName } from './names.ts'
import { longestText, type ParsedTemplate } from './parse.ts'
import type { Problem } from './problem.ts'
import { compile } from './render.ts'
import { printed } from './text.ts'
import type { PathExpression, Place, Tree } from './tree.ts'

/** Work of checking a character or node of a template for one asset. */
const stepsPerCheck = 100

/** A template that was checked for one asset and can be rendered. */
export interface Linked {
  readonly template: Template
  readonly label: string
  /** Every path in it and its partials. */
  readonly paths: readonly PathExpression[]
  readonly fields: ReadonlySet<Field>
  /** The text for one frame, or null after a finding. `where` words the combination. */
  render(frame: Frame, where: () => string): string | null
  /** The longest value that this frame puts in, in UTF-16 units. */
  longestValue(frame: Frame): { readonly name: string; readonly length: number } | null
}

/** What an asset's templates share. */
export interface Linking {
  readonly asset: Asset
  readonly space: NameSpace
  readonly library: Library
  readonly read: (template: Template) => ParsedTemplate
  /** Names of all partials, usable or not. */
  readonly partials: readonly string[]
  readonly source: ManifestSource
  readonly findings: Findings
  readonly effort: Effort
  readonly usage: Usage
}

/** What the templates of an asset, or of a manifest, use. */
export interface Usage {
  /** First names of paths. */
  readonly names: Set<string>
  readonly partials: Set<string>
  /** Whether every template could be linked: else what seems unused may be a slip elsewhere. */
  isComplete: boolean
}

/**
 * Reads and checks a template before anything is rendered: syntax, names wherever they stand, partials
 * and length. Null where it cannot be rendered; the findings say why.
 */
export function link(
  template: Template,
  as: { readonly label: string; readonly use: Use },
  linking: Linking,
): Linked | null {
  const linked = tryLink(template, as, linking)
  linking.usage.isComplete &&= linked !== null
  return linked
}

function tryLink(
  template: Template,
  { label, use }: { readonly label: string; readonly use: Use },
  linking: Linking,
): Linked | null {
  const { tree, problems } = linking.read(template)
  if (tree === null) return complain(problems, label, linking)
  const { library, partials, usage, effort } = linking
  const weight = weightOf(tree, library)
  const misplaced = [...problems, ...partialProblems(tree, library, partials)]
  complain(misplaced, label, linking)
  const trees = reachable(tree, library)
  effort.spend(stepsPerCheck * [...trees].reduce((sum, part) => sum + part.weight, 0))
  for (const { paths, partials: placed } of trees) {
    for (const { name } of paths) usage.names.add(name)
    for (const { name } of placed) usage.partials.add(name)
  }
  const wrong = wrongNames(trees, { label, use, tree }, linking)
  for (const diagnostic of wrong) linking.findings.add(diagnostic)
  // Without a weight a partial has a problem of its own, which is reported where it stands.
  if (misplaced.length > 0 || wrong.length > 0 || weight === null) return null
  return isTooLong(tree, label, linking) ? null : linked(tree, { label, weight, trees }, linking)
}

function wrongNames(
  trees: ReadonlySet<Tree>,
  { label, use, tree }: { label: string; use: Use; tree: Tree },
  { asset, space, source }: Linking,
): Diagnostic[] {
  return [...trees].flatMap((part) =>
    part.paths.flatMap((path) => {
      const ofPart = part === tree ? label : partialLabel(part.template)
      const wrong = checkName({ path, label: ofPart, use, space, asset, source })
      return wrong === null ? [] : [wrong]
    }),
  )
}

export function partialLabel({ at }: Template): string {
  return `partial \`${at.at(-1)}\``
}

function complain(problems: readonly Problem[], label: string, linking: Linking): null {
  for (const problem of problems) linking.findings.add(ofProblem(problem, label, linking.source))
  return null
}

/** A problem of a template as a finding, with what the template is. */
export function ofProblem(problem: Problem, label: string, source: ManifestSource): Diagnostic {
  return finding(problem.code, `${label}: ${problem.message}`, {
    span: spanOf(problem.place, source),
    help: problem.help,
  })
}

function spanOf({ template, mustache, source: needle }: Place, source: ManifestSource) {
  return source.templateSpan(template, mustache, needle)
}

function isTooLong(tree: Tree, label: string, linking: Linking): boolean {
  const length = longestRendering(tree, linking)
  if (length <= longestText) return false
  linking.findings.add(
    finding(
      'TEMPLATE_TOO_LONG',
      `${label} of asset \`${linking.asset.id}\` could come to ${length} characters, and ${longestText} is the most`,
      {
        span: linking.source.span(tree.template.at),
        help: 'shorten the text or the longest of its values; a helper like `json` can make a value longer',
      },
    ),
  )
  return true
}

function linked(
  tree: Tree,
  { label, weight, trees }: { label: string; weight: number; trees: ReadonlySet<Tree> },
  linking: Linking,
): Linked {
  const { space, library, source, findings, effort } = linking
  const renderer = compile(tree, space, library)
  const paths = [...trees].flatMap((part) => part.paths)
  let failed = false
  let whereNow = () => ''
  // One closure for all renderings: it runs once for every cell.
  const report = (problem: Problem) => {
    failed = true
    const ofPart =
      problem.place.template === tree.template ? label : partialLabel(problem.place.template)
    const word = wording(problem, ofPart, source)
    findings.tally(problem.place, problem.code, { where: whereNow, word })
  }
  return {
    template: tree.template,
    label,
    paths,
    fields: new Set(paths.map(({ name }) => name).filter((name) => isFieldHere(name, space))),
    render: (frame, where) => {
      failed = false
      whereNow = where
      const text = renderer(frame, report)
      effort.spend(weight + text.length)
      return failed ? null : text
    },
    longestValue: (frame) => longestValue(paths, frame, space),
  }
}

/** Outside of `linked`, since findings outlive the renderers that a closure in there would keep. */
function wording(problem: Problem, label: string, source: ManifestSource) {
  return (where: string): Diagnostic => {
    const { message, ...rest } = ofProblem(problem, label, source)
    return { ...rest, message: `${message} for ${where}` }
  }
}

function isFieldHere(name: string, space: NameSpace): name is Field {
  return isField(name) && !space.slots.has(name) && !space.vars.has(name)
}

function longestValue(paths: readonly PathExpression[], frame: Frame, space: NameSpace) {
  let longest: { name: string; length: number } | null = null
  for (const path of paths) {
    const value = lookUp(path, space)(frame)
    const length = value === undefined ? 0 : (printed(value) ?? JSON.stringify(value)).length
    if (length > (longest?.length ?? 0)) {
      longest = { name: [path.name, ...path.rest].join('.'), length }
    }
  }
  return longest
}
