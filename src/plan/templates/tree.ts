import type { Template } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'
import type { HelperName } from './helpers.ts'

/** Where something stands in a template, in the terms of `ManifestSource.templateSpan`. */
export interface Place {
  readonly template: Template
  /** Which `{{` of the text it stands behind, from 0. */
  readonly mustache: number
  /** What is written there. */
  readonly source: string
}

/** A name and what is asked of its value: `drink.name` is `drink` and `['name']`. */
export interface PathExpression {
  readonly kind: 'path'
  readonly name: string
  readonly rest: readonly string[]
  readonly place: Place
}

export interface CallExpression {
  readonly kind: 'call'
  readonly helper: HelperName
  readonly arguments: readonly Expression[]
  readonly place: Place
}

export type Expression =
  | PathExpression
  | CallExpression
  | { readonly kind: 'literal'; readonly value: Json }

export interface PartialStatement {
  readonly kind: 'partial'
  readonly name: string
  /** White space before a partial that stands alone on its line: goes before each of its lines. */
  readonly indent: string
  /** Alone on its line, with a line after it. */
  readonly ownLine: boolean
  readonly place: Place
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly value: PathExpression | CallExpression }
  | {
      readonly kind: 'choice'
      readonly condition: Expression
      readonly holds: readonly Statement[]
      readonly fails: readonly Statement[]
    }
  | PartialStatement

/** A template that was read and holds nothing but what the language has. */
export interface Tree {
  readonly template: Template
  readonly statements: readonly Statement[]
  /** Every path, wherever it stands, in the order written. */
  readonly paths: readonly PathExpression[]
  readonly partials: readonly PartialStatement[]
  /** Characters and nodes: what one rendering costs at most, partials aside. */
  readonly weight: number
}
