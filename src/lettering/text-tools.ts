import { type Fonts, loadFonts } from './fonts.ts'
import { glyphFinder } from './glyphs.ts'

/** What it takes to set texts on this machine. */
export interface TextTools {
  /** Pango font families, preferred first. */
  readonly families: string
  /** Characters of a text that no font can draw. */
  readonly missingIn: (text: string) => Promise<ReadonlySet<string>>
}

/** Loads the fonts; those of this machine once, since they are registered with the process. */
export async function loadTextTools(
  load: () => Promise<Fonts> = loadFontsOnce,
): Promise<TextTools> {
  const { families, covers } = await load()
  return { families, missingIn: glyphFinder({ families, covers }) }
}

let loaded: Promise<Fonts> | undefined
function loadFontsOnce(): Promise<Fonts> {
  loaded ??= loadFonts()
  return loaded
}

/** A run of characters that no font has becomes one ellipsis in brackets: boxes would tell nothing. */
export function withoutBoxes(text: string, missing: ReadonlySet<string>): string {
  if (missing.size === 0) return text
  const shown = [...text].map((character) => (missing.has(character) ? '\0' : character))
  return shown.join('').replace(/\0(?:(?:\s|\0|\u200d|\ufe0f)*\0)?/g, '[…]')
}
