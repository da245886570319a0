/** Bytes that are believed to come before the first of them has: any usual picture. */
const mostTrusted = 8 * 1024 * 1024

/**
 * The bytes of a body as they come, put together at once: parts that are kept until the end outlive
 * the cheap collections of garbage, and pictures are mostly parts.
 */
export class Received {
  readonly #most: number
  #buffer: Buffer
  #size = 0

  /**
   * @param announced bytes that are said to come; anything that is no such number is fine. Memory is
   * taken for them, up to 8 MiB, and more where more come.
   * @param most bytes that are taken
   */
  constructor({ announced, most }: { readonly announced: number; readonly most: number }) {
    this.#most = most
    const trusted = Math.min(announced, mostTrusted, most)
    this.#buffer = Buffer.allocUnsafeSlow(trusted > 0 ? trusted : 0)
  }

  /** Takes the next part; false: it would be too much. */
  add(part: Uint8Array): boolean {
    const size = this.#size + part.length
    if (size > this.#most) return false
    if (size > this.#buffer.length) this.#growTo(Math.max(size, 2 * this.#buffer.length))
    this.#buffer.set(part, this.#size)
    this.#size = size
    return true
  }

  /** What came, in hardly more memory than it needs. */
  bytes(): Buffer {
    const bytes = this.#buffer.subarray(0, this.#size)
    return this.#size < this.#buffer.length * 0.75 ? Buffer.from(bytes) : bytes
  }

  #growTo(length: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.min(length, this.#most))
    larger.set(this.#buffer.subarray(0, this.#size))
    this.#buffer = larger
  }
}
