import { type Model, type Region, regions } from '../catalog/model.ts'
import { findModel, modelIds } from '../catalog/models.ts'
import { type Code, finding } from '../diagnostics/codes.ts'
import { nearest } from '../diagnostics/suggest.ts'
import type { Asset } from '../manifest/manifest.ts'
import type { Origin } from './origin.ts'

/** What an asset and its manifest ask of a model. */
export interface Demands {
  readonly asset: Asset
  readonly region: Region
}

/** The model behind an id; null, and reported, where it is unknown or cannot do what is asked of it. */
export function readModel(id: string, origin: Origin, demands: Demands): Model | null {
  const model = findModel(id)
  const problems =
    model === undefined
      ? [unknown(id)]
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

function unknown(id: string): Problem {
  const close = nearest(id, modelIds())
  const help =
    close === null
      ? `the catalogue has ${modelIds().join(', ')}`
      : `did you mean \`${close}\`? \`mintage models\` lists them all`
  return {
    code: 'MODEL_UNKNOWN',
    message: `there is no model \`${id}\` in the catalogue`,
    help,
  }
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
