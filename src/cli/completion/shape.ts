import type { Argument, Command, Option } from 'commander'

/** What a shell can offer in one place. */
export type Offer =
  /** One of these. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A file with one of these extensions, or a folder on the way to one. */
  | { readonly kind: 'files'; readonly extensions: readonly string[] }
  | { readonly kind: 'folders' }
  /** Something that only the person knows. */
  | { readonly kind: 'anything' }

interface OptionShape {
  /** `--only`, `-V`. */
  readonly names: readonly string[]
  readonly description: string
  /** Its value; null: it takes none. */
  readonly value: Offer | null
}

export interface ArgumentShape {
  readonly description: string
  readonly offer: Offer
}

/** A command as a shell has to know it. */
export interface CommandShape {
  readonly name: string
  readonly description: string
  readonly options: readonly OptionShape[]
  readonly arguments: readonly ArgumentShape[]
  readonly commands: readonly CommandShape[]
}

/**
 * The commands of a program with everything that they take, as data.
 *
 * @param models ids of the catalogue.
 * @param beside names of the commands beside this one.
 */
export function shapeOf(
  command: Command,
  models: readonly string[],
  beside: readonly string[] = [],
): CommandShape {
  const help = command.createHelp()
  const names = command.commands.map((child) => child.name())
  return {
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).map((option) => optionShape(option, models)),
    arguments: command.registeredArguments.map((argument) => ({
      description: argument.description,
      offer: argumentOffer(argument, { of: command.name(), models, beside }),
    })),
    commands: help.visibleCommands(command).map((child) => shapeOf(child, models, names)),
  }
}

function optionShape(option: Option, models: readonly string[]): OptionShape {
  const names = [option.short, option.long].filter((name) => name !== undefined)
  const takesNone = !option.required && !option.optional
  const [, placeholder = ''] = /[<[]([^>\]]+)[>\]]/.exec(option.flags) ?? []
  return {
    names,
    description: option.description,
    value: takesNone ? null : optionOffer(option, placeholder, models),
  }
}

function optionOffer(
  { argChoices, long }: Option,
  placeholder: string,
  models: readonly string[],
): Offer {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices }
  if (long === '--model') return { kind: 'words', words: models }
  if (placeholder === 'folder') return { kind: 'folders' }
  if (placeholder === 'picture') return { kind: 'files', extensions: pictures }
  if (placeholder === 'file') return { kind: 'files', extensions: ['json'] }
  return { kind: 'anything' }
}

const manifests = ['yaml', 'yml']
const pictures = ['png', 'jpg', 'jpeg', 'webp', 'avif']

function argumentOffer(
  argument: Argument,
  around: {
    readonly of: string
    readonly models: readonly string[]
    readonly beside: readonly string[]
  },
): Offer {
  if (argument.argChoices !== undefined) return { kind: 'words', words: argument.argChoices }
  switch (argument.name()) {
    case 'manifest':
      // A run also takes a saved plan.
      return { kind: 'files', extensions: around.of === 'run' ? [...manifests, 'json'] : manifests }
    case 'output':
      return { kind: 'files', extensions: pictures }
    case 'dir':
      return { kind: 'folders' }
    case 'model':
      return { kind: 'words', words: around.models }
    case 'command':
      return { kind: 'words', words: around.beside }
    default:
      return { kind: 'anything' }
  }
}

/** Every command with the words that lead to it: `[]` for the program, `['tasks', 'list']`. */
export function allCommands(
  shape: CommandShape,
  path: readonly string[] = [],
): readonly { readonly path: readonly string[]; readonly command: CommandShape }[] {
  return [
    { path, command: shape },
    ...shape.commands.flatMap((child) => allCommands(child, [...path, child.name])),
  ]
}
