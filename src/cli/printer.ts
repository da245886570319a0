import { printedJson } from '../diagnostics/printed-json.ts'
import type { Io } from './io.ts'
import { wantsColour, widthOf } from './terminal.ts'

/** Forms of a result: for a person, for programs, for a pull request's comment, for CI. */
export const formats = ['pretty', 'json', 'markdown', 'junit', 'github'] as const
export type Format = (typeof formats)[number]

/** Options that every command has. */
export interface PrintOptions {
  readonly format: Format
  readonly quiet: boolean
  /** False after `--no-color`. */
  readonly color: boolean
}

/** Where a command's words go: the result to stdout, the talk to stderr. */
export interface Printer extends PrintOptions {
  result(text: string): void
  json(value: unknown): void
  /** A result that may hold commands for a CI service, each of our own making. */
  commands(lines: readonly string[]): void
  /** Whether there was a result. */
  hasResult(): boolean
  /** Left out by `--quiet`. */
  talk(text: string): void
  problem(text: string): void
  readonly resultStyle: TextStyle
  readonly talkStyle: TextStyle
}

interface TextStyle {
  readonly width: number
  readonly colour: boolean
}

export function createPrinter(io: Io, options: PrintOptions): Printer {
  const { stdout, stderr, env } = io
  const problem = (text: string) => {
    stderr.write(withoutCommands(ended(text)))
  }
  let hasResult = false
  const write = (text: string) => {
    hasResult = true
    stdout.write(text)
  }
  return {
    ...options,
    result: (text) => write(withoutCommands(ended(text))),
    json: (value) => write(`${printedJson(value, 2)}\n`),
    commands: (lines) => write(lines.map((line) => `${line}\n`).join('')),
    hasResult: () => hasResult,
    talk: options.quiet ? () => undefined : problem,
    problem,
    resultStyle: { width: widthOf(stdout), colour: wantsColour(stdout, env, options.color) },
    talkStyle: { width: widthOf(stderr), colour: wantsColour(stderr, env, options.color) },
  }
}

/**
 * Makes sure that no line is taken for a command by a CI service that reads the log: GitHub's
 * `::set-output …`, also after white space, and the older `##[…]` and `##vso[…]`, anywhere.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gmu, '$1: ').replace(/##(?=\w*\[)/g, '# #')
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
