/** Numbers in [0, 1). */
export type Random = () => number

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

/** Pieces that were written to be taken for something else. */
const pieces: readonly string[] = [
  '{{',
  '}}',
  '{{{',
  '{{> ',
  '{{#if ',
  '{{/if}}',
  '{{__proto__}}',
  '{{constructor.constructor}}',
  '__proto__',
  'constructor',
  'toString',
  '&a ',
  '*a',
  '<<: ',
  '!!js/function ',
  '? ',
  '- ',
  ': ',
  '|2\n',
  '>-\n',
  '%YAML 1.1\n---\n',
  '\n---\n',
  '...\n',
  '[[[[[[[[',
  '{{{{{{{{',
  ']',
  '}',
  '"',
  "'",
  ',',
  '\t',
  '\r',
  '\n',
  '\0',
  '\u001b[2J',
  '\u009b31m',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\n::error::x',
  '../../etc/passwd',
  '.git/config',
  'C:\\x',
  'CON',
  'file:///etc/passwd',
  'https://127.0.0.1/',
  '-1',
  '0',
  '1e309',
  '2147483648',
  '1000000000',
  '9.999999999',
  '=1+1',
  '茶',
  '\u0301',
  '<<<<<<< HEAD\n',
]

/** A text with one to three small changes, mostly one. */
export function mutateText(text: string, random: Random): string {
  let changed = text
  const times = 1 + Math.floor(random() * random() * 3)
  for (let time = 0; time < times; time += 1) changed = pick(changes, random)(changed, random)
  return changed
}

type Change = (text: string, random: Random) => string

const changes: readonly Change[] = [
  (text, random) => spliced(text, { random, removed: 0, put: pick(pieces, random) }),
  (text, random) => spliced(text, { random, removed: 8, put: pick(pieces, random) }),
  (text, random) => spliced(text, { random, removed: 40, put: '' }),
  (text, random) => spliced(text, { random, removed: 1, put: character(random) }),
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  movedLine,
  copiedPart,
  otherNumber,
]

function spliced(
  text: string,
  { random, removed, put }: { random: Random; removed: number; put: string },
): string {
  const at = Math.floor(random() * (text.length + 1))
  return text.slice(0, at) + put + text.slice(at + Math.ceil(random() * removed))
}

function character(random: Random): string {
  return String.fromCharCode(Math.floor(random() * (random() < 0.7 ? 128 : 65_536)))
}

function movedLine(text: string, random: Random): string {
  const lines = text.split('\n')
  const line = pick(lines, random)
  const at = Math.floor(random() * lines.length)
  return lines.toSpliced(at, random() < 0.5 ? 0 : 1, line).join('\n')
}

function copiedPart(text: string, random: Random): string {
  const from = Math.floor(random() * text.length)
  return spliced(text, { random, removed: 0, put: text.slice(from, from + 200) })
}

function otherNumber(text: string, random: Random): string {
  const numbers = [...text.matchAll(/\d+/g)]
  if (numbers.length === 0) return text
  const { index, 0: digits } = pick(numbers, random)
  const put = pick(['0', '-1', '007', '1e9', '1.5', '99999999999999999999', ''], random)
  return text.slice(0, index) + put + text.slice(index + digits.length)
}

const values: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0.5,
  () => 1e300,
  () => '',
  () => '..',
  () => 'x'.repeat(5000),
  () => 'a.'.repeat(3000),
  () => [],
  () => ({}),
  () => [[[[[[]]]]]],
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}'),
]

/** A JSON value with one or two of its members changed, removed or doubled. */
export function mutateJson(value: unknown, random: Random): unknown {
  let changed = structuredClone(value)
  const times = 1 + Math.floor(random() * random() * 3)
  for (let time = 0; time < times; time += 1) changed = changedMember(changed, random)
  return changed
}

function changedMember(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.02) return other(value, random)
  const entries = Object.entries(value)
  if (entries.length === 0) return other(value, random)
  const [name, member] = pick(entries, random)
  if (random() < 0.1) return without(value, name)
  const isDeeper = typeof member === 'object' && member !== null && random() < 0.85
  const put = isDeeper ? changedMember(member, random) : other(member, random)
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) => (index === Number(name) ? put : each))
  }
  return { ...value, [name]: put }
}

function other(value: unknown, random: Random): unknown {
  if (typeof value === 'string' && random() < 0.6) return mutateText(value, random)
  return random() < 0.3 ? pick(pieces, random) : pick(values, random)()
}

function without(value: object, name: string): unknown {
  if (Array.isArray(value)) return value.toSpliced(Number(name), 1)
  return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name))
}
