import type { Problem, Verification } from '../provenance/verify/verification.ts'
import type { PlanJson } from './plan-json.ts'

export interface VerifyContext {
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  readonly name: string
  readonly manifestPath: string
  readonly lock: PlanJson['lock']
  /** The output folder, relative to the manifest's. */
  readonly outputDir: string
  readonly allowMissing: boolean
}

/** `verify --json`; the form is `schemas/verify.schema.json`. Paths are relative to the manifest's folder. */
export function verifyJson(found: Verification, context: VerifyContext) {
  const { outputs, originals, provenance, labels, problems } = found
  const below = (path: string) => `${context.outputDir}/${path}`
  return {
    verify: 1,
    engine: context.engine,
    name: context.name,
    manifest: { path: context.manifestPath },
    lock: context.lock,
    provenance: { path: below('provenance.json'), images: provenance },
    allow_missing: context.allowMissing,
    agrees: problems.length === 0,
    outputs: {
      recorded: outputs.recorded,
      intact: outputs.intact,
      missing: outputs.missing,
      orphans_changed: outputs.orphansChanged.map(below),
    },
    originals,
    labels,
    problems: problems.map(({ code, subject, message }) => ({
      code,
      path: pathOf({ code, subject }, below),
      original: code === 'ORIGINAL_DAMAGED' ? subject : null,
      message,
    })),
  } as const
}

/** The file that a problem is about; null: an original, which has a hash. */
export function pathOf(
  { code, subject }: Pick<Problem, 'code' | 'subject'>,
  below: (path: string) => string,
): string | null {
  if (code === 'ORIGINAL_DAMAGED') return null
  return below(subject ?? 'provenance.json')
}
