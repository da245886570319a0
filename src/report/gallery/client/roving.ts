/**
 * Makes one of many buttons reachable by Tab and the others by arrow keys, as in a grid: left and
 * right in reading order, up and down to the nearest of the next line.
 */
export function createRoving(container: HTMLElement): {
  /** After the buttons have changed. */
  readonly refresh: () => void
  /** Moves the Tab stop to a button, and the focus where `andFocus`. */
  readonly stopAt: (button: HTMLElement, andFocus: boolean) => void
} {
  let stop: HTMLElement | null = null
  const buttons = () => [...container.querySelectorAll<HTMLElement>('.card')]
  const stopAt = (button: HTMLElement, andFocus: boolean) => {
    if (stop !== null) stop.tabIndex = -1
    stop = button
    button.tabIndex = 0
    if (andFocus) button.focus()
  }
  const refresh = () => {
    const [first] = buttons()
    if (stop !== null && container.contains(stop)) return
    if (first !== undefined) stopAt(first, false)
  }
  container.addEventListener('focusin', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('.card') : null
    if (button !== null) stopAt(button, false)
  })
  container.addEventListener('keydown', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null
    if (button === null || event.altKey || event.metaKey) return
    const next = nextButton(buttons(), button, event)
    if (next === null) return
    event.preventDefault()
    stopAt(next, true)
  })
  return { refresh, stopAt }
}

/** The button that a key leads to; null: the key is none of ours, or leads nowhere. */
function nextButton(
  all: readonly HTMLElement[],
  current: HTMLElement,
  { key, ctrlKey }: KeyboardEvent,
): HTMLElement | null {
  const at = all.indexOf(current)
  switch (key) {
    case 'ArrowRight':
      return all[at + 1] ?? null
    case 'ArrowLeft':
      return all[at - 1] ?? null
    case 'ArrowDown':
      return nearest(all.slice(at + 1), current)
    case 'ArrowUp':
      return nearest(all.slice(0, at).reverse(), current)
    case 'Home':
      return ctrlKey ? (all[0] ?? null) : (lineOf(all, current)[0] ?? null)
    case 'End':
      return ctrlKey ? (all.at(-1) ?? null) : (lineOf(all, current).at(-1) ?? null)
    default:
      return null
  }
}

/** Pixels by which the tops of one line may differ. */
const tolerance = 4

/** Of the first line among `others` that is not the current one, the button that is closest sideways. */
function nearest(others: readonly HTMLElement[], current: HTMLElement): HTMLElement | null {
  const { top } = current.getBoundingClientRect()
  const start = others.findIndex((other) => !isLevel(other, top))
  const first = others[start]
  if (first === undefined) return null
  const line = first.getBoundingClientRect().top
  const end = others.findIndex((other, index) => index > start && !isLevel(other, line))
  const candidates = others.slice(start, end === -1 ? undefined : end)
  const distance = (other: HTMLElement) => Math.abs(centre(other) - centre(current))
  return candidates.reduce(
    (best, other) => (distance(other) < distance(best) ? other : best),
    first,
  )
}

function lineOf(all: readonly HTMLElement[], current: HTMLElement): readonly HTMLElement[] {
  const { top } = current.getBoundingClientRect()
  return all.filter((other) => isLevel(other, top))
}

function isLevel(button: HTMLElement, top: number): boolean {
  return Math.abs(button.getBoundingClientRect().top - top) <= tolerance
}

function centre(button: HTMLElement): number {
  const { left, width } = button.getBoundingClientRect()
  return left + width / 2
}
