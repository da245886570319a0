import type { Item } from './item.ts'

/**
 * Asynchronous sendings whose outcome is not known yet, to be asked for twins: requests that differ at
 * most in what the API does not echo, so that after a lost answer their tasks could not be told apart.
 */
export class Flying {
  /** By prompt: a set may have many thousand seeds of one. */
  readonly #byPrompt = new Map<string, Set<Item>>()

  add(item: Item): void {
    const { prompt } = item.job.request
    const there = this.#byPrompt.get(prompt)
    if (there === undefined) this.#byPrompt.set(prompt, new Set([item]))
    else there.add(item)
  }

  delete(item: Item): void {
    const { prompt } = item.job.request
    const there = this.#byPrompt.get(prompt)
    if (there?.delete(item) === true && there.size === 0) this.#byPrompt.delete(prompt)
  }

  has(item: Item): boolean {
    return this.#byPrompt.get(item.job.request.prompt)?.has(item) === true
  }

  /** Whether there is a twin of an item, other than itself, of which something holds. */
  hasTwin(item: Item, holds: (twin: Item) => boolean = () => true): boolean {
    for (const other of this.#byPrompt.get(item.job.request.prompt) ?? []) {
      if (other !== item && areTwins(other, item) && holds(other)) return true
    }
    return false
  }
}

/** Whether the API could not tell their tasks apart. */
export function areTwins(
  { job: { request: one } }: Item,
  { job: { request: other } }: Item,
): boolean {
  return one.prompt === other.prompt && one.model === other.model && one.size === other.size
}
