/**
 * A text with those of the lines that it lacks added at its end, in its own kind of line end; null
 * where it has them all. Nothing else of it changes.
 */
export function withLines(text: string, lines: readonly string[]): string | null {
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim()))
  const missing = lines.filter((line) => !present.has(line))
  if (missing.length === 0) return null
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const start = text === '' || text.endsWith('\n') ? text : text + end
  return start + missing.map((line) => line + end).join('')
}
