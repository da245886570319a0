/** Whether a text is an SVG: its first element says so. */
export function isSvg(text: string): boolean {
  for (const tag of tagsOf(text)) {
    if (!/^<[?!]/.test(tag)) return /^<(?:\w{1,20}:)?svg[\s/>]/.test(tag)
  }
  return false
}

/** The first thing that an SVG shows and does not hold, as it names it; null: it holds everything. */
export function outsideReference(svg: string): string | null {
  for (const tag of tagsOf(svg)) {
    const [, linked = ''] = showing.test(tag)
      ? (/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag)?.filter((part) => part !== undefined) ??
        [])
      : []
    if (isOutside(linked)) return linked.trim().slice(0, 80)
  }
  for (const [, styled = ''] of svg.matchAll(/(?:url\(|@import\s(?!\s*url))([^()]{0,80})/g)) {
    const [named = ''] = styled.replace(/&quot;|&apos;|["']/g, '').split(';')
    if (isOutside(named)) return named.trim()
  }
  return null
}

/** Elements that show what their `href` names; a plain link shows nothing. */
const showing =
  /^<(?:\w{1,20}:)?(?:image|feImage|use|pattern|linearGradient|radialGradient|filter|textPath|tref|mpath)\s/

function isOutside(named: string): boolean {
  return !/^\s*(?:$|#|data:)/.test(named)
}

/** Whether letters of it are drawn in a font. */
export function hasText(svg: string): boolean {
  for (const tag of tagsOf(svg)) if (/^<(?:\w{1,20}:)?text[\s>]/.test(tag)) return true
  return false
}

/**
 * Tags of an SVG in their order, comments left out. Reads each character a fixed number of times,
 * whatever it holds; how it is drawn is not decided here, so a tag that is cut short does no harm.
 */
function* tagsOf(svg: string): Generator<string> {
  for (let start = svg.indexOf('<'); start !== -1; ) {
    const close = svg.startsWith('<!--', start) ? '-->' : '>'
    const end = svg.indexOf(close, start)
    if (end === -1) return
    if (close === '>') yield svg.slice(start, end + 1)
    start = svg.indexOf('<', end)
  }
}
