import { plainText } from '../diagnostics/plain-text.ts'
import { countsText, type StateCounts } from '../images/sheet/header.ts'
import type { SheetPage } from '../images/sheet/page.ts'
import { fileSize, groupDigits } from './phrases.ts'

/** A page that was written. */
export interface SheetPageFile {
  /** As shown to the user. */
  readonly path: string
  readonly bytes: number
  readonly page: SheetPage
  readonly counts: StateCounts
}

/** `tea.sheet.png: 12 pictures, 1180 × 940, 1.2 MB`. */
export function pageText({ path, bytes, page, counts }: SheetPageFile): string {
  const size = `${groupDigits(page.width)} × ${groupDigits(page.height)}`
  return `${plainText(path)}: ${countsText(counts)}; ${size}, ${fileSize(bytes)}`
}

export function missingText(missing: ReadonlySet<string>): string {
  const shown = [...missing].slice(0, 8).join('')
  const more = missing.size > 8 ? ` and ${missing.size - 8} more` : ''
  return `captions have […] where no font of this machine has a character: ${plainText(shown)}${more}`
}

export function leftOverText(path: string): string {
  return `${plainText(path)} is of an earlier sheet that had more pages`
}
