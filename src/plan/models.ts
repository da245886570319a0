import { type Model, type Region, regions } from '../catalog/model.ts'
import { resolveModel, type UnlistedModels } from '../catalog/models.ts'
import { unknownModel } from '../catalog/unknown-model.ts'
import { type Code, finding } from '../diagnostics/codes.ts'
import type { Asset } from '../manifest/manifest.ts'
import type { Origin } from './origin.ts'

/** Where models are asked for, and which there are beside the catalogue's. */
export interface Offer {
  readonly region: Region
  readonly unlisted: UnlistedModels
}

/** What an asset and its manifest ask of a model. */
interface Demands extends Offer {
  readonly asset: Asset
}

/** The model behind an id; null, and reported, where it is unknown or cannot do what is asked of it. */
export function readModel(id: string, origin: Origin, demands: Demands): Model | null {
  const model = resolveModel(id, demands.unlisted)
  const problems =
    model === undefined
      ? [{ code: 'MODEL_UNKNOWN' as const, ...unknownModel(id, [...demands.unlisted.keys()]) }]
      : [region(model, demands), mode(model, demands), images(model, demands), moving(model)]
  let usable = true
  for (const problem of problems.filter((problem) => problem !== null)) {
    const { code, message, help } = problem
    origin.report(code, (which) => finding(code, `${message}${which}`, { span: origin.span, help }))
    usable &&= code === 'MODEL_MOVING_ALIAS'
  }
  return usable ? (model ?? null) : null
}

interface Problem {
  readonly code: Code
  readonly message: string
  readonly help: string
}

function region(model: Model, demands: Demands): Problem | null {
  if (model.limits[demands.region] !== undefined) return null
  const offering = regions.filter((name) => model.limits[name] !== undefined)
  return {
    code: 'MODEL_REGION',
    message: `region ${demands.region} does not offer ${model.id}`,
    help: `it is offered in ${offering.join(', ')}: set \`provider: {region: ${offering[0]}}\`, or choose another model`,
  }
}

function mode(model: Model, demands: Demands): Problem | null {
  const wanted = demands.asset.mode
  if (wanted === 'auto' || model.routes[wanted] !== null) return null
  const other = wanted === 'async' ? 'sync' : 'async'
  return {
    code: 'MODEL_MODE',
    message: `${model.id} has no mode \`${wanted}\``,
    help: `use \`mode: ${other}\`, or leave \`mode\` out`,
  }
}

function images(model: Model, demands: Demands): Problem | null {
  const { n } = demands.asset
  if (n <= model.maxImages) return null
  return {
    code: 'MODEL_IMAGES',
    message: `${model.id} makes at most ${model.maxImages} per request, and \`n\` is ${n}`,
    help: `set \`n: ${model.maxImages}\`, and ask for more pictures with more \`seeds\``,
  }
}

function moving({ id, alias }: Model): Problem | null {
  if (alias === null || !alias.moving) return null
  return {
    code: 'MODEL_MOVING_ALIAS',
    message: `the model behind \`${id}\` changes from time to time`,
    help: `write the snapshot, as of now \`${alias.snapshot}\`, to get the same pictures later`,
  }
}
