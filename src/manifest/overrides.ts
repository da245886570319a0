import { type Region, regions } from '../catalog/model.ts'
import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/suggest.ts'
import type { Mode } from '../provider/provider.ts'
import type { Asset } from './manifest.ts'

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
  const set = new Map(
    Object.entries(overrides.set ?? {}).map(([name, text]) => [name, text.toWellFormed()]),
  )
  const findings = [...set.keys()].flatMap((name) =>
    Object.hasOwn(vars, name)
      ? []
      : [
          unknown(
            `\`--set\` names \`${name}\`, which is no entry of \`vars\``,
            name,
            Object.keys(vars),
          ),
        ],
  )
  const region = choose('--region', overrides.region, regions, findings)
  const mode = choose('--mode', overrides.mode, modes, findings)
  return { overrides: { set, model: overrides.model ?? null, region, mode }, findings }
}

function choose<T extends string>(
  option: string,
  given: string | undefined,
  known: readonly T[],
  findings: Diagnostic[],
): T | null {
  if (given === undefined) return null
  const chosen = known.find((each) => each === given)
  if (chosen !== undefined) return chosen
  findings.push(
    unknown(`\`${option}\` is \`${given}\`, expected ${known.join(', ')}`, given, known),
  )
  return null
}

function unknown(message: string, given: string, known: readonly string[]): Diagnostic {
  const meant = nearest(given, known)
  const all = known.length > 0 ? `it has ${known.join(', ')}` : 'the manifest has none'
  const help = meant === null ? all : `did you mean \`${meant}\`?`
  return finding('MANIFEST_OVERRIDE', message, { span: null, help })
}
