import type { Template } from '../../manifest/manifest.ts'
import type { Places } from './places.ts'
import type { Problem } from './problem.ts'

/** What the parser could not read, in our words, at the `{{` it had got to. */
export function syntaxProblem(error: Error, template: Template, places: Places): Problem {
  const { text } = template
  const isEnd = error.message.includes("got 'EOF'")
  const reached = mustacheBefore(text, errorOffset(error.message, text, places))
  const offset = isEnd ? (openBlock(text) ?? reached) : reached
  const source = /^\{\{[^}\r\n]*\}*|^.*/.exec(text.slice(offset))?.[0] ?? ''
  return {
    code: 'TEMPLATE_SYNTAX',
    message: describe(error.message, source),
    help: 'a name or helper stands between `{{` and `}}`; every `{{#if}}` has its `{{/if}}`; write `\\{{` for literal braces',
    place: places.at(offset, source.length),
  }
}

function describe(message: string, source: string): string {
  const blocks = /^(\S+) doesn't match (\S+)/.exec(message)
  if (blocks !== null) return `\`{{#${blocks[1]}}}\` is closed by \`{{/${blocks[2]}}}\``
  const shown = source.length > 60 ? `${source.slice(0, 59)}…` : source
  if (message.includes("got 'EOF'")) return `\`${shown}\` is not closed before the template ends`
  return source.endsWith('}}')
    ? `\`${shown}\` cannot be read as a template`
    : `\`${shown}\` has no \`}}\``
}

/** Where the innermost block begins that nothing closes. */
function openBlock(text: string): number | null {
  const open: number[] = []
  for (const { index, 1: mark } of text.matchAll(/\{\{~?([#/])/g)) {
    if (mark === '#') open.push(index)
    else open.pop()
  }
  return open.at(-1) ?? null
}

/** Where the parser stood: it tells the line, and shows the text before with a pointer under its end. */
function errorOffset(message: string, text: string, places: Places): number {
  const exact = / - (\d+):(\d+)$/.exec(message)
  if (exact !== null) return places.offset(Number(exact[1]), Number(exact[2]))
  const line = Number(/on line (\d+)/.exec(message)?.[1] ?? 1)
  const [, excerpt = '', pointer = ''] = message.split('\n')
  const seen = excerpt.slice(0, Math.max(0, pointer.indexOf('^'))).replace(/^\.\.\./, '')
  const start = places.offset(line, 0)
  const end = places.offset(line + 1, 0)
  const at = text.lastIndexOf(seen, end)
  return at < 0 || seen === '' ? start : at + seen.length
}

function mustacheBefore(text: string, offset: number): number {
  const before = text.lastIndexOf('{{', offset)
  return before < 0 ? Math.max(0, text.indexOf('{{')) : before
}
