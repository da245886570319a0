import { forbiddenKey } from '../located.ts'

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
