import { finding } from '../diagnostics/codes.ts'
import type {
  Asset,
  Axis,
  AxisValue,
  Manifest,
  MatrixEntry,
  SourcePath,
} from '../manifest/manifest.ts'
import { canonicalJson, type Json } from '../request/canonical-json.ts'
import type { ExpandedAsset } from './expand-asset.ts'
import type { Findings } from './findings.ts'
import { equalWhole, isPart } from './matrix/compare.ts'
import type { Linking, Usage } from './templates/link.ts'
import { printed, shown } from './templates/text.ts'

/** Combinations that are probably not meant. */
const many = 10_000

/** Warnings and hints about one asset: what plans, and is probably not what was meant. */
export function lintAsset(linking: Linking, expanded: ExpandedAsset): void {
  const { asset } = linking
  for (const axis of asset.matrix.axes) lintAxis(axis, linking)
  for (const entry of expanded.unmatched) unmatched(entry, linking)
  for (const entry of expanded.alone) partOfRow(entry, linking)
  lintLists(linking)
  if (expanded.combinations > many) large(expanded.combinations, linking)
}

/** Warnings about vars and partials that no asset uses. */
export function lintNames(
  { vars, partials, source }: Manifest,
  used: Usage,
  findings: Findings,
): void {
  if (!used.isComplete) return
  for (const name of vars.keys()) {
    if (used.names.has(name)) continue
    findings.add(
      finding('MANIFEST_UNUSED_VAR', `no template uses the var \`${name}\``, {
        span: source.span(['vars', name], 'key'),
        help: `print it with \`{{${name}}}\`, or remove it`,
      }),
    )
  }
  for (const name of partials.keys()) {
    if (used.partials.has(name)) continue
    findings.add(
      finding('MANIFEST_UNUSED_PARTIAL', `no template places the partial \`${name}\``, {
        span: source.span(['partials', name], 'key'),
        help: `place it with \`{{> ${name}}}\`, or remove it`,
      }),
    )
  }
}

function lintAxis(axis: Axis, linking: Linking): void {
  duplicates(axis.values.map(keyOf), axis.at, {
    linking,
    word: (index) => `${nameOf(axis.values[index])} stands twice on axis \`${axis.name}\``,
  })
  unused(axis, linking)
  withoutId(axis, linking)
}

/** Values that stand twice in a list of models, sizes or seeds. */
function lintLists(linking: Linking): void {
  const { models, sizes, seeds } = linking.asset
  for (const setting of [models, sizes, seeds]) {
    if (setting.kind !== 'list') continue
    duplicates(setting.values.map(String), setting.at, {
      linking,
      word: (index) => `\`${setting.values[index]}\` stands twice in \`${setting.at.at(-1)}\``,
    })
  }
}

function duplicates(
  keys: readonly string[],
  at: SourcePath,
  { linking, word }: { linking: Linking; word: (index: number) => string },
): void {
  const { findings, source } = linking
  const seen = new Map<string, number>()
  for (const [index, key] of keys.entries()) {
    const before = seen.get(key)
    if (before === undefined) {
      seen.set(key, index)
      continue
    }
    findings.tally(seen, 'MATRIX_DUPLICATE_VALUE', {
      where: () => '',
      word: (_, more) =>
        finding(
          'MATRIX_DUPLICATE_VALUE',
          `${word(index)}${more === 0 ? '' : ` (and ${more} more)`}`,
          {
            span: source.span([...at, index]),
            related: [{ span: source.span([...at, before]), message: 'first here' }],
            help: 'remove one; equal requests are paid once, so it costs nothing and adds nothing',
          },
        ),
    })
  }
}

/** Equal keys are values that compare as equal: scalars by their printed form. */
function keyOf({ value }: AxisValue): string {
  const text = printed(value)
  return text === null ? `json ${canonicalJson(withTexts(value))}` : `text ${text}`
}

