import sharp from 'sharp'

/** Red, green, blue and alpha at a place of a picture, whatever its format. */
export async function pixel(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + 4)]
}

/** A picture of one colour. */
export function plain(
  width: number,
  height: number,
  background: string,
  channels: 3 | 4 = 3,
): Promise<Buffer> {
  return sharp({ create: { width, height, channels, background } }).png().toBuffer()
}

/** Four quarters: red, green, blue, black. */
export async function quarters(width: number, height: number): Promise<Buffer> {
  const [w, h] = [width / 2, height / 2]
  const corner = async (colour: string, left: number, top: number) => ({
    input: await plain(w, h, colour),
    left,
    top,
  })
  return sharp(await plain(width, height, '#000000'))
    .composite([
      await corner('#ff0000', 0, 0),
      await corner('#00ff00', w, 0),
      await corner('#0000ff', 0, h),
    ])
    .png()
    .toBuffer()
}
