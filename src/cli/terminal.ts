import type { Env, Io, Sink } from './io.ts'

/** Columns assumed where no terminal tells. */
const usualWidth = 100

/** Whether to colour what goes to a stream. `--no-color` and NO_COLOR win over FORCE_COLOR. */
export function wantsColour(sink: Sink, env: Env, flag: boolean): boolean {
  if (!flag || isSet(env['NO_COLOR'])) return false
  const forced = env['FORCE_COLOR']
  if (isSet(forced)) return forced !== '0'
  return sink.isTTY === true && env['TERM'] !== 'dumb'
}

/** Whether a person sits there who can be asked: never where CI is set. */
export function isInteractive({ stdin, stderr, env }: Io): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && !isCi(env)
}

/** Whether progress can be redrawn in place. */
export function canRedraw({ stderr, env }: Io): boolean {
  return stderr.isTTY === true && env['TERM'] !== 'dumb' && !isCi(env)
}

export function widthOf(sink: Sink): number {
  return sink.columns !== undefined && sink.columns > 0 ? sink.columns : usualWidth
}

function isCi(env: Env): boolean {
  return isSet(env['CI']) && env['CI'] !== 'false' && env['CI'] !== '0'
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}
