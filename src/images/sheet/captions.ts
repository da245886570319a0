import { plainText } from '../../diagnostics/plain-text.ts'
import { type Lettering, setToFit } from '../../lettering/lettering.ts'
import { loadTextTools, type TextTools, withoutBoxes } from '../../lettering/text-tools.ts'
import type { Shape } from './shapes.ts'

export interface CaptionStyle {
  /** Pixels per em. */
  readonly size: number
  /** `#rrggbb`. */
  readonly colour: string
  readonly bold?: boolean
  readonly align?: 'left' | 'centre'
}

/** Sets captions; never larger than their boxes, whatever they say. */
export interface CaptionSetter {
  /** null: there is nothing to see. */
  set(text: string, box: Shape, style: CaptionStyle): Promise<Lettering | null>
  /** Characters met so far that no font of this machine has. */
  missing(): ReadonlySet<string>
}

/** Characters of a caption that are looked at: more than any box takes. */
const mostCharacters = 200

export async function createCaptionSetter(
  load: () => Promise<TextTools> = loadTextTools,
): Promise<CaptionSetter> {
  const { families, missingIn } = await load()
  const missing = new Set<string>()
  const known = new Map<string, Promise<Lettering | null>>()
  const setNew = async (text: string, box: Shape, { size, ...look }: CaptionStyle) => {
    const shown = beginning(inOneLine(text))
    const here = await missingIn(shown)
    for (const character of here) missing.add(character)
    const style = { ...look, families, strut: true }
    const set = await setToFit(withoutBoxes(shown, here), style, { ...box, sizes: [size] })
    return set === null ? null : clipped(set, box)
  }
  return {
    missing: () => missing,
    set(text, { width, height }, style) {
      const key = JSON.stringify([text, width, height, style])
      const set = known.get(key) ?? setNew(text, { width, height }, style)
      if (known.size >= mostKnown) known.clear()
      known.set(key, set)
      return set
    },
  }
}

/** Captions that are kept: words for places and captions of columns come again and again. */
const mostKnown = 300

/** Controls become one sign that fonts have; what ends a line is a space. */
function inOneLine(text: string): string {
  return plainText(text.replace(/[\t-\r\u0085\u2028\u2029]+/g, ' ')).replace(
    /[\u2400-\u2421]/g,
    '\ufffd',
  )
}

function beginning(text: string): string {
  const characters = [...text]
  return characters.length > mostCharacters
    ? `${characters.slice(0, mostCharacters).join('')}…`
    : text
}

/** One character can be wider than a box, and marks can pile up higher: what stands out is cut off. */
function clipped({ pixels, width, height }: Lettering, box: Shape): Lettering {
  if (width <= box.width && height <= box.height) return { pixels, width, height }
  const wide = Math.min(width, Math.floor(box.width))
  const high = Math.min(height, Math.floor(box.height))
  const lines = Array.from({ length: high }, (_, y) =>
    pixels.subarray(4 * y * width, 4 * (y * width + wide)),
  )
  return { pixels: Buffer.concat(lines), width: wide, height: high }
}
