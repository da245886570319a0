import type { SimulatorOptions } from '../src/simulator/options.ts'
import { plainPng } from '../src/simulator/pictures/plain-png.ts'
import { between, randomFrom } from '../src/simulator/random.ts'

/** A set of pictures that differ in their prompts, and the server that makes them. */
export interface PictureSet {
  readonly manifest: string
  readonly prompts: readonly string[]
  readonly simulator: SimulatorOptions
}

/** The model of both figures: two submits a second; two tasks at a time, calls without a limit. */
export const benchModel = 'qwen-image-plus'

/**
 * @param name makes the prompts, and with them the durations, other ones.
 * @param rewrites prompts are rewritten and shown only by tasks, so `mode: auto` takes these; else calls.
 * @param spread a request takes `durationMs`, so much of it more or less, the same each time.
 */
export function pictureSet(options: {
  name: string
  count: number
  rewrites: boolean
  durationMs: number
  spread: number
  overflow: 'queue' | 'refuse'
}): PictureSet {
  const { name, count, rewrites, durationMs, spread, overflow } = options
  const prompts = Array.from({ length: count }, (_, nth) => `picture ${nth} of ${name}`)
  const manifest = `version: 1
name: bench
defaults: {model: ${benchModel}, mode: auto, prompt_extend: ${rewrites}}
assets:
  picture:
    prompt: "picture {{nth}} of ${name}"
    matrix: {nth: ${JSON.stringify(prompts.map((_, nth) => nth))}}
`
  const simulator: SimulatorOptions = {
    overflow,
    painter: async (subject) => plainPng(subject, subject.prompt),
    durationOf: ({ prompt }) =>
      Math.round(durationMs * between(randomFrom(prompt), 1 - spread, 1 + spread)),
  }
  return { manifest, prompts, simulator }
}
