/** Seeds are 0 to this. */
export const largestSeed = 2_147_483_647

/** Seeds as the schema lets them be written. */
export type WrittenSeeds = readonly number[] | { from?: number; count?: number; derive?: number }

export type SeedForm =
  | { readonly kind: 'list'; readonly values: readonly number[] }
  | { readonly kind: 'range'; readonly from: number; readonly count: number }
  | { readonly kind: 'derive'; readonly count: number }
  | { readonly kind: 'wrong'; readonly message: string; readonly help: string }

/** Which of its forms `seeds` has. */
export function seedForm(written: WrittenSeeds): SeedForm {
  if (isList(written)) return { kind: 'list', values: written }
  const { from, count, derive } = written
  if (derive !== undefined) {
    if (from === undefined && count === undefined) return { kind: 'derive', count: derive }
    return wrong('`derive` does not go with `from` and `count`', 'keep one of the two forms')
  }
  if (from === undefined || count === undefined) {
    const given =
      count !== undefined ? '`count` only' : from !== undefined ? '`from` only' : 'nothing'
    return wrong(`seeds say ${given}`, 'write `{from: 100, count: 2}` or `{derive: 2}`')
  }
  if (from + count - 1 <= largestSeed) return { kind: 'range', from, count }
  const help = `the largest seed is ${largestSeed}: begin lower, or ask for fewer`
  return wrong(`these seeds go up to ${from + count - 1}`, help)
}

function isList(written: WrittenSeeds): written is readonly number[] {
  return Array.isArray(written)
}

function wrong(message: string, help: string): SeedForm {
  return { kind: 'wrong', message, help }
}