function withTexts(value: Json): Json {
  if (Array.isArray(value)) return value.map(withTexts)
  if (value === null || typeof value !== 'object') return printed(value)?.toWellFormed() ?? null
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, Json]) => [
      key.toWellFormed(),
      withTexts(inner),
    ]),
  )
}

function nameOf(value: AxisValue | undefined): string {
  if (value === undefined) return ''
  const row = value.row === null ? '' : ` (row ${value.row})`
  return `\`${value.id ?? printed(value.value) ?? shown(value.value)}\`${row}`
}

/** An axis counts as used where derived seeds tell its values apart: it then stands for takes. */
function unused({ name, at }: Axis, { asset, usage, findings, source }: Linking): void {
  if (!usage.isComplete || asset.seeds.kind === 'derive' || usage.names.has(name)) return
  findings.add(
    finding(
      'MATRIX_UNUSED_AXIS',
      `no template of asset \`${asset.id}\` uses the axis \`${name}\``,
      {
        span: source.span(at, 'key'),
        help: `print it with \`{{${name}}}\`; as it is, its values give equal requests, which are paid once`,
      },
    ),
  )
}

function withoutId(
  { name, values, columns, at }: Axis,
  { asset, findings, source }: Linking,
): void {
  const reason = asset.seeds.kind === 'derive' ? 'derived seeds' : asset.sample && 'the sample'
  if (!reason || !values.some(({ value, id }) => id === null && isTree(value))) return
  findings.add(
    finding(
      'MATRIX_ROWS_WITHOUT_ID',
      `rows of axis \`${name}\` have no id, so that for ${reason} of asset \`${asset.id}\` every column counts`,
      {
        span: source.span(at, 'key'),
        help: `${columns === null ? 'give every object a key `id`' : 'name the column that tells rows apart with `id:`'}; then the rest can change freely`,
      },
    ),
  )
}

function isTree(value: Json): boolean {
  return value !== null && typeof value === 'object'
}

function unmatched({ at }: MatrixEntry, { findings, source }: Linking): void {
  findings.add(
    finding('MATRIX_UNMATCHED_EXCLUDE', 'this exclude matches no combination', {
      span: source.span(at),
      help: 'is a value misspelt? An exclude is applied before `include`, and its keys must all match',
    }),
  )
}

/** An include that stands alone although it seems to mean a row: all of its columns must be there. */
function partOfRow(entry: MatrixEntry, { asset, findings, source }: Linking): void {
  for (const [name, wanted] of entry.values) {
    const axis = asset.matrix.axes.find((axis) => axis.name === name)
    const row = axis?.values.find((value) => meansRow(wanted, value))
    if (row === undefined || axis?.values.some(({ value }) => equalWhole(value, wanted.value))) {
      continue
    }
    findings.add(
      finding(
        'MATRIX_PART_OF_ROW',
        `this include names ${nameOf(row)} of axis \`${name}\` but not the whole row, so it stands alone`,
        {
          span: source.span(entry.at),
          related:
            axis === undefined
              ? []
              : [{ span: source.span(axis.at, 'key'), message: 'rows defined here' }],
          help: 'to add to the row, write all of its columns; to stand alone, give it an id of its own',
        },
      ),
    )
  }
}

function meansRow(wanted: AxisValue, row: AxisValue): boolean {
  if (!isTree(row.value)) return false
  if (isTree(wanted.value)) return isPart(wanted.value, row.value) || sameId(wanted.id, row)
  return sameId(printed(wanted.value), row)
}

function sameId(id: string | null, row: AxisValue): boolean {
  return id !== null && id === row.id
}

function large(combinations: number, { asset, findings, source }: Linking): void {
  findings.add(
    finding('MATRIX_LARGE', `asset \`${asset.id}\` has ${combinations} combinations`, {
      span: source.span(matrixPath(asset), 'key'),
      help: 'is each of them wanted? `sample` keeps some of them, `exclude` removes some',
    }),
  )
}

/** The matrix of an asset may stand in `defaults`. */
function matrixPath({ matrix, at }: Asset): SourcePath {
  return matrix.axes[0]?.at.slice(0, -1) ?? at
}
