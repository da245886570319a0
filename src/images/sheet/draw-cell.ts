import type { OverlayOptions } from 'sharp'
import type { PictureReader } from '../picture-source.ts'
import type { CaptionSetter } from './captions.ts'
import { colours } from './colours.ts'
import { textSizes } from './measures.ts'
import { filled, lettered } from './overlays.ts'
import type { Box, Cell } from './page.ts'
import { hasPicture, type SheetState, stateWords } from './pictures.ts'
import { fitInto, type Shape } from './shapes.ts'
import { readThumbnail } from './thumbnail.ts'

export interface DrawnCell {
  readonly overlays: readonly OverlayOptions[]
  /** As it turned out: a file that is no picture is `unreadable`. */
  readonly state: SheetState
}

/** A picture in its place, or a panel with a word that says why there is none. */
export async function drawCell(
  { picture, box }: Cell,
  { read, captions }: { read: PictureReader; captions: CaptionSetter },
): Promise<DrawnCell> {
  const thumbnail = await readThumbnail(picture, box, read)
  if (thumbnail === null) {
    const state = hasPicture(picture.state) ? 'unreadable' : picture.state
    const panel = centred(fitInto(picture.shape, Math.max(box.width, box.height)), box)
    return { overlays: await drawPanel(panel, state, captions), state }
  }
  const { state } = picture
  const { pixels, width, height } = thumbnail
  const place = centred(thumbnail, box)
  const { left, top } = place
  const drawn: OverlayOptions = { input: pixels, raw: { width, height, channels: 3 }, left, top }
  return { overlays: [drawn, ...(await drawTag(place, state, captions))], state }
}

function centred({ width, height }: Shape, box: Box): Box {
  const left = box.left + Math.floor((box.width - width) / 2)
  const top = box.top + Math.floor((box.height - height) / 2)
  return { left, top, width, height }
}

/** States in which nothing is wrong. */
const quiet: ReadonlySet<SheetState> = new Set(['waiting', 'open', 'absent'])

async function drawPanel(
  panel: Box,
  state: SheetState,
  captions: CaptionSetter,
): Promise<OverlayOptions[]> {
  const { fill, edge, word } = quiet.has(state) ? colours.quiet : colours.trouble
  const inner = inset(panel, 1)
  const room = inset(panel, Math.min(8, Math.floor(panel.width / 16)))
  const style = { size: textSizes.word, colour: word, align: 'centre' } as const
  const set = await captions.set(stateWords[state] ?? '', room, style)
  return [
    filled(panel, edge),
    ...(inner.width > 0 && inner.height > 0 ? [filled(inner, fill)] : []),
    ...lettered(set, { box: room, align: 'centre', valign: 'middle' }),
  ]
}

function inset({ left, top, width, height }: Box, by: number): Box {
  return { left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by }
}

const tag = { across: 7, along: 3, size: 13 }

/** A word over the lower left corner of a picture; none where the picture says enough. */
async function drawTag(
  { left, top, width, height }: Box,
  state: SheetState,
  captions: CaptionSetter,
): Promise<OverlayOptions[]> {
  const room = { width: width - 2 * tag.across, height: height - 2 * tag.along }
  if (room.width < 1 || room.height < 1) return []
  const style = { size: tag.size, colour: colours.tag.word }
  const set = await captions.set(stateWords[state] ?? '', room, style)
  if (set === null) return []
  const high = set.height + 2 * tag.along
  const box = { left, top: top + height - high, width: set.width + 2 * tag.across, height: high }
  return [
    filled(box, colours.tag.fill),
    ...lettered(set, { box, align: 'centre', valign: 'middle' }),
  ]
}
