import pLimit from 'p-limit'
import sharp, { type OverlayOptions } from 'sharp'
import type { PictureReader } from '../picture-source.ts'
import type { CaptionSetter, CaptionStyle } from './captions.ts'
import { colours } from './colours.ts'
import { type DrawnCell, drawCell } from './draw-cell.ts'
import { countStates, type HeaderFacts, headerTexts, type StateCounts } from './header.ts'
import { textSizes } from './measures.ts'
import { lettered } from './overlays.ts'
import type { Band, SheetPage } from './page.ts'
import type { SheetState } from './pictures.ts'

/** A page as pixels, three channels. */
export interface DrawnPage {
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
  /** As drawn: a file that turned out to be no picture counts as such. */
  readonly counts: StateCounts
}

export interface Drawing {
  readonly read: PictureReader
  readonly captions: CaptionSetter
  readonly facts: Omit<HeaderFacts, 'counts'>
}

/** Pictures that are decoded at a time. */
const atATime = 4

/**
 * Draws a page strip by strip, so that beside the page itself only the pictures of one strip are in
 * memory.
 */
export async function drawPage(page: SheetPage, drawing: Drawing): Promise<DrawnPage> {
  const { width, height } = page
  const pixels = Buffer.alloc(3 * width * height, paper)
  const put = async (strip: { top: number; height: number }, overlays: OverlayOptions[]) => {
    if (overlays.length === 0) return
    pixels.set(await compose({ width, height: strip.height }, overlays), 3 * width * strip.top)
  }
  const states: SheetState[] = []
  for (const band of page.bands) {
    const drawn = await drawCells(band, drawing)
    await put(band, [
      ...drawn.flatMap(({ overlays }) => overlays),
      ...(await drawCaptions(band, drawing)),
    ])
    states.push(...drawn.map(({ state }) => state))
  }
  const counts = countStates(states)
  for (const { text, style, box } of headerTexts(page, { ...drawing.facts, counts })) {
    const set = await drawing.captions.set(text, box, headerStyles[style])
    await put(box, lettered(set, { box: { ...box, top: 0 }, align: 'left', valign: 'top' }))
  }
  return { pixels, width, height, counts }
}

const paper = Buffer.from(colours.paper.slice(1), 'hex')

const headerStyles: { readonly [style in 'title' | 'about' | 'facts']: CaptionStyle } = {
  title: { size: textSizes.title, colour: colours.ink, bold: true },
  about: { size: textSizes.about, colour: colours.ink },
  facts: { size: textSizes.facts, colour: colours.muted },
}

function compose(
  { width, height }: { width: number; height: number },
  overlays: OverlayOptions[],
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colours.paper } })
    .composite(overlays)
    .removeAlpha()
    .raw()
    .toBuffer()
}

function drawCells({ cells }: Band, drawing: Drawing): Promise<DrawnCell[]> {
  const limit = pLimit(atATime)
  return Promise.all(cells.map((cell) => limit(() => drawCell(cell, drawing))))
}

async function drawCaptions({ captions }: Band, drawing: Drawing): Promise<OverlayOptions[]> {
  const style = { size: textSizes.caption, colour: colours.ink }
  const drawn: OverlayOptions[] = []
  for (const { text, ...place } of captions) {
    const set = await drawing.captions.set(text, place.box, { ...style, align: place.align })
    drawn.push(...lettered(set, place))
  }
  return drawn
}
