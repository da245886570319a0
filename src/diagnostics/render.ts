import pc from 'picocolors'
import { docsOf } from './codes.ts'
import { type Diagnostic, isError, type Severity, type Span } from './diagnostic.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { hideKeys, plainText } from './plain-text.ts'

export interface RenderOptions {
  /** Whether to write terminal colours; default: none. */
  readonly colour?: boolean
}

/**
 * Findings as a person reads them: the sentence, where it stands, the line with a caret below the
 * place, the other half of a contradiction, help, and where the docs explain the code.
 *
 * Everything from outside is made printable here, and no line begins with a value, so that no
 * printed line begins with `::`. Findings are separated by an empty line; no newline at the end.
 *
 * @param texts the text of each file by the name its spans show; a file that is not in it gets no excerpt
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  options: RenderOptions = {},
): string {
  const style = styleOf(options)
  const lines = linesOf(texts)
  return diagnostics.map((each) => renderOne(each, lines, style).join('\n')).join('\n\n')
}

/**
 * The last line: how many problems there are, and that no money is involved. Empty without findings.
 *
 * @param shown the manifest as shown to the user
 */
export function closingLine(
  diagnostics: readonly Diagnostic[],
  shown: string,
  options: RenderOptions = {},
): string {
  const style = styleOf(options)
  const errors = diagnostics.filter(isError).length
  const warnings = diagnostics.filter((each) => each.severity === 'warning').length
  const hints = diagnostics.length - errors - warnings
  const parts = [counted(errors, 'problem'), counted(warnings, 'warning'), counted(hints, 'hint')]
  const sentence = `${listed(parts.filter((part) => part !== ''))} in ${plainText(shown)}`
  if (errors > 0) return `${style.error('error')}: ${sentence}; nothing was sent, nothing was spent`
  if (warnings > 0) return `${style.warning('warning')}: ${sentence}`
  return hints > 0 ? `${style.hint('hint')}: ${sentence}` : ''
}

/** How parts of a message are coloured. */
interface Style extends Readonly<Record<Severity, (text: string) => string>> {
  /** Arrows, gutters and line numbers. */
  readonly frame: (text: string) => string
  /** The sentence of a finding. */
  readonly strong: (text: string) => string
}

function styleOf({ colour = false }: RenderOptions): Style {
  const paint = pc.createColors(colour)
  return {
    error: (text) => paint.bold(paint.red(text)),
    warning: (text) => paint.bold(paint.yellow(text)),
    hint: (text) => paint.bold(paint.cyan(text)),
    frame: paint.blue,
    strong: paint.bold,
  }
}

/** The line in which a span starts, without its end; null where there is no text for it. */
type LineOf = (span: Span) => string | null

/** Splits each text once: many findings may stand in a long one. */
function linesOf(texts: ReadonlyMap<string, string>): LineOf {
  const split = new Map<string, readonly string[]>()
  return ({ file, line }) => {
    const known = split.get(file) ?? texts.get(file)?.split(/\r?\n/) ?? []
    split.set(file, known)
    return known[line - 1] ?? null
  }
}

function renderOne(diagnostic: Diagnostic, lineOf: LineOf, style: Style): string[] {
  const { severity, span, help } = diagnostic
  const related = diagnostic.related ?? []
  const docs = docsOf(diagnostic.code)
  const lines = [span, ...related.map((each) => each.span)].map((each) => each?.line ?? 0)
  const gutter = Math.max(...lines.map((line) => String(line).length))
  const frame: Frame = { gutter: ' '.repeat(gutter), style, lineOf }
  return [
    title(diagnostic, style),
    ...(span === null ? [] : found(frame, span, severity)),
    ...related.flatMap((each) => otherHalf(frame, each.span, each.message)),
    ...(help === undefined ? [] : [note(frame, 'help', help)]),
    ...(docs === null ? [] : [note(frame, 'docs', docs)]),
  ]
}

function title({ severity, code, message }: Diagnostic, style: Style): string {
  return `${style[severity](`${severity}[${code}]`)}: ${style.strong(safe(message))}`
}

/** What the lines of one finding share: its left edge as wide as its longest line number. */
interface Frame {
  readonly gutter: string
  readonly style: Style
  readonly lineOf: LineOf
}

function found(frame: Frame, span: Span, severity: Severity): string[] {
  const arrow = frame.style.frame(`${frame.gutter}──▶`)
  const excerpt = excerptIn(frame, span)
  const lines = [`${arrow} ${place(span)}`]
  if (excerpt === null) return lines
  const mark = frame.style[severity]('^'.repeat(excerpt.width))
  return [...lines, bar(frame, ''), ...marked(frame, span, excerpt, mark)]
}

function otherHalf(frame: Frame, span: Span, message: string): string[] {
  const joint = `${frame.style.frame(`${frame.gutter} ├─`)} ${place(span)}`
  const words = safe(message)
  const excerpt = excerptIn(frame, span)
  if (excerpt === null) return [joint, bar(frame, words)]
  const mark = frame.style.frame('-'.repeat(excerpt.width))
  return [joint, ...marked(frame, span, excerpt, `${mark} ${words}`)]
}

function marked(frame: Frame, span: Span, excerpt: Excerpt, mark: string): string[] {
  const number = frame.style.frame(`${String(span.line).padStart(frame.gutter.length)} │`)
  return [`${number} ${excerpt.text}`.trimEnd(), bar(frame, `${' '.repeat(excerpt.indent)}${mark}`)]
}

function bar(frame: Frame, text: string): string {
  return `${frame.style.frame(`${frame.gutter} │`)} ${text}`.trimEnd()
}

function note(frame: Frame, word: string, text: string): string {
  return `${frame.style.frame(`${frame.gutter} =`)} ${word}: ${safe(text)}`
}

function excerptIn(frame: Frame, span: Span): Excerpt | null {
  const line = frame.lineOf(span)
  return line === null ? null : excerptOf(span, line)
}

function place(span: Span): string {
  return `${plainText(span.file)}:${span.line}:${span.column}`
}

function safe(text: string): string {
  return plainText(hideKeys(text))
}

function counted(count: number, word: string): string {
  if (count === 0) return ''
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
