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
   * taken for them, and more where more come.
   * @param most bytes that are taken
   */
  constructor({ announced, most }: { readonly announced: number; readonly most: number }) {
    this.#most = most
    this.#buffer = Buffer.allocUnsafeSlow(announced > 0 ? Math.min(announced, most) : 0)
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

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#size)
  }

  #growTo(length: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.min(length, this.#most))
    larger.set(this.#buffer.subarray(0, this.#size))
    this.#buffer = larger
  }
}
