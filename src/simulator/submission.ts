import type { Model, RateLimits, Region, Route } from '../catalog/model.ts'
import { resolveModel, type UnlistedModels } from '../catalog/models.ts'
import type { Request } from '../request/request.ts'
import { invalidParameter, rows } from './api-error.ts'
import { isObject, parametersOf, readParameters } from './parameters.ts'

export type Mode = 'async' | 'sync'

/** A request for pictures that keeps every rule of the wire. */
export interface Submission {
  readonly model: Model
  readonly limits: RateLimits
  readonly mode: Mode
  readonly route: Route
  /** With the texts as they were sent, defaults filled in: the request's identity. */
  readonly sent: Request
  /** As the service takes it: over-long texts are cut in silence (facts 3.1). */
  readonly request: Request
}

/** Which operation a body was sent to. */
export interface Destination extends Offer {
  readonly route: Route
  readonly mode: Mode
}

/** Which models there are to ask for. */
export interface Offer {
  readonly region: Region
  /** Beside those of the catalogue. */
  readonly unlisted: UnlistedModels
}

/** The model that a body names, and its limits in the region. @throws {ApiError} 400 without one, 404 for an unknown one. */
export function readModel(
  body: Readonly<Record<string, unknown>>,
  { region, unlisted }: Offer,
): { model: Model; limits: RateLimits } {
  const id = body['model']
  if (typeof id !== 'string' || id === '') throw rows.emptyModel()
  const model = resolveModel(id, unlisted)
  const limits = model?.limits[region]
  if (model === undefined || limits === undefined) throw rows.noSuchModel()
  return { model, limits }
}

/**
 * Reads the body of a POST strictly by the documents (facts 2.1, 2.2, 3.1).
 *
 * @throws {ApiError} as the service answers it.
 */
export function readSubmission(
  body: Readonly<Record<string, unknown>>,
  destination: Destination,
  randomSeed: () => number,
): Submission {
  const { route, mode } = destination
  const { model, limits } = readModel(body, destination)
  if (!serves(model, route, mode)) throw rows.wrongRoute()
  const input = body['input']
  if (!isObject(input)) throw rows.emptyInput()
  const written = parametersOf(body['parameters'])
  const texts = route === 'text2image' ? legacyTexts(input) : messageTexts(input, written)
  const alsoKnown = mayRepeat(route, written, texts) ? ['negative_prompt'] : []
  const parameters = readParameters(written, model, { alsoKnown, randomSeed })
  const sent = { model: model.id, ...texts, ...parameters }
  return { model, limits, mode, route, sent, request: cutTexts(sent, model) }
}

/**
 * A model that takes tasks on the image-generation route takes calls there, too: the body is the same,
 * and no document says that it is refused.
 */
function serves(model: Model, route: Route, mode: Mode): boolean {
  if (model.routes[mode] === route) return true
  return mode === 'sync' && route === 'image-generation' && model.routes.async === route
}

/**
 * Whether `negative_prompt` may stand under `parameters`: where it belongs, or beside the one in its
 * place, as the Java SDK writes it (facts 2.2). Alone in the wrong place nobody would read it.
 */
function mayRepeat(
  route: Route,
  { negative_prompt: repeated }: Readonly<Record<string, unknown>>,
  { negative_prompt }: Texts,
): boolean {
  return route !== 'text2image' || repeated === negative_prompt
}

interface Texts {
  readonly prompt: string
  readonly negative_prompt: string
}

/** Legacy protocol: both texts stand under `input` (facts 2.2). */
function legacyTexts(input: Readonly<Record<string, unknown>>): Texts {
  refuseOthers(input, ['prompt', 'negative_prompt'])
  return {
    prompt: requiredText(input['prompt'], 'input.prompt'),
    negative_prompt: optionalText(input['negative_prompt']),
  }
}

/** Messages protocol: one message with one text; the negative prompt stands under `parameters` (facts 2.1). */
function messageTexts(
  input: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, unknown>>,
): Texts {
  refuseOthers(input, ['messages'])
  const message = onlyElement(input['messages'], 'input.messages')
  refuseOthers(message, ['role', 'content'])
  if (message['role'] !== 'user') throw invalidParameter('the role of the message must be user')
  const item = onlyElement(message['content'], 'input.messages[0].content')
  refuseOthers(item, ['text'])
  return {
    prompt: requiredText(item['text'], 'input.messages[0].content[0].text'),
    negative_prompt: optionalText(parameters['negative_prompt']),
  }
}

function onlyElement(list: unknown, where: string): Readonly<Record<string, unknown>> {
  const element: unknown = Array.isArray(list) && list.length === 1 ? list[0] : undefined
  if (isObject(element)) return element
  throw invalidParameter(`${where} must hold exactly one element`)
}

function refuseOthers(object: Readonly<Record<string, unknown>>, allowed: readonly string[]): void {
  const stranger = Object.keys(object).find((name) => !allowed.includes(name))
  if (stranger !== undefined) throw invalidParameter(`unexpected field "${stranger}"`)
}

function requiredText(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalidParameter(`${where} is missing or empty`)
  }
  return wellFormed(value)
}

function optionalText(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') throw invalidParameter('negative_prompt must be a string')
  return wellFormed(value)
}

function wellFormed(text: string): string {
  if (text.isWellFormed()) return text
  throw rows.illegalInput('a text holds half of a surrogate pair')
}

/** Tokens are not counted here: no document says how. */
function cutTexts(sent: Request, { promptLimit, negativePromptLimit }: Model): Request {
  const whole = promptLimit.unit === 'tokens'
  return {
    ...sent,
    prompt: whole ? sent.prompt : cut(sent.prompt, promptLimit.count),
    negative_prompt: cut(sent.negative_prompt, negativePromptLimit),
  }
}

function cut(text: string, characters: number): string {
  return text.length <= characters ? text : [...text].slice(0, characters).join('')
}
