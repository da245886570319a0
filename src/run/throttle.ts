import { Stall } from './stall.ts'

/**
 * How the whole run slows down when the API says too fast, and recovers: every model together, since
 * limits hold per account.
 *
 * A refusal pauses all sending for a random part of a time that doubles with each refusal in a row
 * (full jitter), and halves the pace; accepted requests double it again, step by step. What left before
 * a pause began says nothing of it, be it refused or accepted.
 */
export class Throttle {
  #pausedUntil = 0
  #pausedAt = Number.NEGATIVE_INFINITY
  #pace = 1
  #refusals = 0
  #accepted = 0
  #slowest = 0
  readonly #stall = new Stall()
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  /** Share of the documented rates that is used now: 1, 1/2, 1/4 … 1/16. */
  get pace(): number {
    return this.#pace
  }

  /** Milliseconds until anything may be sent. */
  wait(now: number): number {
    return Math.max(0, this.#pausedUntil - now)
  }

  /**
   * A request sent at `sentAt` was refused as too fast. Refusals of requests that left before the last
   * pause began are its echo and change nothing; no other one makes a pause shorter.
   *
   * @param leastMs shortest pause, for limits that are counted in minutes.
   */
  refused(now: number, { sentAt, leastMs }: { sentAt: number; leastMs: number }): void {
    this.#slowest = Math.max(this.#slowest, now - sentAt)
    this.#stall.refused(now)
    if (sentAt <= this.#pausedAt) return
    this.#refusals += 1
    this.#accepted = 0
    this.#pace = Math.max(slowest, this.#pace / 2)
    this.#pause(now, leastMs)
  }

  /** No connection could be made: wait as for a refusal, at the same pace. */
  unreachable(now: number, sentAt: number): void {
    this.#stall.refused(now)
    if (sentAt <= this.#pausedAt) return
    this.#refusals += 1
    this.#pause(now, 0)
  }

  /** Milliseconds since the first refusal after which nothing got through. */
  stalledFor(now: number): number {
    return this.#stall.lasting(now)
  }

  /** The API answered a request sent at `sentAt` otherwise than as too fast: something gets through. */
  heard(sentAt: number): void {
    this.#stall.passed(sentAt)
  }

  /** Milliseconds after which a call that is still open was let in: by then a refusal would have come. */
  get letInMs(): number {
    return Math.max(leastLetInMs, 2 * this.#slowest)
  }

  /** A request sent at `sentAt` was let in. */
  accepted(sentAt: number): void {
    if (sentAt <= this.#pausedAt) return
    this.#refusals = 0
    this.#accepted += 1
    if (this.#accepted < acceptedPerStep) return
    this.#accepted = 0
    this.#pace = Math.min(1, this.#pace * 2)
  }

  #pause(now: number, leastMs: number): void {
    const most = Math.min(longestPauseMs, firstPauseMs * 2 ** (this.#refusals - 1))
    this.#pausedAt = now
    const until = now + Math.max(leastMs, this.#random() * most)
    this.#pausedUntil = Math.max(this.#pausedUntil, until)
  }
}

const slowest = 1 / 16
const acceptedPerStep = 4
const firstPauseMs = 2000
const longestPauseMs = 60_000
const leastLetInMs = 2000
