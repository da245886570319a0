/**
 * How the API takes the requests of a set: tasks that show their prompt, so that a lost answer can be
 * found again; tasks that do not; calls, which leave no trace.
 */
export type Kind = 'tasks' | 'mute tasks' | 'calls'

/** A set with what makes crashes hard: two seeds of one prompt, two images a request, variants. */
export interface ChaosSet {
  readonly kind: Kind
  readonly manifest: string
  readonly images: number
}

/** Models of each kind with small pictures. */
const models = {
  tasks: { model: 'wan2.2-t2i-flash', size: '512*512', mode: 'async' },
  'mute tasks': { model: 'wan2.6-t2i', size: '768*768', mode: 'async' },
  calls: { model: 'wan2.6-t2i', size: '768*768', mode: 'sync' },
} as const

/** Requests in progress at a time, here and in the simulator; a set is through its limits in seconds. */
export const limits = { submit: { count: 10, per: 'second' }, concurrent: 5 } as const

/** @param images at least seven. */
export function chaosSet(kind: Kind, images: number): ChaosSet {
  const twins = Math.max(1, Math.round(images * 0.3))
  const pairs = Math.max(1, Math.round(images * 0.15))
  const banners = images - 2 * twins - 2 * pairs
  if (banners < 1) throw new Error(`a set of ${images} images is too small`)
  const { model, size, mode } = models[kind]
  const manifest = `version: 1
name: chaos
limits: ${JSON.stringify({ [model]: limits })}
defaults: {model: ${model}, size: "${size}", mode: ${mode}}
assets:
  twin:
    prompt: "twin {{no}}"
    matrix: {no: ${numbers(twins)}}
    seeds: [1, 2]
  pair:
    prompt: "pair {{no}}"
    matrix: {no: ${numbers(pairs)}}
    n: 2
  banner:
    prompt: "banner {{no}}"
    matrix: {no: ${numbers(banners)}}
    variants: [{name: thumb, width: 32, format: webp}]
`
  return { kind, manifest, images }
}

function numbers(count: number): string {
  return `[${Array.from({ length: count }, (_, index) => index + 1).join(', ')}]`
}
