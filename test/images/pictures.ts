import sharp from 'sharp'

/** A picture whose pixels differ from their neighbours and, by seed, from those of another. */
export async function picture(
  options: {
    width?: number
    height?: number
    seed?: number
    format?: 'png' | 'jpeg' | 'webp' | 'gif'
  } = {},
): Promise<Buffer> {
  const { width = 64, height = 48, seed = 1, format = 'png' } = options
  const data = Buffer.alloc(width * height * 3)
  for (let at = 0; at < data.length; at += 1) data[at] = (at * 31 + (at >> 5) * 17 * seed) & 0xff
  return sharp(data, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer()
}
