import { hash } from 'node:crypto'

/** Text of a file, or why it is none. Offsets and lines of `shown` are those of the file. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'not-utf8'
      /** What it seems to be, for a sentence: `GBK, which Excel writes on Chinese Windows`. */
      readonly guess: string
      /** The text as far as it can be shown, `�` for what cannot. */
      readonly shown: string
      /** Offset in `shown` of the first place that is not UTF-8. */
      readonly offset: number
    }

/** Decodes UTF-8; a byte order mark is dropped. Nothing is guessed: a wrong letter would be paid for. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const text = tryDecode(bytes, 'utf-8')
  if (text !== null) return { kind: 'text', text }
  const shown = new TextDecoder('utf-8').decode(bytes)
  return { kind: 'not-utf8', guess: guess(bytes), shown, offset: firstBad(bytes, shown) }
}

/** `sha256:<hex>` of a file's bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function guess(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes
  const mark = (first << 8) | second
  if (mark === 0xfffe || mark === 0xfeff) return 'UTF-16, which Excel calls Unicode text'
  if (tryDecode(bytes, 'gb18030') !== null) return 'GBK, which Excel writes on Chinese Windows'
  return 'a legacy encoding such as Windows-1252 or GBK, which Excel writes'
}

/** Line by line, since `�` may also stand in a text that is UTF-8. */
function firstBad(bytes: Uint8Array, shown: string): number {
  let line = 0
  for (let start = 0; start <= bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline === -1 ? bytes.length : newline
    if (tryDecode(bytes.subarray(start, end), 'utf-8') === null) break
    start = end + 1
  }
  let at = 0
  for (; line > 0; line--) at = shown.indexOf('\n', at) + 1
  return Math.max(at, shown.indexOf('\ufffd', at))
}
