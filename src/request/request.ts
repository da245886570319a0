/**
 * What is sent to the API for one call, in canonical form: the identity of an image, and nothing else.
 *
 * Each field changes the picture that comes back; region, mode, file names and variants do not, so
 * they are not here.
 */
export interface Request {
  readonly model: string
  /** Exactly the text sent: `\n` line ends, trimmed once in `plan/expand`. */
  readonly prompt: string
  /** `""` when there is none; then nothing is sent. */
  readonly negative_prompt: string
  /** `W*H` in pixels. */
  readonly size: string
  /** Images asked for by this one call, from 1. */
  readonly n: number
  /** 0..2147483647. Always sent, since the API never tells which one it used. */
  readonly seed: number
  readonly prompt_extend: boolean
  readonly watermark: boolean
}

declare const requestKey: unique symbol
/** SHA-256, 64 lower-case hex digits, over the canonical JSON of a {@link Request}; made in `request/key.ts` only. */
export type RequestKey = string & { readonly [requestKey]: true }
