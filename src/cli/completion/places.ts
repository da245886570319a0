import { type ArgumentShape, allCommands, type CommandShape, type Offer } from './shape.ts'

/** Everything that a shell has to tell apart, under the words that lead there. */
export interface Places {
  /** `command:word` for each command, so that a word after a command can be told from an argument. */
  readonly commands: readonly string[]
  /** `command:--option` with what its value may be. */
  readonly values: readonly { readonly place: string; readonly offer: Offer }[]
  /** By command, its options. */
  readonly options: readonly {
    readonly place: string
    readonly options: readonly { readonly name: string; readonly description: string }[]
  }[]
  /** `command:position` with the argument that stands there. */
  readonly arguments: readonly { readonly place: string; readonly argument: ArgumentShape }[]
  /** By command of a group, the commands in it. */
  readonly groups: readonly {
    readonly place: string
    readonly commands: readonly { readonly name: string; readonly description: string }[]
  }[]
}

/** The same for every shell: `tasks list:--model` is the value of an option, `plan:0` a first argument. */
export function placesOf(program: CommandShape): Places {
  const all = allCommands(program).map(({ path, command }) => ({ at: path.join(' '), command }))
  return {
    commands: allCommands(program)
      .filter(({ path }) => path.length > 0)
      .map(({ path }) => `${path.slice(0, -1).join(' ')}:${path.at(-1)}`),
    values: all.flatMap(({ at, command }) =>
      command.options.flatMap(({ names, value }) =>
        value === null ? [] : names.map((name) => ({ place: `${at}:${name}`, offer: value })),
      ),
    ),
    options: all.map(({ at, command }) => ({
      place: at,
      options: command.options.flatMap(({ names, description }) =>
        names.map((name) => ({ name, description })),
      ),
    })),
    arguments: all.flatMap(({ at, command }) =>
      command.arguments.map((argument, position) => ({ place: `${at}:${position}`, argument })),
    ),
    groups: all.flatMap(({ at, command: { commands } }) =>
      commands.length === 0 ? [] : [{ place: `${at}:0`, commands }],
    ),
  }
}

/** As one word of a POSIX shell. */
export function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** Alternatives of a `case`. */
export function patterns(places: readonly string[]): string {
  return places.map(posixQuoted).join('|')
}
