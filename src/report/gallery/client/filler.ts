/** Milliseconds of a frame that may go into putting pictures into the page: what is typed comes first. */
const budget = 12

/**
 * Does long work in steps: some at once, and some in every frame that follows, until it is done or
 * other work takes its place.
 */
export function createFiller(): (steps: Iterator<void>) => void {
  let current: Iterator<void> | null = null
  const work = (steps: Iterator<void>) => {
    if (steps !== current) return
    const end = performance.now() + budget
    while (performance.now() < end) if (steps.next().done === true) return
    requestAnimationFrame(() => work(steps))
  }
  return (steps) => {
    current = steps
    work(steps)
  }
}
