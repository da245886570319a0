import sharp, { type OverlayOptions } from 'sharp'
import type { Fonts } from '../../lettering/fonts.ts'
import { loadTextTools, type TextTools } from '../../lettering/text-tools.ts'
import { composition } from './composition.ts'
import { arrange, type Box, type Layout, measure, type Placed } from './layout.ts'
import { type Palette, paletteOf } from './palette.ts'
import type { PictureSubject } from './subject.ts'
import { setTexts } from './texts.ts'

/** Draws a picture: PNG bytes, the same for the same subject on the same machine. */
export type Painter = (subject: PictureSubject) => Promise<Buffer>

/**
 * Makes a painter of simulated pictures: an abstract composition, and on a calm panel the prompt
 * with what it was made from. The fonts are loaded at the first picture.
 */
export function createPainter(load?: () => Promise<Fonts>): Painter {
  let tools: Promise<TextTools> | undefined
  return async (subject) => {
    tools ??= loadTextTools(load)
    return paint(subject, await tools)
  }
}

async function paint(subject: PictureSubject, tools: TextTools): Promise<Buffer> {
  const { width, height } = subject
  const palette = paletteOf(subject.prompt)
  const measures = measure(subject)
  const texts = await setTexts(subject, { ink: palette.ink, measures, tools })
  const layout = arrange(texts, subject, measures)
  const drawing = artwork(subject, palette) + furniture(layout, palette)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing}</svg>`
  return sharp(Buffer.from(svg))
    .composite(layout.placed.map(overlay))
    .removeAlpha()
    .png({ compressionLevel: 3 })
    .toBuffer()
}

function artwork(subject: PictureSubject, palette: Palette): string {
  const seed = `${subject.seed}${subject.index === 1 ? '' : ` image ${subject.index}`}`
  return composition({ prompt: subject.prompt, seed }, subject, palette)
}

const paper = 'fill="#fffdf9" fill-opacity="0.94"'

function furniture({ panel, badge, mark, corner, bar }: Layout, palette: Palette): string {
  const edge = { ...panel, top: panel.top + corner, width: bar, height: panel.height - 2 * corner }
  return (
    `<rect ${place(panel)} rx="${corner}" ${paper}/>` +
    `<rect ${place(edge)} fill="${palette.accent}"/>` +
    `<rect ${place(badge)} rx="${badge.height / 2}" fill="${palette.ink}" fill-opacity="0.92"/>` +
    (mark === null ? '' : `<rect ${place(mark)} rx="${mark.height / 2}" ${paper}/>`)
  )
}

function place({ left, top, width, height }: Box): string {
  return `x="${left}" y="${top}" width="${width}" height="${height}"`
}

function overlay({ lettering, left, top }: Placed): OverlayOptions {
  const { pixels, width, height } = lettering
  return { input: pixels, raw: { width, height, channels: 4 }, left, top }
}
