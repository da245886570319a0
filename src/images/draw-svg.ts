import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { execPath } from 'node:process'
import { pathToFileURL } from 'node:url'
import { mostPixels, type overlayBox } from '../plan/variant-size.ts'

/** Seconds that a drawing may take; a logo takes a hundredth of one. */
const mostSeconds = 20

/**
 * Draws an SVG as PNG, in the size that fills a box one way.
 *
 * An SVG is a program: nested copies and filters can keep a renderer busy for hours, and nothing ends
 * one from within its own process. So it is drawn in another, which ends itself when its time is up
 * and has nothing of this one's environment.
 *
 * @throws when it cannot be drawn, with the reason as the end of a sentence.
 */
export function drawSvg(
  svg: Uint8Array,
  box: ReturnType<typeof overlayBox>,
  seconds: number = mostSeconds,
): Promise<Uint8Array> {
  const child = spawn(execPath, ['--input-type=module', '--eval', program(box, seconds)], {
    env: {},
    stdio: 'pipe',
    windowsHide: true,
  })
  const drawn: Buffer[] = []
  let words = ''
  child.stdout.on('data', (part: Buffer) => drawn.push(part))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(0, 500)
  })
  // It may end before it has read everything, which its exit tells.
  child.stdin.on('error', () => undefined)
  child.stdin.end(svg)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(drawn))
      else reject(new Error(`an SVG of it cannot be drawn: ${reason(words, seconds)}`))
    })
  })
}

function reason(words: string, seconds: number): string {
  const [line = ''] = words.replace(/[^\P{Cc}\n]/gu, '').split('\n')
  const why = `it takes more than ${seconds} s or too much memory; simplify it, or export it as PNG`
  return line === '' ? why : line
}

/** What the other process does. */
function program({ width, height }: ReturnType<typeof overlayBox>, seconds: number): string {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('sharp')).href
  return `
    import sharp from ${JSON.stringify(library)}
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${seconds * 1000}).unref()
    try {
      const parts = []
      for await (const part of process.stdin) parts.push(part)
      const options = { failOn: 'error', limitInputPixels: ${mostPixels} }
      const image = sharp(Buffer.concat(parts), options)
      const own = await image.metadata()
      const scales = [${width} / own.width, ${height} / own.height].filter((scale) => scale > 0)
      const scale = scales.length === 0 ? 1 : Math.min(...scales)
      const side = (pixels) => Math.max(1, Math.round(pixels * scale))
      const size = { width: side(own.width), height: side(own.height) }
      if (size.width * size.height > ${mostPixels}) throw new Error('it would have too many pixels')
      process.stdout.write(await image.resize({ ...size, fit: 'fill' }).png().toBuffer())
    } catch (error) {
      process.stderr.write(String(error.message))
      process.exitCode = 1
    }`
}
