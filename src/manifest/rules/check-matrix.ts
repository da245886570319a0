import { nearest } from '../../diagnostics/suggest.ts'
import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { numberFinding, numbersNotAsWritten } from '../numbers.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { axisNames } from './axis-names.ts'
import { allPlaces, type Place } from './places.ts'

/** What an `exclude` entry may name besides axes: they multiply the combinations later. */
const multipliers = ['model', 'size', 'seed']

/** What can be said of matrices without their values: entries that say nothing, and excludes that name no axis. */
export function checkMatrices(manifest: SoundManifest, findings: Findings): void {
  for (const place of allPlaces(manifest)) {
    checkEntries(place, 'exclude', findings)
    checkEntries(place, 'include', findings)
    checkNumbers([...place.at, 'matrix'], findings)
  }
  checkNumbers(['vars'], findings)
}

function checkEntries(
  { settings, at }: Place,
  list: 'exclude' | 'include',
  findings: Findings,
): void {
  const axes = axisNames(findings.source, at)
  for (const [index, entry] of (settings.matrix?.[list] ?? []).entries()) {
    const path = [...at, 'matrix', list, index]
    const names = Object.keys(entry)
    if (names.length === 0) {
      const help = 'name an axis and its value, or remove the entry'
      findings.report('MATRIX_EMPTY_ENTRY', `this \`${list}\` entry names nothing`, path, { help })
    }
    if (list === 'include') continue
    for (const name of names) checkAxis(name, { axes, path, at }, findings)
  }
}

interface Entry {
  readonly axes: ReadonlySet<string>
  readonly path: SourcePath
  readonly at: SourcePath
}

function checkAxis(name: string, { axes, path, at }: Entry, findings: Findings): void {
  if (axes.has(name) || multipliers.includes(name)) return
  if (findings.full) return
  const meant = nearest(name, [...axes, ...multipliers])
  const help =
    meant === null
      ? 'exclude looks at axes, model, size and seed only; what `include` adds comes after it'
      : `did you mean \`${meant}\`?`
  const axesHere =
    axes.size === 0
      ? []
      : [
          {
            at: [...at, 'matrix'],
            part: 'key' as const,
            message: `its axes: ${namesOf(axes)}`,
          },
        ]
  findings.report(
    'MATRIX_UNKNOWN_AXIS',
    `exclude names \`${name}\`, which is no axis here`,
    [...path, name],
    {
      part: 'key',
      related: axesHere,
      help,
    },
  )
}

/** The first few: an asset has few axes. */
function namesOf(axes: ReadonlySet<string>): string {
  const names = [...axes].slice(0, 20).map((axis) => `\`${axis}\``)
  return axes.size > names.length ? `${names.join(', ')}, …` : names.join(', ')
}

function checkNumbers(path: SourcePath, findings: Findings): void {
  const { source } = findings
  const located = source.located(path)
  if (located === null) return
  const { positions } = source
  for (const scalar of numbersNotAsWritten(located, positions)) {
    if (!findings.full) findings.add([numberFinding(scalar, positions)])
  }
}
