import { plainText } from '../../diagnostics/plain-text.ts'

/** A remark that GitHub shows beside a line of a file, or on the page of the workflow's run. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  /** Its lines. */
  readonly message: readonly string[]
  /** Path from the root of the repository, lines and columns from 1; null: of no file. */
  readonly at: {
    readonly file: string
    readonly line: number
    readonly column: number
    /** Column behind the last character. */
    readonly endColumn: number
  } | null
}

/**
 * The line that makes GitHub show a remark: `::error file=a.yaml,line=3::text`. No value can end the
 * line, begin a property or begin a command of its own.
 */
export function workflowCommand({ level, title, message, at }: Annotation): string {
  const place =
    at === null ? {} : { file: at.file, line: at.line, col: at.column, endColumn: at.endColumn }
  const properties = Object.entries({ ...place, title }).map(
    ([name, value]) => `${name}=${property(String(value))}`,
  )
  return `::${level} ${properties.join(',')}::${message.map(data).join('%0A')}`
}

function data(value: string): string {
  return plainText(value)
    .replaceAll('%', '%25')
    .replace(/##(?=\w*\[)/g, '# #')
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
