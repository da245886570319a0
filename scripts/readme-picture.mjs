// Draws docs/images/quickstart.png from what `npm run demo` left: the four posters, two by two.
import sharp from 'sharp'

const folder = 'examples/quickstart/out.simulated/poster'
const names = ['oolong-warm', 'oolong-cool', 'jasmine-warm', 'jasmine-cool']
const [width, height, gap] = [560, 312, 12]

const tiles = await Promise.all(
  names.map(async (name, nth) => ({
    input: await sharp(`${folder}/${name}.png`).resize(width, height).toBuffer(),
    left: gap + (nth % 2) * (width + gap),
    top: gap + Math.floor(nth / 2) * (height + gap),
  })),
)
await sharp({
  create: {
    width: 2 * width + 3 * gap,
    height: 2 * height + 3 * gap,
    channels: 3,
    background: '#fff',
  },
})
  .composite(tiles)
  .png({ palette: true, quality: 90 })
  .toFile('docs/images/quickstart.png')
