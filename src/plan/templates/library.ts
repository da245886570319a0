import { nearest } from '../../diagnostics/suggest.ts'
import type { Template } from '../../manifest/manifest.ts'
import { longestText, type ParsedTemplate } from './parse.ts'
import type { Problem } from './problem.ts'
import type { PartialStatement, Tree } from './tree.ts'

/** Partials inside partials. */
const deepest = 100
/** Characters and nodes that one rendering may touch; its length has a bound of its own. */
const heaviest = longestText * 10

/** A partial that can be placed: it was read, and so was all that it places. */
interface UsablePartial {
  readonly tree: Tree
  /** Characters and nodes of one rendering, its own partials included. */
  readonly weight: number
  /** Levels of partials below it. */
  readonly height: number
}

export type Library = ReadonlyMap<string, UsablePartial>

/** Reads the partials of a manifest; those with a problem, or a partial that has one, are left out. */
export function readLibrary(
  partials: ReadonlyMap<string, Template>,
  read: (template: Template) => ParsedTemplate,
): { readonly library: Library; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const trees = new Map<string, Tree>()
  for (const [name, template] of partials) {
    const parsed = read(template)
    problems.push(...parsed.problems)
    if (parsed.tree !== null && parsed.problems.length === 0) trees.set(name, parsed.tree)
  }
  const search: Search = { trees, names: [...partials.keys()], known: new Map(), problems }
  for (const name of trees.keys()) resolve(name, [], search)
  const library = new Map<string, UsablePartial>()
  for (const [name, partial] of search.known) if (partial !== null) library.set(name, partial)
  return { library, problems }
}

/** Characters and nodes of one rendering of a tree; null where one of its partials is not usable. */
export function weightOf(tree: Tree, library: Library): number | null {
  let weight = tree.weight
  for (const { name } of tree.partials) {
    const partial = library.get(name)
    if (partial === undefined) return null
    weight += partial.weight
  }
  return weight
}

/** What is wrong with a tree that places partials of this library. */
export function partialProblems(
  tree: Tree,
  library: Library,
  names: readonly string[],
): readonly Problem[] {
  const problems = tree.partials.flatMap((partial) =>
    names.includes(partial.name) ? [] : [unknownPartial(partial, names)],
  )
  const weight = weightOf(tree, library) ?? 0
  const [first] = tree.partials
  if (weight > heaviest && first !== undefined) problems.push(tooHeavy(first))
  return problems
}

/** The tree and every partial it reaches, each once. */
export function reachable(tree: Tree, library: Library): ReadonlySet<Tree> {
  const seen = new Set<Tree>([tree])
  for (const { partials } of seen) {
    for (const { name } of partials) {
      const partial = library.get(name)
      if (partial !== undefined) seen.add(partial.tree)
    }
  }
  return seen
}

interface Search {
  readonly trees: ReadonlyMap<string, Tree>
  readonly names: readonly string[]
  readonly known: Map<string, UsablePartial | null>
  readonly problems: Problem[]
}

function resolve(name: string, chain: readonly string[], search: Search): UsablePartial | null {
  const known = search.known.get(name)
  if (known !== undefined) return known
  const tree = search.trees.get(name)
  if (tree === undefined) return null
  const partial = place(tree, [...chain, name], search)
  search.known.set(name, partial)
  return partial
}

/** Adds up what a partial places, and looks for what it may not place. */
function place(tree: Tree, chain: readonly string[], search: Search): UsablePartial | null {
  const inner = tree.partials.map((statement) => {
    const problem = misplaced(statement, chain, search.names)
    if (problem === null) return resolve(statement.name, chain, search)
    search.problems.push(problem)
    return null
  })
  const usable = inner.filter((partial) => partial !== null)
  if (usable.length < inner.length) return null
  const weight = usable.reduce((sum, partial) => sum + partial.weight, tree.weight)
  const height = usable.reduce((most, partial) => Math.max(most, partial.height + 1), 0)
  const [first] = tree.partials
  if (first === undefined || (height <= deepest && weight <= heaviest)) {
    return { tree, weight, height }
  }
  search.problems.push(height > deepest ? tooDeep(first) : tooHeavy(first))
  return null
}

function misplaced(
  statement: PartialStatement,
  chain: readonly string[],
  names: readonly string[],
): Problem | null {
  if (!names.includes(statement.name)) return unknownPartial(statement, names)
  const start = chain.indexOf(statement.name)
  if (start >= 0) return cycle(statement, [...chain.slice(start), statement.name])
  return chain.length > deepest ? tooDeep(statement) : null
}

function unknownPartial({ name, place }: PartialStatement, names: readonly string[]): Problem {
  const close = nearest(name, names)
  return {
    code: 'TEMPLATE_UNKNOWN_PARTIAL',
    message: `there is no partial \`${name}\``,
    help:
      close === null
        ? 'write its text under `partials:` at the top level of the manifest'
        : `did you mean \`{{> ${close}}}\`?`,
    place,
  }
}

function cycle({ place }: PartialStatement, chain: readonly string[]): Problem {
  return {
    code: 'TEMPLATE_PARTIAL_CYCLE',
    message: `partial \`${chain[0]}\` places itself: ${chain.join(' → ')}`,
    help: 'take one of these partials out of the other',
    place,
  }
}

function tooHeavy({ place }: PartialStatement): Problem {
  return {
    code: 'TEMPLATE_TOO_LONG',
    message: `with its partials this text could exceed ${longestText} characters`,
    help: 'place fewer partials inside partials',
    place,
  }
}

function tooDeep({ place }: PartialStatement): Problem {
  return {
    code: 'TEMPLATE_TOO_LONG',
    message: `partials are placed more than ${deepest} deep in each other`,
    help: 'place fewer partials inside partials',
    place,
  }
}
