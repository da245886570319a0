import type { Model } from '../catalog/model.ts'
import { requestKey } from '../request/key.ts'
import type { Request } from '../request/request.ts'
import { between, randomFrom } from './random.ts'

/** Typical time of one request with rewriting, in ms: about 15 s for Qwen-Image, a minute or two for Wan (facts 7). */
const typicalMs: { readonly [family in Model['family']]: number } = {
  'qwen-image': 15_000,
  wan: 75_000,
}

/** What rewriting the prompt takes of it, in ms: 3 to 5 s (facts 2.3). */
const rewriteMs = 4000

/** How long a request takes, in ms: typical for its model, 30 % either way, the same each time. */
export function usualDuration(request: Request, model: Model): number {
  const spread = between(randomFrom(`duration\n${requestKey(request)}`), 0.7, 1.3)
  const typical = typicalMs[model.family] - (request.prompt_extend ? 0 : rewriteMs)
  return Math.round(typical * spread)
}
