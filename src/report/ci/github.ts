import type { Diagnostic, Severity, Span } from '../../diagnostics/diagnostic.ts'
import { hideKeys } from '../../diagnostics/plain-text.ts'
import { groupDigits } from '../phrases.ts'
import type { Note, Report } from './report.ts'
import { workflowCommand } from './workflow-command.ts'

/** GitHub shows ten remarks of each level for one step; the last notice is what it all came to. */
const most = { error: 10, warning: 10, notice: 9 }

/**
 * A report as GitHub's workflow commands, one a line: the findings beside the lines they are about,
 * what else went wrong, and last what it came to.
 *
 * @param placed Path from the root of the repository of a file as it is shown to the user.
 */
export function githubCommands(report: Report, placed: (file: string) => string): string[] {
  const notes = [...refusalNotes(report), ...report.findings.map(findingNote), ...report.notes]
  const shown = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    notes.filter((note) => note.level === level).slice(0, most[level]),
  )
  const hidden = notes.length - shown.length
  const more = hidden === 0 ? '' : `; ${groupDigits(hidden)} more remarks are not shown here`
  const last: Note = {
    level: 'notice',
    title: `mintage ${report.command}: ${report.name ?? report.manifest}`,
    message: [`${report.summary}${more}`],
    span: null,
  }
  return [...shown, last].map((note) =>
    workflowCommand({ ...note, at: note.span === null ? null : placeOf(note.span, placed) }),
  )
}

function placeOf({ file, line, column, length }: Span, placed: (file: string) => string) {
  return { file: placed(file), line, column, endColumn: column + length }
}

function refusalNotes({ refusal }: Report): Note[] {
  if (refusal === null) return []
  const { code, message, hint } = refusal
  return [
    {
      level: 'error',
      title: code,
      message: [message, ...(hint === null ? [] : [hint])],
      span: null,
    },
  ]
}

const levelOf: { readonly [severity in Severity]: Note['level'] } = {
  error: 'error',
  warning: 'warning',
  hint: 'notice',
}

function findingNote({ severity, code, message, help, span }: Diagnostic): Note {
  return {
    level: levelOf[severity],
    title: code,
    message: [message, ...(help === undefined ? [] : [`help: ${help}`])].map(hideKeys),
    span,
  }
}
