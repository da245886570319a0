import type { Position } from './language-server.ts'

/** A text without its marks `‸`, and where they stood. */
export function marked(text: string): { text: string; at: readonly Position[] } {
  const at: Position[] = []
  const lines = text.split('\n').map((line, number) => {
    const parts = line.split('‸')
    let character = 0
    for (const part of parts.slice(0, -1)) {
      character += part.length
      at.push({ line: number, character })
    }
    return parts.join('')
  })
  return { text: lines.join('\n'), at }
}
