import sharp from 'sharp'
import type { Fonts } from './fonts.ts'

type FontSet = Pick<Fonts, 'families' | 'covers'>

/**
 * Finds the characters of a text that no font can draw: neither ours nor one of the machine's.
 *
 * A missing character is drawn as a box with its number in it. A box is recognised by its twin:
 * a character that Unicode has not assigned is certainly missing, so a picture of the same size
 * with the same border is a box, too. Answers are kept, since fonts do not change while we run.
 */
export function glyphFinder(fonts: FontSet): (text: string) => Promise<ReadonlySet<string>> {
  const known = new Map<string, Promise<boolean>>()
  const isMissing = (character: string): Promise<boolean> => {
    const answer = known.get(character) ?? looksLikeBox(character, fonts.families)
    known.set(character, answer)
    return answer
  }
  return async (text) => {
    const missing = new Set<string>()
    for (const character of new Set(text)) {
      if (fonts.covers(codePointOf(character)) || isInvisible(character)) continue
      if (await isMissing(sampleFor(character, fonts))) missing.add(character)
    }
    return missing
  }
}

/**
 * The character to look at in place of this one: without our own font, one stands for its whole
 * script, since a machine has a font for Chinese or has none, and a prompt has many characters.
 */
function sampleFor(character: string, fonts: FontSet): string {
  const sample = scripts.find(({ pattern }) => pattern.test(character))?.sample
  if (sample === undefined || fonts.covers(codePointOf(sample))) return character
  return sample
}

const scripts: readonly { readonly pattern: RegExp; readonly sample: string }[] = [
  { pattern: /\p{Script=Han}/u, sample: '国' },
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, sample: 'あ' },
  { pattern: /\p{Script=Hangul}/u, sample: '한' },
  { pattern: /[\u3000-\u303f\uff00-\uffef]/u, sample: '。' },
  { pattern: /[A-Za-z0-9 -~]/u, sample: 'a' },
]

/** White space, control and format characters and combining marks draw nothing of their own. */
function isInvisible(character: string): boolean {
  return /^[\p{White_Space}\p{Cc}\p{Cf}\p{M}]$/u.test(character)
}

async function looksLikeBox(character: string, font: string): Promise<boolean> {
  const unassigned = codePointOf(character) > 0xffff ? '\u{f0000}' : '\u0378'
  const [seen, box] = await Promise.all([draw(character, font), draw(unassigned, font)])
  if (seen === null || box === null) return seen === null
  return seen.width === box.width && seen.height === box.height && border(seen) === border(box)
}

interface Drawing {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** Null when nothing at all was drawn: libvips then refuses the text. */
async function draw(character: string, font: string): Promise<Drawing | null> {
  const text = character.replace(/[&<>]/g, (special) => `&#${special.charCodeAt(0)};`)
  try {
    const { data, info } = await sharp({ text: { text, font: `${font} 24`, dpi: 72 } })
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof Error && /no text to render/i.test(error.message)) return null
    throw error
  }
}

function border({ data, width, height }: Drawing): string {
  const at = (x: number, y: number): number => data[y * width + x] ?? 0
  const ring: number[] = []
  for (let x = 0; x < width; x++) ring.push(at(x, 0), at(x, height - 1))
  for (let y = 0; y < height; y++) ring.push(at(0, y), at(width - 1, y))
  return ring.join(' ')
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
