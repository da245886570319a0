/** What templates can name besides axes and vars. */
const scopeNames = ['asset', 'model', 'size', 'seed', 'index', 'stem', 'variant'] as const

const helpers = ['slug', 'lower', 'upper', 'title', 'trim', 'join', 'default', 'eq', 'json', 'pad']
const blocks = ['if', 'unless', 'else']
/** Handlebars' own, which the language leaves out: a variable of that name would be taken for them. */
const builtIns = ['each', 'with', 'lookup', 'log', 'helperMissing', 'blockHelperMissing']
const literals = ['true', 'false', 'null', 'undefined', 'this']

/** Why an axis or var cannot have a name, as the end of a sentence; undefined where it can. */
export const reservedNames: ReadonlyMap<string, string> = new Map([
  ...scopeNames.map((name): [string, string] => [name, 'is what templates call their own value']),
  ...helpers.map((name): [string, string] => [name, 'is a helper of templates']),
  ...blocks.map((name): [string, string] => [name, 'is a block of templates']),
  ...builtIns.map((name): [string, string] => [name, 'is a helper of Handlebars']),
  ...literals.map((name): [string, string] => [name, 'is a constant of templates']),
])

/** Names that variables can have; the schema has the same pattern. */
export const variableName = /^[\p{L}_][\p{L}\p{M}\p{N}_-]{0,99}$/u
