import type { Model } from '../catalog/model.ts'

/** Text exactly as it is sent: line ends are `\n`, no white space at both ends. Nothing changes it later. */
export function sentText(rendered: string): string {
  return (rendered.includes('\r') ? rendered.replace(/\r\n?/g, '\n') : rendered).trim()
}

/** Whether a text is in Unicode form NFC; every text below U+0300 is. */
export function isNfc(text: string): boolean {
  return !/[^\u0000-\u02ff]/.test(text) || text.normalize('NFC') === text
}

/** A text's length in the unit of a limit, and whether that is counted or estimated. */
export interface Length {
  readonly count: number
  readonly unit: Model['promptLimit']['unit']
}

/** How far a text passes a limit, or null where it does not. */
export function overLimit(text: string, limit: Model['promptLimit']): Length | null {
  // A character has one or two units, and a token at least one.
  if (text.length <= limit.count) return null
  const count = limit.unit === 'characters' ? characters(text) : estimatedTokens(text)
  return count > limit.count ? { count, unit: limit.unit } : null
}

/** Every letter and every Han character counts one: code points, as the documents' examples do. */
export function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)
}

/**
 * Tokens that a text probably has. How the API counts is not documented: four characters of ASCII to a
 * token and one for every other is what language models of the kind come to, rather too many than too few.
 */
function estimatedTokens(text: string): number {
  const ascii = text.match(/[\u0000-\u007f]/g)?.length ?? 0
  return Math.ceil(ascii / 4) + characters(text) - ascii
}
