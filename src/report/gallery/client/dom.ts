/** What an element is made with; values are only ever put into attributes and text. */
interface Wish {
  readonly class?: string
  readonly text?: string
  readonly attributes?: Readonly<Record<string, string | number | boolean | null>>
  readonly on?: Readonly<Record<string, (event: Event) => void>>
}

type Child = Node | string | null

/** An element with its children. `true` is an attribute without value, `false` and null are none. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  wish: Wish = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (wish.class !== undefined) made.className = wish.class
  if (wish.text !== undefined) made.textContent = wish.text
  for (const [name, value] of Object.entries(wish.attributes ?? {})) {
    if (value !== null && value !== false)
      made.setAttribute(name, value === true ? '' : String(value))
  }
  for (const [name, listener] of Object.entries(wish.on ?? {}))
    made.addEventListener(name, listener)
  made.append(...children.filter((child) => child !== null))
  return made
}

const namespace = 'http://www.w3.org/2000/svg'

/** A line drawing of 16 by 16, which nobody has to hear. */
export function drawing(path: string): SVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'icon')
  const line = document.createElementNS(namespace, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}
