import type { Route } from '../catalog/model.ts'
import type { Request } from '../request/request.ts'

/** Path of an operation below the base URL (facts 1.2). */
export const routePaths: { readonly [route in Route]: string } = {
  text2image: '/services/aigc/text2image/image-synthesis',
  'image-generation': '/services/aigc/image-generation/generation',
  'multimodal-generation': '/services/aigc/multimodal-generation/generation',
}

/**
 * A request in the words of one operation (facts 2.1, 2.2).
 *
 * Size, n, prompt_extend, watermark and seed are always written: the API's own defaults differ by
 * model and have moved. An empty negative prompt is not sent.
 */
export function toBody(route: Route, request: Request): object {
  return route === 'text2image' ? legacyBody(request) : messagesBody(request)
}

/** `negative_prompt` belongs under `input` here. */
function legacyBody(request: Request): object {
  return {
    model: request.model,
    input: { prompt: request.prompt, ...negativePrompt(request) },
    parameters: parameters(request),
  }
}

/** `negative_prompt` belongs under `parameters` here; exactly one message with exactly one text. */
function messagesBody(request: Request): object {
  return {
    model: request.model,
    input: { messages: [{ role: 'user', content: [{ text: request.prompt }] }] },
    parameters: { ...negativePrompt(request), ...parameters(request) },
  }
}

function parameters({ size, n, prompt_extend, watermark, seed }: Request): object {
  return { size, n, prompt_extend, watermark, seed }
}

function negativePrompt({ negative_prompt }: Request): object {
  return negative_prompt === '' ? {} : { negative_prompt }
}
