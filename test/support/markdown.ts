/** A fenced block of a Markdown page. */
export interface Block {
  readonly language: string
  readonly text: string
  /** Line of its opening fence, from 1. */
  readonly line: number
  /** The path that stands alone in the paragraph before it, as `` `data/drinks.csv`: ``; else null. */
  readonly file: string | null
}

/** A Markdown table; cells as written, without the white space around them. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly line: number
}

/** The fenced blocks of a page, in order. Fences are three backticks at the beginning of a line. */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const language = /^```(\w+)$/.exec(lines[at] ?? '')?.[1]
    if (language === undefined) continue
    const end = lines.indexOf('```', at + 1)
    if (end === -1) throw new Error(`the fence of line ${at + 1} is never closed`)
    const text = `${lines.slice(at + 1, end).join('\n')}\n`
    const before = lines.slice(0, at).findLast((line) => line.trim() !== '') ?? ''
    const file = /^`([^`]+)`:$/.exec(before)?.[1] ?? null
    blocks.push({ language, text, line: at + 1, file })
    at = end
  }
  return blocks
}

/** The tables of a page, in order. */
export function tablesOf(markdown: string): Table[] {
  const tables: { header: string[]; rows: string[][]; line: number }[] = []
  const lines = withoutBlocks(markdown).split('\n')
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('|')) continue
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    const above = lines[index - 1] ?? ''
    if (!above.startsWith('|')) tables.push({ header: cells, rows: [], line: index + 1 })
    else if (!/^\|[-: |]+\|$/.test(line)) tables.at(-1)?.rows.push(cells)
  }
  return tables
}

/** The page with its fenced blocks empty, so that lines keep their numbers. */
function withoutBlocks(markdown: string): string {
  let inside = false
  return markdown
    .split('\n')
    .map((line) => {
      const isFence = line.startsWith('```')
      if (isFence) inside = !inside
      return inside || isFence ? '' : line
    })
    .join('\n')
}

/** The texts that a cell has in backticks. */
export function codesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}
