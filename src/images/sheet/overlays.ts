import type { OverlayOptions } from 'sharp'
import type { Lettering } from '../../lettering/lettering.ts'
import type { Box, Caption } from './page.ts'

/** Lettering in its box; none where there is nothing to see. */
export function lettered(
  lettering: Lettering | null,
  { box, align, valign }: Omit<Caption, 'text'>,
): OverlayOptions[] {
  if (lettering === null) return []
  const { pixels, width, height } = lettering
  const [across, down] = [box.width - width, box.height - height]
  const shares = { left: 0, top: 0, centre: 0.5, middle: 0.5, bottom: 1 }
  return [
    {
      input: pixels,
      raw: { width, height, channels: 4 },
      left: box.left + Math.floor(across * shares[align]),
      top: box.top + Math.floor(down * shares[valign]),
    },
  ]
}

/** A box in one colour, `#rrggbb`. */
export function filled({ left, top, width, height }: Box, background: string): OverlayOptions {
  return { input: { create: { width, height, channels: 3, background } }, left, top }
}
