import { basename, dirname } from 'node:path'
import pc from 'picocolors'
import { docsOf } from '../diagnostics/codes.ts'
import { hideKeys, plainText } from '../diagnostics/plain-text.ts'
import { renderDiagnostics } from '../diagnostics/render.ts'
import type { UserError } from '../diagnostics/user-error.ts'

/** Said of everything that stopped before a request left. */
export const nothingSpent = 'nothing was sent, nothing was spent'

/** An error that the person can mend: code, sentence, what to do, and what it means for the money. */
export function userErrorText(
  error: Pick<UserError, 'code' | 'message' | 'hint' | 'diagnostics'>,
  { colour, money = nothingSpent }: { colour: boolean; money?: string },
): string {
  const colors = pc.createColors(colour)
  const docs = docsOf(error.code)
  const title = `${colors.bold(colors.red(`error[${error.code}]`))}: ${colors.bold(plainText(error.message))}`
  return [
    title,
    ...(error.hint === null ? [] : [`  = help: ${plainText(error.hint)}`]),
    ...(docs === null ? [] : [`  = docs: ${docs}`]),
    ...(error.diagnostics.length === 0
      ? []
      : ['', renderDiagnostics(error.diagnostics, new Map(), { colour })]),
    '',
    `${colors.bold(colors.red('error'))}: ${money}`,
  ].join('\n')
}

/** What is worth saying and stops nothing. */
export function warningText(
  { code, message }: Pick<UserError, 'code' | 'message'>,
  { colour }: { colour: boolean },
): string {
  const colors = pc.createColors(colour)
  const docs = docsOf(code)
  const title = `${colors.yellow(`warning[${plainText(code)}]`)}: ${plainText(message)}`
  return [title, ...(docs === null ? [] : [`  = docs: ${docs}`])].join('\n')
}

/** Our own fault: what a report needs, without the environment, and without a key that an error carries. */
export function internalErrorText(
  error: unknown,
  context: { engine: string; system: string; secret: string | undefined },
): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const isPartial = isMissingLibrary(error)
  const text = [
    isPartial
      ? `error[INTERNAL]: a library that Mintage needs cannot be loaded: ${plainText(firstLine(message))}`
      : `error[INTERNAL]: Mintage broke: ${plainText(message)}`,
    ...framesOf(error).map((frame) => `  = where: ${plainText(frame)}`),
    `  = version: ${context.engine}, ${context.system}`,
    isPartial
      ? '  = help: install Mintage again, for this system, and without leaving out optional packages: one of them has the image library for it'
      : '  = help: this is a defect of Mintage, not yours; please open an issue in its tracker with these lines and the command',
    '',
    'error: what was paid for is in the lockfile; the next run continues from it',
  ].join('\n')
  // A key of a file is known by its form alone.
  return context.secret === undefined || context.secret.length < 4
    ? hideKeys(text)
    : hideKeys(text.replaceAll(context.secret, '***'))
}

/** A package that is not installed, or not for this system: sharp says so in its own words. */
function isMissingLibrary(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isMissing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND'
  return isMissing || error.message.startsWith('Could not load the "sharp" module')
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

/** Frames named in a report: the innermost of our own files. */
const framesNamed = 4

/** Function, folder and file of the innermost frames; the folders above them are nobody's business. */
function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const frames = stack.split('\n').flatMap((line) => {
    const [, name, file, place] = /^\s+at (?:(.+?) \()?(.+?):(\d+:\d+)\)?$/.exec(line) ?? []
    if (file === undefined || file.startsWith('node:')) return []
    const path = file.replaceAll('\\', '/')
    return [`${name ?? 'module'} (${basename(dirname(path))}/${basename(path)}:${place})`]
  })
  return frames.slice(0, framesNamed)
}
