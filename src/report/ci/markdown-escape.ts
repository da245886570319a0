import { plainText } from '../../diagnostics/plain-text.ts'

/**
 * One line of text for a paragraph, a list or a table cell, shown as it is: no markup, no table
 * border, no link, and no `@name` or `#1` that a hosting site would tell people about.
 */
export function markdownText(value: string): string {
  return plainText(value)
    .replace(/[\\`*_[\]<>|~$&]|:(?=\S)/g, '\\$&')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`)
    .replace(/[@#]+/g, '`$&`')
}

/** One line of text as code: nothing in it counts. Not for table cells, whose borders it could break. */
export function inlineCode(value: string): string {
  const text = plainText(value)
  if (text === '') return ''
  const fence = '`'.repeat(longestRun(text) + 1)
  const space = /^[` ]|[` ]$/.test(text) ? ' ' : ''
  return fence + space + text + space + fence
}

/** Lines as a block of code, with a fence that none of them can close. */
export function fenced(lines: readonly string[]): string[] {
  const shown = lines.map(plainText)
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1))
  return [`${fence}text`, ...shown, fence]
}

/** An invisible line by which a bot finds its own comment again: the same for each command and manifest. */
export function marker(command: string, manifest: string): string {
  const name = encodeURIComponent(manifest.toWellFormed())
    .replaceAll('%2F', '/')
    .replaceAll('--', '-%2D')
  return `<!-- mintage:${command} ${name} -->`
}

/** Backticks of the longest row of them. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
