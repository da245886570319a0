import type { Json } from '../request/canonical-json.ts'
import { includedValue, valuesFromTable, valuesInline } from './axis-values.ts'
import type { Findings } from './findings.ts'
import type { Axis, AxisValue, Matrix, MatrixEntry, SourcePath } from './manifest.ts'
import type { References } from './read-references.ts'
import { axisNames } from './rules/axis-names.ts'
import { allPlaces, type Place } from './rules/places.ts'
import type { SoundManifest } from './schema/check-shape.ts'

/** The matrix of every place that has one, with the rows of its data files. */
export function resolveMatrices(
  manifest: SoundManifest,
  references: References,
  findings: Findings,
): ReadonlyMap<Place['settings'], Matrix> {
  const matrices = new Map<Place['settings'], Matrix>()
  for (const place of allPlaces(manifest)) {
    if (place.settings.matrix === undefined) continue
    matrices.set(place.settings, resolveMatrix(place, references, findings))
  }
  return matrices
}

function resolveMatrix(place: Place, references: References, findings: Findings): Matrix {
  const { exclude = [], include = [] } = place.settings.matrix ?? {}
  const at = [...place.at, 'matrix']
  const axes = axisNames(findings.source, place.at).flatMap((name) =>
    resolveAxis(place, { name, at: [...at, name], references }, findings),
  )
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
function resolveAxis(
  { settings }: Place,
  { name, at, references }: { name: string; at: SourcePath; references: References },
  findings: Findings,
): Resolved[] {
  const written = settings.matrix?.[name]
  if (written === undefined) return []
  if (Array.isArray(written)) {
    const values = valuesInline(written as Json[], at, findings)
    return [{ axis: { name, values, columns: null, at }, idColumn: null }]
  }
  const { from, id: idColumn = null } = written as { from: string; id?: string }
  const data = references.tables.get(from)
  if (data === undefined) return []
  const values = valuesFromTable(data.table, { file: from, idColumn, at }, findings)
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
