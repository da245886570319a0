import type { Code } from '../../diagnostics/codes.ts'
import type { Json } from '../../request/canonical-json.ts'
import { printed, shown, slug, title } from './text.ts'

/** Zeros that `pad` adds at most. */
const widest = 100

/** A helper would not take its arguments: what is wrong and what to do. */
export class Refusal {
  readonly code: Code
  readonly message: string
  readonly help: string

  constructor(code: Code, message: string, help: string) {
    this.code = code
    this.message = message
    this.help = help
  }
}

export interface Helper {
  readonly least: number
  readonly most: number
  /** How it is written. */
  readonly usage: string
  /** Whether a missing argument is its business; elsewhere a missing one makes the result missing. */
  readonly takesMissing: boolean
  apply(values: readonly Json[]): Json | Refusal
  /** Characters of the result at most, given those of the printed (or JSON) arguments. */
  bound(lengths: readonly number[]): number
}

/** The helpers of the language. A missing value arrives as null. */
export const helpers = {
  // One character can become 18 by NFKC (U+FDFA) and three by a change of case.
  slug: onText('slug', (text) => slug(text) || emptySlug(text), 18),
  lower: onText('lower', (text) => text.toLowerCase(), 3),
  upper: onText('upper', (text) => text.toUpperCase(), 3),
  title: onText('title', title, 3),
  trim: onText('trim', (text) => text.trim(), 1),
  join: {
    least: 1,
    most: 2,
    usage: '{{join drink.tags ", "}}',
    takesMissing: false,
    apply: ([list = null, separator = ', ']) => join(list, separator),
    bound: ([list = 0, separator = 2]) => list * (1 + separator),
  },
  default: {
    least: 2,
    most: 2,
    usage: '{{default colour "green"}}',
    takesMissing: true,
    apply: ([value = null, instead = null]) => (value === null || value === '' ? instead : value),
    bound: (lengths) => Math.max(...lengths),
  },
  eq: {
    least: 2,
    most: 2,
    usage: '{{#if (eq city "Tokyo")}}',
    takesMissing: true,
    apply: ([one = null, other = null]) => same(one, other),
    bound: () => 5,
  },
  json: {
    least: 1,
    most: 1,
    usage: '{{json drink}}',
    takesMissing: false,
    apply: ([value = null]) => JSON.stringify(value),
    bound: ([length = 0]) => length * 6 + 2,
  },
  pad: {
    least: 2,
    most: 2,
    usage: '{{pad index 3}}',
    takesMissing: false,
    apply: ([value = null, width = null]) => pad(value, width),
    bound: ([length = 0]) => Math.max(length, widest),
  },
} as const satisfies Record<string, Helper>

export type HelperName = keyof typeof helpers

export function isHelper(name: string): name is HelperName {
  return Object.hasOwn(helpers, name)
}

function onText(name: string, change: (text: string) => string | Refusal, growth: number): Helper {
  return {
    least: 1,
    most: 1,
    usage: `{{${name} city}}`,
    takesMissing: false,
    apply: ([value = null]) => {
      const text = printed(value)
      return text === null ? notText(name, value) : change(text)
    },
    bound: ([length = 0]) => length * growth,
  }
}

function notText(name: string, value: Json): Refusal {
  return new Refusal(
    'TEMPLATE_NOT_TEXT',
    `\`${name}\` takes text, and was given ${shown(value)}`,
    'name one of its values, or turn it into text first with `join` or `json`',
  )
}

function emptySlug(text: string): Refusal {
  return new Refusal(
    'TEMPLATE_EMPTY_SLUG',
    `nothing is left of ${shown(text)} in \`slug\`, which keeps letters and digits only`,
    'use a value that has a letter or digit, or `default` with another',
  )
}

function join(list: Json, separator: Json): Json | Refusal {
  const between = printed(separator)
  const parts = Array.isArray(list) ? list.map(printed) : null
  if (parts !== null && between !== null && !parts.includes(null)) return parts.join(between)
  return new Refusal(
    'TEMPLATE_NOT_A_LIST',
    `\`join\` takes a list of texts and a separator, and was given ${shown(list)}`,
    'print text without `join`, and nested lists with `json`',
  )
}

function same(one: Json, other: Json): boolean | Refusal {
  if (isTree(one)) return notText('eq', one)
  if (isTree(other)) return notText('eq', other)
  return (printed(one) ?? '') === (printed(other) ?? '')
}

function isTree(value: Json): boolean {
  return value !== null && typeof value === 'object'
}

function pad(value: Json, width: Json): Json | Refusal {
  const text = printed(value)
  if (text === null) return notText('pad', value)
  const digits = printed(width) ?? ''
  if (/^\d{1,3}$/.test(digits) && Number(digits) <= widest) {
    return text.padStart(Number(digits), '0')
  }
  return new Refusal(
    'TEMPLATE_PAD_WIDTH',
    `\`pad\` takes a width from 0 to ${widest}, and was given ${shown(width)}`,
    'write the number of digits, as in `{{pad index 3}}`',
  )
}
