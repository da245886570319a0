/** A set of pictures that differ in their prompts, and how the server takes them. */
export interface PictureSet {
  /** Makes the prompts, and with them the durations, other ones. */
  readonly name: string
  readonly count: number
  /** Prompts are rewritten and shown only by tasks, so `mode: auto` takes these; else calls. */
  readonly rewrites: boolean
  /** Milliseconds that a request takes, and so much of it more or less, the same each time. */
  readonly durationMs: number
  readonly spread: number
  /** What becomes of tasks beyond the limit. */
  readonly overflow: 'queue' | 'refuse'
}

/** The model of all of them: two submits a second; two tasks at a time, calls without a limit. */
export const benchModel = 'qwen-image-plus'

export function promptsOf({ name, count }: PictureSet): readonly string[] {
  return Array.from({ length: count }, (_, nth) => `picture ${nth} of ${name}`)
}

export function manifestOf({ name, count, rewrites }: PictureSet): string {
  return `version: 1
name: bench
defaults: {model: ${benchModel}, mode: auto, prompt_extend: ${rewrites}}
assets:
  picture:
    prompt: "picture {{nth}} of ${name}"
    matrix: {nth: ${JSON.stringify(Array.from({ length: count }, (_, nth) => nth))}}
`
}
