import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Axis, Manifest, MatrixEntry, SourcePath } from '../manifest/manifest.ts'
import type { Json } from '../request/canonical-json.ts'
import { longestText } from './templates/parse.ts'

/** Values with a text longer than any rendering may be, one finding for each axis, entry or var. */
export function longValues({ assets, vars, source }: Manifest): readonly Diagnostic[] {
  const tooLong = (what: string, values: readonly Json[], at: SourcePath) => {
    const length = longest(values)
    if (length <= longestText) return []
    return [
      finding(
        'VALUE_TOO_LONG',
        `${what} has a value of ${length} characters, and ${longestText} is the most`,
        {
          span: source.span(at),
          help: 'no model reads a text of this length; is a column not closed, or a file named by mistake?',
        },
      ),
    ]
  }
  return [
    ...[...vars].flatMap(([name, value]) => tooLong(`var \`${name}\``, [value], ['vars', name])),
    ...assets.flatMap(({ matrix }) => [
      ...matrix.axes.flatMap((axis) => tooLong(`axis \`${axis.name}\``, valuesOf(axis), axis.at)),
      ...matrix.include.flatMap((entry) => tooLong('this include', entryValues(entry), entry.at)),
    ]),
  ]
}

function valuesOf({ values }: Axis): readonly Json[] {
  return values.map(({ value }) => value)
}

function entryValues({ values }: MatrixEntry): readonly Json[] {
  return [...values.values()].map(({ value }) => value)
}

/** Characters of the longest text in a value. */
function longest(value: Json): number {
  if (typeof value === 'string') return value.length
  if (value === null || typeof value !== 'object') return 0
  const inner: readonly Json[] = Object.values(value)
  return inner.reduce((most: number, one) => Math.max(most, longest(one)), 0)
}
