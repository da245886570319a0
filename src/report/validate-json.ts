import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../plan/plan.ts'
import { type DiagnosticJson, diagnosticJson } from './diagnostic-json.ts'

/** `validate --json`; the form is `schemas/validate.schema.json`. */
export interface ValidateJson {
  readonly validate: 1
  readonly engine: string
  readonly manifest: { readonly path: string; readonly name: string | null }
  readonly valid: boolean
  readonly totals: {
    readonly assets: number
    readonly jobs: number
    readonly duplicates: number
    readonly outputs: number
  } | null
  readonly findings: readonly DiagnosticJson[]
}

/** @param found The plan that was made of the manifest; null where it could not be read. */
export function validateJson(
  found: { plan: Plan | null; findings: readonly Diagnostic[] },
  context: { engine: string; manifestPath: string; shownPath: string },
): ValidateJson {
  const { plan, findings } = found
  const valid = plan !== null && !findings.some(isError)
  return {
    validate: 1,
    engine: context.engine,
    manifest: { path: context.manifestPath, name: plan?.manifest.name ?? null },
    valid,
    totals: valid ? totals(plan) : null,
    findings: findings.map((finding) => diagnosticJson(finding, context.shownPath)),
  }
}

function totals({ manifest, totals: { jobs, duplicates, outputs } }: Plan) {
  return { assets: manifest.assets.length, jobs, duplicates, outputs }
}
