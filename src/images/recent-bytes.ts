/** Bytes that were lately used, by name, as many as fit into a bound. */
export class RecentBytes<T extends { readonly byteLength: number }> {
  readonly #most: number
  readonly #kept = new Map<string, T>()
  #held = 0

  /** @param most bytes that are kept together */
  constructor(most: number) {
    this.#most = most
  }

  get(name: string): T | undefined {
    const found = this.#kept.get(name)
    if (found === undefined) return undefined
    this.#kept.delete(name)
    this.#kept.set(name, found)
    return found
  }

  /** Keeps bytes, and drops those that were not used for longest. What is larger than the bound is not kept. */
  set(name: string, bytes: T): void {
    this.delete(name)
    if (bytes.byteLength > this.#most) return
    this.#kept.set(name, bytes)
    this.#held += bytes.byteLength
    for (const oldest of this.#kept.keys()) {
      if (this.#held <= this.#most) return
      this.delete(oldest)
    }
  }

  /** Keeps these bytes no longer; none of that name is fine. */
  delete(name: string): void {
    this.#held -= this.#kept.get(name)?.byteLength ?? 0
    this.#kept.delete(name)
  }
}
