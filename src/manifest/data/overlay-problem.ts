import path from 'node:path'
import { decodeUtf8 } from '../decode.ts'
import type { PathProblem } from './path.ts'
import { hasText, isSvg, outsideReference } from './svg-text.ts'

/**
 * What is wrong with an overlay that its bytes tell without drawing it, or null. OVERLAY_FONT is
 * worth saying and stops nothing.
 */
export async function overlayProblem(
  written: string,
  bytes: Uint8Array,
): Promise<PathProblem | null> {
  const extension = path.posix.extname(written).toLowerCase()
  const { kind, svg } = look(bytes)
  if (kind !== (extension === '.jpeg' ? '.jpg' : extension)) return notWhatItSays(written, kind)
  if (svg === null) return null
  return (await brokenSvg(written, svg)) ?? svgProblem(written, svg)
}

type Kind = '.png' | '.jpg' | '.webp' | '.svg'

/** By what a file begins with: nothing else ever reaches a decoder. */
function look(bytes: Uint8Array): { kind: Kind | null; svg: string | null } {
  const begin = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (begin.startsWith('\x89PNG\r\n\x1a\n')) return { kind: '.png', svg: null }
  if (begin.startsWith('\xff\xd8\xff')) return { kind: '.jpg', svg: null }
  if (begin.startsWith('RIFF') && begin.endsWith('WEBP')) return { kind: '.webp', svg: null }
  const decoded = decodeUtf8(bytes)
  if (decoded.kind !== 'text' || !isSvg(decoded.text)) return { kind: null, svg: null }
  return { kind: '.svg', svg: decoded.text }
}

function notWhatItSays(written: string, found: Kind | null): PathProblem {
  const what =
    found === null ? 'no picture that can be laid over another' : `a ${found} file by its bytes`
  const help =
    found === null
      ? 'save it as PNG, JPEG or WebP, or as SVG in UTF-8'
      : `rename it so that it ends in ${found}`
  return { code: 'OVERLAY_FORMAT', message: `\`${written}\` is ${what}`, help }
}

/** Most sets have no SVG, so the parser is loaded for those that do. */
async function brokenSvg(written: string, svg: string): Promise<PathProblem | null> {
  const { xmlProblem } = await import('./xml-problem.ts')
  const problem = xmlProblem(svg)
  if (problem === null) return null
  return {
    code: 'OVERLAY_FORMAT',
    message: `\`${written}\` is no well-formed XML and cannot be drawn: ${problem}`,
    help: 'export it anew from the drawing program, as SVG or as PNG, or mend that line',
  }
}

/** What would be missing in the drawing, or look otherwise elsewhere. */
function svgProblem(written: string, svg: string): PathProblem | null {
  const outside = outsideReference(svg)
  if (outside !== null) {
    return {
      code: 'OVERLAY_REFERENCE',
      message: `\`${written}\` shows \`${outside}\`, which is outside of it and is never loaded`,
      help: 'embed it as a PNG or JPEG in a data: URL, or export the whole as PNG',
    }
  }
  if (!hasText(svg)) return null
  return {
    code: 'OVERLAY_FONT',
    message: `\`${written}\` holds text, which is drawn in a font of the machine that makes the variant`,
    help: 'convert the text to outlines (paths) in the drawing program: it then looks the same everywhere',
  }
}
