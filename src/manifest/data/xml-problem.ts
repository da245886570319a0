import { SaxesParser } from 'saxes'

/** As deep as an SVG can be drawn; also bounds what names of a namespace are looked for in. */
const mostDepth = 256

/**
 * Why a text is no well-formed XML, with the place in it, or null. It is at most what a renderer
 * refuses too: entities that the text declares count as known, whatever they stand for.
 */
export function xmlProblem(text: string): string | null {
  const parser = new SaxesParser({ xmlns: true })
  let depth = 0
  parser.on('doctype', (declared) => {
    // Its name is enough: a value would only matter if it were drawn here.
    for (const [, name = ''] of declared.matchAll(/<!ENTITY\s+([^\s%]+)/g)) {
      parser.ENTITIES[name] = name
    }
  })
  parser.on('opentag', () => {
    depth += 1
    if (depth > mostDepth) parser.fail(`elements inside of each other more than ${mostDepth} deep`)
  })
  parser.on('closetag', () => {
    depth -= 1
  })
  parser.on('error', ({ message }) => {
    throw new NotWellFormed(message)
  })
  try {
    parser.write(text).close()
    return null
  } catch (error) {
    if (error instanceof NotWellFormed) return inWords(error.message)
    throw error
  }
}

/** Ends the parser: after its first error it only guesses. */
class NotWellFormed extends Error {}

/** `3:6: unclosed tag: g.` → `line 3, unclosed tag: g`. */
function inWords(message: string): string {
  const [, line = '', what = message] = /^(\d+):\d+: (.*?)\.?$/s.exec(message) ?? []
  return `line ${line}, ${what.slice(0, 80)}`
}
