import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Currency, parseMicros } from '../catalog/money.ts'
import { modes, regionNames, type WrittenMoney } from './flags.ts'
import { type Format, formats } from './printer.ts'

/** A command about one manifest. */
export function manifestCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('[manifest]', 'the manifest; none: mintage.yaml in this folder')
}

/** How the result is printed: for a person or as data, unless it also has forms for CI. */
export function formatOptions(
  command: Command,
  choices: readonly Format[] = ['pretty', 'json'],
): Command {
  return command
    .addOption(
      new Option('--format <name>', 'form of the result').choices(choices).default('pretty'),
    )
    .option('--json', 'short for --format json')
    .option('--no-color', 'print without colour')
}

/** Options of every command that reads a set and prints a result. */
export function readingOptions(command: Command, choices?: readonly Format[]): Command {
  return formatOptions(command.addOption(rootOption()), choices)
}

export function rootOption(): Option {
  return new Option(
    '--root <folder>',
    "folder inside which data files may be read; default: the manifest's",
  )
}

/** Which part of the set. */
export function selectionOptions(command: Command): Command {
  return command
    .option('--only <glob>', 'assets or output paths; repeatable', list)
    .option('--where <axis=value>', 'values of axes; repeatable', listOfPairs)
}

/** Options of `plan` and `run`: which part of the set, and what may be done about it. */
export function planningOptions(command: Command): Command {
  return readingOptions(
    selectionOptions(command)
      .option('--limit <n>', 'only the first n jobs that cost money', integer(0))
      .option('--set <name=value>', 'overrides a var; repeatable', listOfPairs)
      .option('--model <id>', 'overrides the model')
      .addOption(new Option('--region <name>', 'overrides the region').choices(regionNames))
      .addOption(new Option('--mode <name>', 'overrides the mode').choices(modes))
      .option('--regenerate <glob>', 'buys these pictures anew; repeatable', list)
      .option('--retry-failed', 'sends again what failed for good')
      .option('--overwrite', 'replaces files that were edited or that nothing explains')
      .option(
        '--max-cost <amount>',
        "the most this call may add, in the manifest's currency",
        amount,
      )
      .option('--max-images <n>', 'the most images this call may add', integer(0))
      .option('--store <folder>', 'folder of paid originals; default: .mintage/store'),
    formats,
  )
}

/** Options of `run` alone. */
export function runningOptions(command: Command): Command {
  return command
    .option('--yes', 'ask no question: what the plan costs may be spent')
    .option('--dry-run', 'only plan')
    .option('--simulate', 'against a simulator: no key, no cost, files of its own')
    .option('--max-failures <n>', 'stop sending after n failures', integer(1))
    .option('--fail-fast', 'stop sending after the first failure')
    .option('--stop-after <time>', 'send nothing more after 90s, 50m or 1h30m', duration)
    .option('--frozen', 'refuse if anything would be generated')
    .addOption(
      new Option(
        '--resolve-unknown <what>',
        'what to do when it stays unknown whether a request was paid',
      ).choices(['retry', 'skip']),
    )
    .option('--take-over', 'take the lock of a run on another host that is known to be dead')
    .option('--quiet', 'no progress')
}

/** Commands shown at the end of a help text. */
export function examples(...commands: readonly string[]): string {
  return ['', 'Examples:', ...commands.map((command) => `  $ ${command}`)].join('\n')
}

/** Parses whole numbers of a range. */
export function integer(min: number, max?: number): (text: string) => number {
  const range = max === undefined ? `from ${min} on` : `from ${min} to ${max}`
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= (max ?? 1_000_000_000)) return value
    throw new InvalidArgumentError(`A whole number ${range} is expected.`)
  }
}

function amount(text: string): WrittenMoney {
  const [, number = '', currency = null] = /^([\d.]+)\s*(USD|CNY)?$/.exec(text.trim()) ?? []
  const micros = parseMicros(number)
  if (micros !== null) return { amount: micros, currency: currency as Currency | null }
  throw new InvalidArgumentError('An amount like 12.50, with at most six decimals, is expected.')
}

const longestStopMs = 24 * 24 * 3_600_000

/** Milliseconds of `90s`, `50m`, `1h30m`. */
function duration(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?=.)(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?$/.exec(text) ?? []
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  if (ms > 0 && ms <= longestStopMs) return ms
  throw new InvalidArgumentError('A length of time like 90s, 50m or 1h30m is expected.')
}

/** The name of a file or folder: an unset variable of a shell is no wish. */
export function filled(text: string): string {
  if (text !== '') return text
  throw new InvalidArgumentError('The value is empty.')
}

function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

function listOfPairs(text: string, before: readonly string[] = []): readonly string[] {
  if (text.indexOf('=') > 0) return [...before, text]
  throw new InvalidArgumentError('A name, `=` and a value are expected.')
}
