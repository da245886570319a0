import { type Region, regions } from '../catalog/model.ts'
import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/suggest.ts'
import type { Mode } from '../provider/provider.ts'
import type { Asset } from './manifest.ts'
import { anyOf } from './schema/words.ts'

/** What a call changes about a manifest, as typed: `--set`, `--model`, `--region`, `--mode`. */
export interface Overrides {
  /** Values of entries of `vars`, by name. */
  readonly set?: Readonly<Record<string, string>>
  readonly model?: string
  readonly region?: string
  readonly mode?: string
}

/** Overrides that make sense for a manifest; null: not given. */
export interface CheckedOverrides {
  readonly set: ReadonlyMap<string, string>
  readonly model: string | null
  readonly region: Region | null
  readonly mode: Asset['mode'] | null
}

const modes = ['auto', 'async', 'sync'] as const satisfies readonly ('auto' | Mode)[]

/** @param vars the manifest's */
export function checkOverrides(
  overrides: Overrides,
  vars: Readonly<Record<string, unknown>>,
): { readonly overrides: CheckedOverrides; readonly findings: readonly Diagnostic[] } {
  const given = Object.entries(overrides.set ?? {})
  const names = Object.keys(vars)
  const findings = given.flatMap(([name]) =>
    names.includes(name) ? [] : [unknownVar(name, names)],
  )
  const region = choose('--region', overrides.region, { known: regions, findings })
  const mode = choose('--mode', overrides.mode, { known: modes, findings })
  const set = new Map(given.map(([name, text]) => [name, text.toWellFormed()]))
  return { overrides: { set, model: overrides.model ?? null, region, mode }, findings }
}

function unknownVar(name: string, names: readonly string[]): Diagnostic {
  const meant = nearest(name, names)
  const known =
    names.length > 0 ? `the manifest has ${names.join(', ')}` : 'the manifest has no vars'
  return finding(
    'MANIFEST_OVERRIDE',
    `\`--set\` names \`${name}\`, which is no entry of \`vars\``,
    {
      span: null,
      help: meant === null ? known : `did you mean \`${meant}\`?`,
    },
  )
}

function choose<T extends string>(
  option: string,
  given: string | undefined,
  { known, findings }: { readonly known: readonly T[]; readonly findings: Diagnostic[] },
): T | null {
  if (given === undefined) return null
  const chosen = known.find((each) => each === given)
  if (chosen !== undefined) return chosen
  const meant = nearest(given, known)
  findings.push(
    finding('MANIFEST_OVERRIDE', `\`${option}\` is \`${given}\`, expected ${anyOf(known)}`, {
      span: null,
      ...(meant === null ? {} : { help: `did you mean \`${meant}\`?` }),
    }),
  )
  return null
}
