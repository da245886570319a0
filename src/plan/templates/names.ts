import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../diagnostics/suggest.ts'
import type { Asset, ManifestSource } from '../../manifest/manifest.ts'
import {
  descend,
  type Field,
  fieldsOf,
  isField,
  keysOf,
  type NameSpace,
  sizeParts,
  type Use,
} from './name-space.ts'
import type { PathExpression } from './tree.ts'

/** A path and what it stands in. */
export interface NameCheck {
  readonly path: PathExpression
  /** `prompt`, or ``partial `house` ``. */
  readonly label: string
  readonly use: Use
  readonly space: NameSpace
  readonly asset: Asset
  readonly source: ManifestSource
}

/** Whether a path names something that can exist: an axis, var or field, and below it a column. */
export function checkName(check: NameCheck): Diagnostic | null {
  const { path, space, use } = check
  const [second] = path.rest
  const slot = space.slots.get(path.name)
  if (slot !== undefined) return checkColumn(check, [...(space.columns[slot] ?? [])])
  if (space.vars.has(path.name)) return checkVar(check)
  if (!isField(path.name)) return unknownName(check)
  if (!(fieldsOf[use] as readonly Field[]).includes(path.name)) return notHere(check, path.name)
  return second === undefined ? null : checkColumn(check, path.name === 'size' ? sizeParts : [])
}

function checkColumn(check: NameCheck, columns: readonly string[]): Diagnostic | null {
  const [second] = check.path.rest
  if (second === undefined || columns.includes(second)) return null
  return unknownColumn(check, [check.path.name], columns)
}

/** A var is the same everywhere, so its whole path can be walked. */
function checkVar(check: NameCheck): Diagnostic | null {
  const { path, space } = check
  const value = space.vars.get(path.name)
  for (const [index] of path.rest.entries()) {
    if (descend(value, path.rest.slice(0, index + 1)) !== undefined) continue
    const above = path.rest.slice(0, index)
    return unknownColumn(check, [path.name, ...above], keysOf(descend(value, above)))
  }
  return null
}

function unknownName(check: NameCheck): Diagnostic {
  const { path, label, space, use, asset } = check
  const { source } = path.place
  const known = [...space.names, ...space.vars.keys(), ...fieldsOf[use]]
  const close = nearest(path.name, known)
  const help =
    close === null
      ? `known here are ${list(known)}; constants stand under \`vars:\`, lists of values under \`matrix:\``
      : `did you mean \`${source.replace(path.name, () => close)}\`?`
  return finding(
    'MANIFEST_UNKNOWN_VARIABLE',
    `${label} uses \`${source}\`, which no axis of asset \`${asset.id}\` defines`,
    { span: spanOf(check), related: axesOf(check), help },
  )
}

function notHere(check: NameCheck, field: Field): Diagnostic {
  const uses = { setting: 'settings', text: 'prompts', output: '`output`', variant: 'variants' }
  const places = (Object.keys(fieldsOf) as Use[]).filter((use) =>
    (fieldsOf[use] as readonly Field[]).includes(field),
  )
  return finding(
    'TEMPLATE_NAME_NOT_HERE',
    `${check.label} uses \`${check.path.place.source}\`, which is not known there`,
    {
      span: spanOf(check),
      help: `\`${field}\` stands in ${places.map((use) => uses[use]).join(' and ')} only`,
    },
  )
}

function unknownColumn(
  check: NameCheck,
  above: readonly string[],
  columns: readonly string[],
): Diagnostic {
  const { path } = check
  const key = path.rest[above.length - 1] ?? ''
  const parent = above.join('.')
  const close = nearest(key, columns)
  const has = columns.length === 0 ? 'is a plain value' : `has ${list(columns)}`
  const meant = close === null ? '' : [...above, segment(close)].join('.')
  return finding(
    'MANIFEST_UNKNOWN_COLUMN',
    `${check.label} uses \`${path.place.source}\`, but there is no \`${key}\` in \`${parent}\``,
    {
      span: spanOf(check),
      related: axisOf(check, `\`${parent}\` ${has}`),
      help: close === null ? `\`${parent}\` ${has}` : `did you mean \`${meant}\`?`,
    },
  )
}

/** Where the axis of a path is defined. */
function axisOf(
  { path, source, asset }: NameCheck,
  message: string,
): NonNullable<Diagnostic['related']> {
  const axis = asset.matrix.axes.find(({ name }) => name === path.name)
  return axis === undefined ? [] : [{ span: source.span(axis.at, 'key'), message }]
}

function spanOf({ path, source }: NameCheck): Diagnostic['span'] {
  return source.templateSpan(path.place.template, path.place.mustache, path.place.source)
}

/** Where the axes of the asset are defined. */
function axesOf({ asset, source }: NameCheck): NonNullable<Diagnostic['related']> {
  const [first] = asset.matrix.axes
  if (first === undefined) return []
  const names = asset.matrix.axes.map(({ name }) => name)
  return [
    {
      span: source.span(first.at.slice(0, -1), 'key'),
      message: `axes defined here: ${list(names)}`,
    },
  ]
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `\`${name}\``)
  return names.length > 10 ? `${shown.join(', ')} and ${names.length - 10} more` : shown.join(', ')
}

/** A name as it stands in a path: in brackets where it is no plain word. */
function segment(name: string): string {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u.test(name) ? name : `[${name}]`
}
