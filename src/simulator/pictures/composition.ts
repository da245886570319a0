import { pick, randomFrom } from '../random.ts'
import { motifs } from './motifs.ts'
import { blend, type Palette } from './palette.ts'

/**
 * An abstract composition as the inside of an SVG, derived from prompt and seed alone.
 *
 * The prompt chooses the motif, prompt and seed together its details: pictures of one prompt
 * resemble each other as seeds of a real model do. Flat shapes only, since filters are slow and
 * gradients compress badly.
 */
export function composition(
  subject: { prompt: string; seed: string },
  size: { width: number; height: number },
  palette: Palette,
): string {
  const motif = pick(randomFrom(`motif\n${subject.prompt}`), motifs)
  const random = randomFrom(`composition\n${subject.seed}\n${subject.prompt}`)
  return ground(palette) + motif({ ...size, palette, random })
}

function ground({ ground: [top, bottom] }: Palette): string {
  const bands = 12
  const band = (index: number): string =>
    `<rect y="${((100 * index) / bands).toFixed(2)}%" width="100%" height="${(100 / bands + 0.2).toFixed(2)}%" fill="${blend(top, bottom, index / (bands - 1))}"/>`
  return Array.from({ length: bands }, (_, index) => band(index)).join('')
}
