import { UserError } from '../../diagnostics/user-error.ts'
import { counted, fileSize } from '../../report/phrases.ts'
import type { Prunable } from '../../run/prunable.ts'
import { ask } from '../ask.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import type { Signal } from '../io.ts'
import { prunableText } from '../prune-text.ts'
import { isPlanned } from '../show-findings.ts'
import { isInteractive } from '../terminal.ts'
import { showErrors } from './plan.ts'

/** How far it may go. */
interface PruneWishes {
  /** Also originals that no lockfile of the folder names. */
  readonly store: boolean
  /** Ask no question. */
  readonly yes: boolean
}

/**
 * Removes what the manifest no longer names, after showing it.
 *
 * @throws {UserError} when it was not confirmed, or a run is at work.
 */
export async function prune(
  request: ProjectRequest,
  { store, yes }: PruneWishes,
  context: CommandContext,
): CommandEnd {
  const { print, doors } = context
  const project = await doors.open(request, 'whole')
  if (!isPlanned(project)) return showErrors(project, print)
  const found = await doors.findPrunable(project, { store })
  const folders = { outputs: project.shownOutputs }
  print.result(prunableText(found, { folders, ...print.resultStyle }))
  if (found.outputs.length + found.originals.length === 0) return []
  const signal = yes ? null : await confirm(found, context)
  if (signal !== null) return [signal]
  const { files, bytes } = await doors.prune(project, found)
  const removed = `removed ${counted(files, 'file')}, ${fileSize(bytes)}`
  print.talk(`${removed}; the lockfile keeps its lines, so what was paid for stays counted`)
  return []
}

/**
 * Makes sure that someone wants it; null: yes.
 *
 * @throws {UserError} PRUNE_NOT_CONFIRMED (refused)
 */
async function confirm(found: Prunable, { io }: CommandContext): Promise<Signal | null> {
  const files = [...found.outputs, ...found.originals]
  const size = fileSize(files.reduce((sum, { bytes }) => sum + bytes, 0))
  const what = `${counted(files.length, 'file')}, ${size}`
  if (!isInteractive(io)) throw notConfirmed(what, 'nobody is here to ask')
  const reply = await ask(io, `Remove ${what}?`)
  if (reply === 'no') throw notConfirmed(what, 'the answer was no')
  return reply === 'yes' ? null : reply
}

function notConfirmed(what: string, why: string): UserError {
  const message = `nothing was removed, since it was not confirmed (${why}): ${what}`
  return new UserError('PRUNE_NOT_CONFIRMED', message, {
    stop: 'refused',
    hint: '--yes confirms it beforehand',
  })
}
