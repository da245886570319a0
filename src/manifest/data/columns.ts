import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts'
import { forbiddenKey } from '../located.ts'

/** Columns of a file at most. */
const mostColumns = 1000

export function tooManyColumns(count: number, span: Span): Diagnostic[] {
  if (count <= mostColumns) return []
  const message = `this file has ${count} columns, and ${mostColumns} may be read`
  const help = 'keep only the columns that are used'
  return [finding('DATA_TOO_LARGE', message, { span, help })]
}

/** Why a column cannot have this name, or null. */
export function columnProblem(name: string): { message: string; help: string } | null {
  if (name.trim() === '') {
    return { message: 'a column has no name', help: 'name it in the header, or remove it' }
  }
  if (name === '_row') {
    return {
      message: 'no column may be called `_row`: every row has its number under that name',
      help: 'rename the column, or remove it',
    }
  }
  if (name === forbiddenKey) {
    return { message: `no column may be called \`${name}\``, help: 'rename the column' }
  }
  return null
}
