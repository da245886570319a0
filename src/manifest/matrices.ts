import type { Json } from '../request/canonical-json.ts'
import { includedValue, valuesFromTable, valuesInline } from './axis-values.ts'
import type { Findings } from './findings.ts'
import type { Axis, AxisValue, Matrix, MatrixEntry, SourcePath } from './manifest.ts'
import { fileKey, type References } from './read-references.ts'
import { axisNames } from './rules/axis-names.ts'
import { allPlaces, type Place } from './rules/places.ts'
import type { SoundManifest } from './schema/check-shape.ts'
import type { WrittenAxis } from './schema/written-manifest.generated.ts'

/** The matrix of every place that has one, with the rows of its data files. */
export function resolveMatrices(
  manifest: SoundManifest,
  references: References,
  findings: Findings,
): ReadonlyMap<Place['settings'], Matrix> {
  const context: Context = { references, findings, rows: new Map() }
  const matrices = new Map<Place['settings'], Matrix>()
  for (const place of allPlaces(manifest)) {
    if (place.settings.matrix === undefined) continue
    matrices.set(place.settings, resolveMatrix(place, context))
  }
  return matrices
}

interface Context {
  readonly references: References
  readonly findings: Findings
  /** Values of axes by file and id column: many axes may share a file, which has many rows. */
  readonly rows: Map<string, readonly AxisValue[]>
}

function resolveMatrix({ settings, at: place }: Place, context: Context): Matrix {
  const { exclude = [], include = [] } = settings.matrix ?? {}
  // An axis may be called like what every object inherits, and its own value may have been left out.
  const written = new Map(Object.entries(settings.matrix ?? {}))
  const at = [...place, 'matrix']
  const axes = [...axisNames(context.findings.source, place)].flatMap((name) => {
    const axis = written.get(name) as WrittenAxis | undefined
    return axis === undefined ? [] : resolveAxis(axis, [...at, name], context)
  })
  const idColumns = new Map(axes.map(({ axis, idColumn }) => [axis.name, idColumn]))
  return {
    axes: axes.map(({ axis }) => axis),
    // An entry's scalar may be the id of a row: what it means is decided where rows are compared.
    exclude: entries(exclude, [...at, 'exclude'], (value) => ({ value, id: null, row: null })),
    include: entries(include, [...at, 'include'], (value, name) =>
      includedValue(value, idColumns.get(name) ?? null),
    ),
  }
}

interface Resolved {
  readonly axis: Axis
  readonly idColumn: string | null
}

/** An axis, or none where its values are wrong or its file could not be read; both are reported already. */
function resolveAxis(written: WrittenAxis, at: SourcePath, context: Context): Resolved[] {
  const name = String(at.at(-1))
  if (Array.isArray(written)) {
    const values = valuesInline(written as Json[], at, context.findings)
    return [{ axis: { name, values, columns: null, at }, idColumn: null }]
  }
  const { from, id: idColumn = null } = written as Partial<typeof written>
  if (from === undefined) return []
  const data = context.references.tables.get(fileKey(from))
  if (data === undefined) return []
  const key = JSON.stringify([fileKey(from), idColumn])
  const known = context.rows.get(key)
  const values =
    known ?? valuesFromTable(data.table, { file: from, idColumn, at }, context.findings)
  context.rows.set(key, values)
  return [{ axis: { name, values, columns: data.table.columns, at }, idColumn }]
}

function entries(
  written: readonly Readonly<Record<string, unknown>>[],
  at: SourcePath,
  read: (value: Json, name: string) => AxisValue,
): MatrixEntry[] {
  return written.map((entry, index) => ({
    values: new Map(
      Object.entries(entry).map(([name, value]) => [name, read(value as Json, name)]),
    ),
    at: [...at, index],
  }))
}
