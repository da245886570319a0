import { type Region, regions } from '../catalog/model.ts'
import { type Currency, formatMicros, type Micros } from '../catalog/money.ts'
import type { SavedOptions } from '../plan/saved/saved-plan.ts'
import type { PlanOptionsJson } from '../report/plan-json.ts'
import type { ProjectRequest } from './doors.ts'
import { findManifest } from './find-manifest.ts'
import type { Io } from './io.ts'
import type { Format, PrintOptions } from './printer.ts'

/** An amount as written; without a currency it is in the manifest's. */
export interface WrittenMoney {
  readonly amount: Micros
  readonly currency: Currency | null
}

/** What a call may add; null: no bound of its own. */
export interface WrittenCaps {
  readonly maxCost: WrittenMoney | null
  readonly maxImages: number | null
}

/** Options of a command as the parser gives them; what was not given is left out. */
export interface CommonFlags {
  readonly format: Format
  readonly json?: true
  readonly quiet?: true
  readonly color: boolean
  readonly root?: string
}

/** Options of `plan` and `run`. */
export interface PlanFlags extends CommonFlags {
  readonly only?: readonly string[]
  readonly where?: readonly string[]
  readonly limit?: number
  readonly set?: readonly string[]
  readonly model?: string
  readonly region?: Region
  readonly mode?: 'auto' | 'async' | 'sync'
  readonly regenerate?: readonly string[]
  readonly overwrite?: true
  readonly retryFailed?: true
  readonly maxCost?: WrittenMoney
  readonly maxImages?: number
  readonly store?: string
}

export const modes = ['auto', 'async', 'sync'] as const
export const regionNames: readonly string[] = regions

/** What a command that only reads a set is about. */
export async function projectRequest(
  argument: string | undefined,
  flags: Pick<CommonFlags, 'root'> & Partial<PlanFlags>,
  { io, simulate = false }: { io: Io; simulate?: boolean },
): Promise<ProjectRequest> {
  return {
    manifest: await findManifest(argument, io.cwd),
    root: flags.root ?? null,
    store: flags.store ?? null,
    overrides: {
      set: flags.set ?? [],
      model: flags.model ?? null,
      region: flags.region ?? null,
      mode: flags.mode ?? null,
    },
    options: {
      only: flags.only ?? [],
      where: flags.where ?? [],
      limit: flags.limit ?? null,
      regenerate: flags.regenerate ?? [],
      retryFailed: flags.retryFailed === true,
      overwrite: flags.overwrite === true,
    },
    simulate,
    saved: null,
  }
}

export function capsOf({ maxCost, maxImages }: Partial<PlanFlags>): WrittenCaps {
  return { maxCost: maxCost ?? null, maxImages: maxImages ?? null }
}

export function printOptions({ format, json, quiet, color }: Partial<CommonFlags>): PrintOptions {
  return {
    format: json === true ? 'json' : (format ?? 'pretty'),
    quiet: quiet === true,
    color: color !== false,
  }
}

/** The options that shaped a plan, as `plan --json` repeats them: only those that were given. */
export function givenOptions({ overrides, options, simulate }: ProjectRequest): PlanOptionsJson {
  const { set, model, region, mode } = overrides
  const { only, where, limit, regenerate, overwrite, retryFailed } = options
  return {
    ...(only.length === 0 ? {} : { only }),
    ...(where.length === 0 ? {} : { where }),
    ...(limit === null ? {} : { limit }),
    ...(regenerate.length === 0 ? {} : { regenerate }),
    ...(overwrite ? { overwrite } : {}),
    ...(retryFailed ? { retry_failed: retryFailed } : {}),
    ...(set.length === 0 ? {} : { set }),
    ...(model === null ? {} : { model }),
    ...(region === null ? {} : { region }),
    ...(mode === null ? {} : { mode }),
    ...(simulate ? { simulate } : {}),
  }
}

/** The options that a saved plan carries: those that shaped it, and what a run of it may add. */
export function optionsToSave(
  request: ProjectRequest,
  caps: { readonly maxCost: Micros | null; readonly maxImages: number | null },
): SavedOptions {
  const { simulate: _simulate, ...options } = givenOptions(request)
  return {
    ...(options as SavedOptions),
    ...(caps.maxCost === null ? {} : { max_cost: formatMicros(caps.maxCost) }),
    ...(caps.maxImages === null ? {} : { max_images: caps.maxImages }),
  }
}
