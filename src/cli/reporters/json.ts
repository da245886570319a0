import { type Currency, formatMicros, type Micros } from '../../catalog/money.ts'
import { printedJson } from '../../diagnostics/printed-json.ts'
import type { RunEvent, RunResult, Spend } from '../../run/events.ts'
import type { Reporter } from './reporter.ts'

/** For programs: one event a line, in the form of `schemas/run-event.schema.json`. */
export function jsonReporter(options: { outputDir: string }): Reporter {
  return {
    event: (event) => `${printedJson(eventJson(event, options.outputDir))}\n`,
    note: () => '',
    tick: () => '',
    end: () => '',
  }
}

/** An event as data: amounts as decimal texts, paths relative to the manifest's folder. */
export function eventJson(event: RunEvent, outputDir: string): Readonly<Record<string, unknown>> {
  const { type, at, ...rest } = event
  return { run_event: 1, type, at, ...bodyJson(event, outputDir, rest) }
}

function bodyJson(event: RunEvent, outputDir: string, rest: object): object {
  switch (event.type) {
    case 'warning':
      return rest
    case 'start':
    case 'failed':
      return { ...rest, spend: spendJson(event.spend) }
    case 'job': {
      const { type: _type, at: _at, taskId, spend, ...job } = event
      const task = taskId === undefined ? {} : { task_id: taskId }
      return { ...job, ...task, spend: spendJson(spend) }
    }
    case 'unknown':
      return { ...rest, cost: formatMicros(event.cost), spend: spendJson(event.spend) }
    case 'image':
      return {
        ...rest,
        outputs: event.outputs.map((path) => `${outputDir}/${path}`),
        cost: formatMicros(event.cost),
        spend: spendJson(event.spend),
      }
    case 'end':
      return { result: resultJson(event.result, outputDir) }
  }
}

function resultJson({ spend, missing, ...result }: RunResult, outputDir: string) {
  return {
    ...result,
    spend: spendJson(spend),
    missing: missing.map(({ output, why }) => ({ output: `${outputDir}/${output}`, why })),
  }
}

function spendJson({ currency, spent, open }: Spend): {
  currency: Currency
  spent: string
  open: string
} {
  const text = (amount: Micros) => formatMicros(amount)
  return { currency, spent: text(spent), open: text(open) }
}
