import type { Json } from '../../src/request/canonical-json.ts'

type Values = Readonly<Record<string, Json>>

export interface NaiveMatrix {
  readonly axes: Readonly<Record<string, readonly Json[]>>
  readonly exclude: readonly Values[]
  readonly include: readonly Values[]
}

/**
 * The matrix rule once more, as plainly as it can be said and without any of the planner's code: slow,
 * and written to be believed.
 */
export function naiveExpand({ axes, exclude, include }: NaiveMatrix): Values[] {
  const names = Object.keys(axes)
  let originals: Values[] = names.length === 0 && include.length > 0 ? [] : [{}]
  for (const name of names) {
    originals = originals.flatMap((values) =>
      (axes[name] ?? []).map((value) => ({ ...values, [name]: value })),
    )
  }
  originals = originals.filter(
    (values) =>
      !exclude.some((entry) =>
        Object.keys(entry).every(
          (key) => key in values && covers(values[key] as Json, entry[key] as Json),
        ),
      ),
  )
  const added = originals.map((): Values => ({}))
  const alone: Values[] = []
  for (const entry of include) {
    const fitting = originals.map((values) =>
      Object.keys(entry).every(
        (key) => !names.includes(key) || text(values[key] as Json) === text(entry[key] as Json),
      ),
    )
    if (!fitting.includes(true)) alone.push(entry)
    fitting.forEach((fits, index) => {
      if (fits) added[index] = { ...added[index], ...entry }
    })
  }
  return [...originals.map((values, index) => ({ ...added[index], ...values })), ...alone]
}

/** A value as text in which equal means the same: printed scalars, keys in order. */
function text(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(text).join(';')}]`
  if (typeof value !== 'object') return `<${value}>`
  const object = value as Values
  const keys = Object.keys(object).sort()
  return `{${keys.map((key) => `<${key}>${text(object[key] as Json)}`).join(';')}}`
}

function covers(whole: Json, part: Json): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) {
    return text(whole) === text(part)
  }
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false
  const [all, some] = [whole as Values, part as Values]
  return Object.keys(some).every((key) => key in all && covers(all[key] as Json, some[key] as Json))
}
