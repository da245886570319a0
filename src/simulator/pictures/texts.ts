import { letter, setToFit } from '../../lettering/lettering.ts'
import { type TextTools, withoutBoxes } from '../../lettering/text-tools.ts'
import type { Measures, Texts } from './layout.ts'
import type { PictureSubject } from './subject.ts'

/** Sets every text of a picture; what no font can draw is left out, and said so. */
export async function setTexts(
  subject: PictureSubject,
  { ink, measures, tools }: { ink: string; measures: Measures; tools: TextTools },
): Promise<Texts> {
  const { unit, textWidth: width, textHeight: height } = measures
  const missing = await tools.missingIn(subject.prompt)
  const style = { families: tools.families, colour: ink }
  const small = { ...style, size: unit * 0.023 }
  const bold = { ...small, bold: true }
  const box = { width, height, sizes: promptSizes.map((share) => Math.round(unit * share)) }
  return {
    badge: await letter('SIMULATED', { ...bold, colour: '#ffffff', spacing: 0.14 }),
    prompt: await setToFit(withoutBoxes(subject.prompt, missing), style, box),
    note: await letter(noteAbout(missing), bold, width),
    facts: await letter(factsOf(subject), small, width),
    mark: subject.watermark ? await letter('AI generated', bold) : null,
  }
}

/** Sizes of the prompt, in parts of the picture's shorter side, from what a thumbnail can show down. */
const promptSizes: readonly number[] = [0.05, 0.043, 0.037, 0.032, 0.0275, 0.024, 0.021, 0.0185]

function noteAbout(missing: ReadonlySet<string>): string {
  if (missing.size === 0) return ''
  const kind = [...missing].some((character) => cjk.test(character)) ? 'a CJK font' : 'another font'
  return `[…] text needs ${kind}`
}

const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u

function factsOf({ model, width, height, seed, index, count }: PictureSubject): string {
  const which = count > 1 ? [`image ${index} of ${count}`] : []
  return [model, `${width} × ${height}`, `seed ${seed}`, ...which].join('   ·   ')
}
