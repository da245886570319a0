import { hash } from 'node:crypto'
import { canonicalString } from './canonical-json.ts'
import type { Request, RequestKey } from './request.ts'

/**
 * The request key: SHA-256 over the canonical JSON (RFC 8785) of the request with `v` and `provider`.
 *
 * The string is built by hand in key order, since this runs once for every job of a plan; a test
 * compares it with `canonicalJson`. A field added later enters only when it is set, so old keys stand.
 *
 * @throws {RangeError} when a text holds half of a surrogate pair.
 */
export function requestKey(request: Request): RequestKey {
  const canonical =
    `{"model":${canonicalString(request.model)},"n":${request.n}` +
    `,"negative_prompt":${canonicalString(request.negative_prompt)}` +
    `,"prompt":${canonicalString(request.prompt)},"prompt_extend":${request.prompt_extend}` +
    `,"provider":"dashscope","seed":${request.seed},"size":${canonicalString(request.size)}` +
    `,"v":1,"watermark":${request.watermark}}`
  return sha256Hex(canonical) as RequestKey
}

/** SHA-256 of text (as UTF-8) or bytes, 64 lower-case hex digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex')
}

/** Whether a string has the form of a request key or a content hash. */
export function isSha256Hex(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
}
