/** Handlebars' grammar alone: a third of what the whole library takes to load. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  import 'handlebars'

  /** The tree of a template, white space rules applied. Throws a plain error for what cannot be read. */
  export function parse(text: string): hbs.AST.Program
}
