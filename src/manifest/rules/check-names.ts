import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { reservedNames, variableName } from '../reserved-names.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { shortened } from '../schema/words.ts'
import { axisNames } from './axis-names.ts'
import { allPlaces, type Place } from './places.ts'

/** Names of vars, axes and what `include` adds: none may hide another, or what templates have already. */
export function checkNames(manifest: SoundManifest, findings: Findings): void {
  const vars = new Set(Object.keys(manifest.vars ?? {}))
  for (const name of vars) checkReserved(name, ['vars', name], findings)
  for (const place of allPlaces(manifest)) {
    for (const { name, at } of namesOf(place, findings)) {
      checkReserved(name, at, findings)
      if (vars.has(name)) checkTwice(name, at, findings)
    }
  }
}

interface Named {
  readonly name: string
  readonly at: SourcePath
}

/** Axes, and the keys of `include` entries that are none. */
function namesOf({ settings, at }: Place, findings: Findings): Named[] {
  const matrix = [...at, 'matrix']
  const axes = axisNames(findings.source, at)
  const include = settings.matrix?.include ?? []
  const added = include.flatMap((entry, index) =>
    Object.keys(entry)
      .filter((name) => !axes.has(name))
      .map((name) => ({ name, at: [...matrix, 'include', index, name] })),
  )
  for (const each of added) checkForm(each, findings)
  return [...[...axes].map((name) => ({ name, at: [...matrix, name] })), ...added]
}

function checkForm({ name, at }: Named, findings: Findings): void {
  if (variableName.test(name)) return
  findings.report('MANIFEST_BAD_NAME', `\`${shortened(name)}\` cannot be a name here`, at, {
    part: 'key',
    help: 'letters, digits, `_` and `-`, beginning with a letter or `_`; templates print it as `{{name}}`',
  })
}

function checkReserved(name: string, at: SourcePath, findings: Findings): void {
  const why = reservedNames.get(name)
  if (why === undefined) return
  findings.report(
    'MANIFEST_RESERVED_NAME',
    `no axis or var may be called \`${name}\`: it ${why}`,
    at,
    {
      part: 'key',
      help: 'choose another name',
    },
  )
}

function checkTwice(name: string, at: SourcePath, findings: Findings): void {
  findings.report(
    'MANIFEST_NAME_TWICE',
    `\`${name}\` is a var, and cannot be an axis as well`,
    at,
    {
      part: 'key',
      related: [{ at: ['vars', name], part: 'key', message: 'the var' }],
      help: 'rename one of them',
    },
  )
}
