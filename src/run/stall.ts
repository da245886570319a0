/** For how long nothing has got through. */
export class Stall {
  #since: number | null = null

  /** A request was refused as too fast, or found no connection. Monotonic milliseconds. */
  refused(now: number): void {
    this.#since ??= now
  }

  /** A request was answered otherwise. One that left before the first refusal says nothing of what came after it. */
  passed(sentAt: number): void {
    if (this.#since !== null && sentAt > this.#since) this.#since = null
  }

  /** Milliseconds since the first refusal after which nothing passed; 0 where something does. */
  lasting(now: number): number {
    return this.#since === null ? 0 : now - this.#since
  }
}
