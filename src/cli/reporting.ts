import type { RunEvent, Spend } from '../run/events.ts'
import type { CommandContext } from './context.ts'
import type { Io, Sink } from './io.ts'
import { type Printer, withoutCommands } from './printer.ts'
import { jsonReporter } from './reporters/json.ts'
import { plainReporter } from './reporters/plain.ts'
import { type Reporter, tickMs } from './reporters/reporter.ts'
import { silentReporter } from './reporters/silent.ts'
import { ttyReporter } from './reporters/tty.ts'
import { canRedraw, widthOf } from './terminal.ts'

/** A reporter at work: bound to its stream and to the clock. */
export interface Reporting {
  readonly onEvent: (event: RunEvent) => void
  readonly note: (text: string) => void
  /** Money as the last event told it; null before one did. */
  readonly spend: () => Spend | null
  /** Leaves the terminal as it was; may be called twice. */
  readonly close: () => void
}

/** Rows assumed where a terminal does not tell. */
const usualRows = 24

/** @param outputDir relative to the manifest's folder */
export function startReporting(outputDir: string, { io, print }: CommandContext): Reporting {
  const isJson = print.format === 'json'
  const sink: Sink = isJson ? io.stdout : io.stderr
  const reporter = isJson ? jsonReporter({ outputDir }) : talkingReporter(io, print)
  const write = (text: string) => {
    if (text !== '') sink.write(isJson ? text : withoutCommands(text))
  }
  let spend: Spend | null = null
  const timer = setInterval(() => write(reporter.tick(io.now())), tickMs)
  return {
    onEvent(event) {
      if ('spend' in event) spend = event.spend
      write(reporter.event(event, io.now()))
    },
    spend: () => spend,
    note: (text) => (isJson ? print.talk(text) : write(reporter.note(text))),
    close() {
      clearInterval(timer)
      write(reporter.end())
    },
  }
}

function talkingReporter(io: Io, { quiet, talkStyle }: Printer): Reporter {
  if (quiet) return silentReporter
  if (!canRedraw(io)) return plainReporter(talkStyle)
  const { stderr } = io
  const size = () => ({ columns: widthOf(stderr), rows: stderr.rows ?? usualRows })
  return ttyReporter({ colour: talkStyle.colour, size })
}
