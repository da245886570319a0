import { finding } from '../diagnostics/codes.ts'
import type { AxisValue, MatrixEntry } from '../manifest/manifest.ts'
import type { Json } from '../request/canonical-json.ts'
import type { Request } from '../request/request.ts'
import { type Cell, frameOf } from './cell.ts'
import type { JobTable } from './job-table.ts'
import { type CellExcludes, readCellExcludes } from './matrix/cell-excludes.ts'
import {
  type Combination,
  captionsOf,
  describe,
  identity,
  variablesOf,
} from './matrix/combination.ts'
import { expandMatrix } from './matrix/expand-matrix.ts'
import type { Offer } from './models.ts'
import { type OutputsOf, readOutputs } from './outputs.ts'
import { sample } from './sample.ts'
import { type CellSetting, readSettings, type Settings } from './settings.ts'
import type { Linking } from './templates/link.ts'
import type { Frame } from './templates/look-up.ts'
import { readText, type TextOf } from './texts.ts'

/** Work of one output beside its text: what it takes to name and to keep it. */
const stepsPerOutput = 100

/** What became of an asset's matrix, for the checks that look at the whole of it. */
export interface ExpandedAsset {
  readonly combinations: number
  /** Excludes that matched nothing. */
  readonly unmatched: readonly MatrixEntry[]
  /** Includes that became combinations of their own. */
  readonly alone: readonly MatrixEntry[]
}

/** Expands one asset into cells and puts them into the table, in matrix order. */
export function expandAsset(linking: Linking, offer: Offer, table: JobTable): ExpandedAsset {
  const { asset, space, effort } = linking
  const { combinations, unmatched, alone } = expandMatrix(asset.matrix, space.names, effort)
  const excludes = readCellExcludes(asset.matrix, space.names)
  const reading = readAsset(linking, offer)
  const kept = sampled(combinations, linking)
  const counts = { offered: 0, kept: 0 }
  for (const combination of kept) addCells(combination, { reading, excludes, table, counts })
  if (combinations.length === 0 || (counts.offered > 0 && counts.kept === 0)) {
    linking.findings.add(noCombination(linking))
  }
  // What a sample or a finding leaves out cannot be matched: nothing is said of it.
  const isWhole = kept.length === combinations.length && counts.offered > 0
  const never = isWhole ? excludes.unmatched() : []
  return { combinations: combinations.length, unmatched: [...unmatched, ...never], alone }
}

/** An asset as functions of a combination; null for what has a finding. */
interface Reading {
  readonly linking: Linking
  readonly settings: Settings | null
  readonly prompt: TextOf | null
  readonly negativePrompt: TextOf | null
  readonly outputs: OutputsOf | null
}

function readAsset(linking: Linking, offer: Offer): Reading {
  const { prompt, negativePrompt } = linking.asset
  const settings = readSettings(linking, offer)
  return {
    linking,
    settings,
    prompt: readText(prompt, 'prompt', linking),
    negativePrompt:
      negativePrompt === null ? () => '' : readText(negativePrompt, 'negative_prompt', linking),
    outputs: readOutputs(linking, settings?.severalModels ?? false),
  }
}

function sampled(
  combinations: readonly Combination[],
  { asset, space }: Linking,
): readonly Combination[] {
  return asset.sample === null
    ? combinations
    : sample(combinations, asset.sample, (combination) => identity(combination, space))
}

interface Adding {
  readonly reading: Reading
  readonly excludes: CellExcludes
  readonly table: JobTable
  /** Cells that settings made, and those that excludes left. */
  readonly counts: { offered: number; kept: number }
}

/** Multiplies one combination by its settings. */
function addCells(combination: Combination, { reading, excludes, table, counts }: Adding): void {
  const { linking, settings } = reading
  if (settings === null) return
  const { names } = linking.space
  const captions = captionsOf(combination, names)
  const { values } = combination
  const variables = variablesOf(combination, names)
  const where = () => `\`${linking.asset.id}\` ${describe(captions)}`.trim()
  const possible = excludes.ofCombination(combination)
  const cells = settings.of({
    frame: bareFrame(values),
    where,
    identity: () => identity(combination, linking.space),
  })
  for (const setting of cells) {
    counts.offered += 1
    if (possible.length > 0 && isExcluded(setting, possible)) continue
    counts.kept += 1
    addCell({ values, setting, variables, captions, where }, reading, table)
  }
}

/** Each exclude is asked, so that it learns whether it ever matched. */
function isExcluded(setting: CellSetting, excludes: ReturnType<CellExcludes['ofCombination']>) {
  return excludes.filter((exclude) => exclude.excludes(setting)).length > 0
}

/** Values without fields, for the templates that the fields come from. */
function bareFrame(values: readonly (AxisValue | undefined)[]): Frame {
  return { values, model: '', size: null as Json, seed: 0, index: 0, stem: '', variant: '' }
}

function addCell(cell: Cell, reading: Reading, table: JobTable): void {
  const { asset, effort } = reading.linking
  const { model, size, seed } = cell.setting
  effort.spend(stepsPerOutput * asset.n * (1 + asset.variants.length))
  const frame = frameOf(cell, { index: 0, stem: '', variant: '' })
  const prompt = reading.prompt?.(frame, model, cell.where) ?? null
  const negative = reading.negativePrompt?.(frame, model, cell.where) ?? null
  const outputs = reading.outputs?.(cell) ?? []
  if (prompt === null || negative === null) return
  const request: Request = {
    model: model.id,
    prompt,
    negative_prompt: negative,
    size: size.request,
    n: asset.n,
    seed,
    prompt_extend: asset.promptExtend,
    watermark: asset.watermark,
  }
  table.add(asset, { request, model }, outputs)
}

function noCombination({ asset, source }: Linking) {
  const [axis] = asset.matrix.axes
  const [entry] = asset.matrix.exclude
  return finding(
    'MATRIX_NO_COMBINATION',
    `the matrix of asset \`${asset.id}\` leaves no combination`,
    {
      span: source.span(axis?.at.slice(0, -1) ?? asset.at, 'key'),
      ...(entry === undefined
        ? {}
        : {
            related: [
              { span: source.span(entry.at.slice(0, -1), 'key'), message: 'all are excluded here' },
            ],
          }),
      help: 'let an `exclude` name fewer combinations, or remove the asset',
    },
  )
}
