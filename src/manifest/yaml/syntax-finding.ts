import type { YAMLError } from 'yaml'
import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import { deepest } from '../located.ts'

/** An error of the YAML parser in words for someone who does not know YAML by heart. */
export function syntaxFinding(error: YAMLError, positions: Positions): Diagnostic {
  const { message, help, at } = words(error, positions.text)
  const [first, end] = at ?? error.pos
  const start = first + (/^ */.exec(positions.text.slice(first, first + 1000))?.[0].length ?? 0)
  return finding('YAML_SYNTAX', message, {
    span: positions.span(start, Math.max(end, start + 1)),
    ...(help === undefined ? {} : { help }),
  })
}

export function tooDeep(positions: Positions, offset: number): Diagnostic {
  return finding('YAML_TOO_DEEP', `values are nested deeper than ${deepest} levels`, {
    span: positions.span(offset),
    help: 'look for brackets or dashes that are repeated by mistake',
  })
}

/** `"\{{"`: the braces are to be escaped for Handlebars, and YAML takes the backslash for itself. */
export function escapedBraces(error: YAMLError, positions: Positions): Diagnostic | null {
  const [start] = error.pos
  if (error.code !== 'BAD_DQ_ESCAPE' || !positions.text.startsWith('\\{', start)) return null
  return finding('YAML_ESCAPED_BRACES', 'double quotes in YAML know no escape `\\{`', {
    span: positions.span(start, start + (positions.text.startsWith('\\{{', start) ? 3 : 2)),
    help: 'for literal braces write `\\\\{{` here, or put the text in single quotes',
  })
}

interface Words {
  readonly message: string
  readonly help?: string
  readonly at?: readonly [number, number]
}

function words(error: YAMLError, text: string): Words {
  const { code, message } = error
  const character = text.slice(error.pos[0], error.pos[0] + 1)
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'a second `: ` makes this a map inside a value',
        help: 'put the value in quotes, or check the indentation of this line and the next',
      }
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        message: 'a key goes over several lines',
        help: 'check the indentation: a line further in than its key continues the value',
      }
    case 'TAB_AS_INDENT':
      return { message: 'a tab indents this line', help: 'YAML indents by spaces only' }
    case 'BAD_SCALAR_START':
      return {
        message: `a value cannot begin with \`${character}\``,
        help: 'put the value in quotes',
      }
    case 'BAD_DQ_ESCAPE':
      return {
        message: `double quotes know no escape \`${text.slice(error.pos[0], error.pos[0] + 2)}\``,
        help: 'write `\\\\` for a backslash, or put the text in single quotes',
      }
    case 'MULTIPLE_DOCS':
      return {
        message: 'a second document begins here',
        help: 'keep one document in a file; remove the line `---`',
      }
    case 'BAD_INDENT':
      return badIndent(error, text)
    case 'MISSING_CHAR':
      return missingCharacter(error, text)
    case 'UNEXPECTED_TOKEN':
      return unexpected(error)
    default:
      return { message: lowerFirst(message) }
  }
}

function badIndent({ message, pos }: YAMLError, text: string): Words {
  if (!message.startsWith('Flow')) {
    return {
      message: 'this line is indented differently from the lines it belongs to',
      help: / #/.test(lineBefore(text, pos[0]))
        ? 'the ` #` above begins a comment and ends the value: put the value in quotes'
        : 'keys of one map begin in the same column',
    }
  }
  const [open, close] = message.includes('map') ? ['{', '}'] : ['[', ']']
  const at = lastUnclosed(text, pos[0], [open, close])
  return {
    message: `\`${open}\` is never closed`,
    help: `close it with \`${close}\``,
    ...(at === null ? {} : { at: [at, at + 1] }),
  }
}

function lineBefore(text: string, offset: number): string {
  const end = text.lastIndexOf('\n', offset - 1)
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, Math.max(end, 0))
}

function missingCharacter({ message, pos }: YAMLError, text: string): Words {
  const quote = /^Missing closing (.)quote/.exec(message)?.[1]
  if (quote !== undefined) {
    const at = openingQuote(text, pos[0], quote)
    return {
      message: `the quote \`${quote}\` is never closed`,
      help: `close it with \`${quote}\``,
      ...(at === null ? {} : { at: [at, at + 1] }),
    }
  }
  if (message.startsWith('Implicit map keys')) {
    return {
      message: 'this is no key: no `:` follows it',
      help: 'write `key: value`, with a space behind the colon, or quote text that goes over lines',
    }
  }
  return { message: lowerFirst(message) }
}

function unexpected({ message }: YAMLError): Words {
  if (message.startsWith('Unexpected scalar at node end')) {
    return {
      message: 'there is text behind the end of this value',
      help: 'put the whole value in quotes',
    }
  }
  if (message.includes('block-seq-ind')) {
    return {
      message: 'a list cannot begin on the line of its key',
      help: 'put `- ` on the next line, or write the list as `[a, b]`',
    }
  }
  return { message: lowerFirst(message) }
}

/** The bracket before an offset that no bracket closes; quotes are not looked at, so it is a good guess. */
function lastUnclosed(
  text: string,
  offset: number,
  [open, close]: readonly [string, string],
): number | null {
  let closed = 0
  for (let at = offset - 1; at >= 0; at--) {
    if (text[at] === close) closed++
    else if (text[at] === open && closed-- === 0) return at
  }
  return null
}

/** The last quote that could open a text: one that stands behind a space, a bracket or the start of a line. */
function openingQuote(text: string, offset: number, quote: string): number | null {
  for (let at = text.lastIndexOf(quote, offset); at > 0; at = text.lastIndexOf(quote, at - 1)) {
    if (/[\s[{,]/.test(text[at - 1] ?? '')) return at
  }
  return null
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
