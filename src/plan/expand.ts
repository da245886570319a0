import { finding } from '../diagnostics/codes.ts'
import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import { inOrder } from '../manifest/findings.ts'
import type { Asset, Manifest } from '../manifest/manifest.ts'
import { createPaths } from './collisions.ts'
import { createEffort, type Effort, TooMuchWork } from './effort.ts'
import { expandAsset } from './expand-asset.ts'
import { createFindings, type Findings } from './findings.ts'
import type { Job } from './job.ts'
import { createJobTable, type JobTable } from './job-table.ts'
import { lintAsset, lintNames } from './lint.ts'
import { matrixBound } from './matrix/expand-matrix.ts'
import type { Offer } from './models.ts'
import { settingsBound } from './settings.ts'
import { readLibrary } from './templates/library.ts'
import { type Linking, ofProblem, partialLabel, type Usage } from './templates/link.ts'
import { nameSpace } from './templates/name-space.ts'
import { templateReader } from './templates/parse.ts'
import { longValues } from './values.ts'

/** Combinations that a plan can have, models, sizes and seeds multiplied. */
const mostCells = 1_000_000

export interface Expansion {
  /** In manifest order. Empty where a finding is an error. */
  readonly jobs: readonly Job[]
  /** In the order of the text, the manifest's own first. */
  readonly diagnostics: readonly Diagnostic[]
  /** Combinations with their model, size and seed; those with equal requests share a job. */
  readonly cells: number
}

/**
 * Expands every asset into jobs, in manifest order, and checks all that can be checked before money is
 * spent.
 *
 * Cells whose requests are equal become one job with several outputs: the API is paid once and the
 * picture is placed at every output that asked for it. Pure: no disk, network, key or clock.
 *
 * @param effort bounds the work that a manifest can cause
 * @param isWhole false: assets were left out, so that what these do not use may well be used
 */
export function expand(manifest: Manifest, effort = createEffort(), isWhole = true): Expansion {
  const findings = createFindings()
  const paths = createPaths(manifest, findings)
  const table = createJobTable(paths)
  if (refusedBySize(manifest, findings)) return { jobs: [], diagnostics: findings.list(), cells: 0 }
  try {
    expandAssets(manifest, { findings, table, effort, isWhole })
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error
    findings.add(tooMuchWork(manifest))
  }
  paths.finish()
  const diagnostics = inOrder(findings.list(), manifest.source.file)
  const jobs = diagnostics.some(isError) ? [] : table.jobs()
  return { jobs, diagnostics, cells: table.cells() }
}

interface Expanding {
  readonly findings: Findings
  readonly table: JobTable
  readonly effort: Effort
  readonly isWhole: boolean
}

function expandAssets(manifest: Manifest, { findings, table, effort, isWhole }: Expanding): void {
  const { source, partials, vars } = manifest
  const offer: Offer = { region: manifest.provider.region, unlisted: manifest.unlistedModels }
  for (const diagnostic of longValues(manifest)) findings.add(diagnostic)
  const read = templateReader(effort)
  const { library, problems } = readLibrary(partials, read)
  for (const problem of problems) {
    findings.add(ofProblem(problem, partialLabel(problem.place.template), source))
  }
  const usage: Usage = { ...nothingUsed(), isComplete: isWhole && problems.length === 0 }
  for (const asset of manifest.assets) {
    const own = nothingUsed()
    const linking: Linking = {
      asset,
      space: nameSpace(asset.id, asset.matrix, vars),
      library,
      read,
      partials: [...partials.keys()],
      source,
      findings,
      effort,
      usage: own,
    }
    lintAsset(linking, expandAsset(linking, offer, table))
    for (const name of own.names) usage.names.add(name)
    for (const name of own.partials) usage.partials.add(name)
    usage.isComplete &&= own.isComplete
  }
  lintNames(manifest, usage, findings)
}

function nothingUsed(): Usage {
  return { names: new Set(), partials: new Set(), isComplete: true }
}

/** Refuses what is too large before anything is expanded. */
function refusedBySize({ assets, source }: Manifest, findings: Findings): boolean {
  let sum = 0
  for (const asset of assets) {
    sum += mostCellsOf(asset)
    if (sum <= mostCells) continue
    findings.add(tooLarge(asset, sum, source))
    return true
  }
  return false
}

/** Cells that an asset comes to, before excludes and samples take some away. */
export function mostCellsOf(asset: Asset): number {
  return matrixBound(asset.matrix) * settingsBound({ asset })
}

function tooLarge({ id, at }: Asset, cells: number, source: Manifest['source']): Diagnostic {
  return finding(
    'MATRIX_TOO_LARGE',
    `with asset \`${id}\` the manifest comes to ${cells} combinations, and ${mostCells} is the most`,
    {
      span: source.span([...at, 'matrix'], 'key'),
      help: 'models, sizes and seeds multiply too; shorten an axis, or split the manifest',
    },
  )
}

function tooMuchWork({ source }: Manifest): Diagnostic {
  return finding(
    'PLAN_TOO_LARGE',
    'this manifest asks for more text and files than a plan can have',
    {
      span: source.span(['assets'], 'key'),
      help: 'shorten the longest texts, or split the manifest',
    },
  )
}
