/** A part of two texts that is in both, or in one of them. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/**
 * What changed from one text to another, word by word. The pieces that are not added make the first
 * text, those that are not removed the second. Of scripts without spaces each character is a word.
 */
export function wordDiff(from: string, to: string): Piece[] {
  const [before, after] = [words(from), words(to)]
  const start = commonStart(before, after)
  const end = commonEnd(before.slice(start), after.slice(start))
  const middle = diff(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  )
  return joined([
    { kind: 'same', text: before.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: before.slice(before.length - end).join('') },
  ])
}

/** Every character is in a word, so that nothing is lost. */
function words(text: string): readonly string[] {
  return text.match(word) ?? []
}

const alone = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}'
const word = new RegExp(
  `[${alone}]\\p{M}*|(?:(?![${alone}])[\\p{L}\\p{M}\\p{N}_'’-])+|\\n|[^\\S\\n]+|.`,
  'gsu',
)

/** Cells of the largest table that is filled; beyond it the texts count as wholly different. */
const largest = 4_000_000

function diff(before: readonly string[], after: readonly string[]): Piece[] {
  if (before.length * after.length > largest) {
    return [
      { kind: 'removed', text: before.join('') },
      { kind: 'added', text: after.join('') },
    ]
  }
  return walk(before, after, commonLengths(before, after))
}

/** At `row * (columns + 1) + column`: words that what follows there has in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const columns = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * columns)
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const here = row * columns + column
      const [below = 0, right = 0] = [lengths[here + columns], lengths[here + 1]]
      const diagonal = lengths[here + columns + 1] ?? 0
      lengths[here] = before[row] === after[column] ? diagonal + 1 : Math.max(below, right)
    }
  }
  return lengths
}

function walk(before: readonly string[], after: readonly string[], lengths: Uint32Array): Piece[] {
  const columns = after.length + 1
  const pieces: Piece[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]]
    const here = row * columns + column
    if (old !== undefined && old === fresh) {
      pieces.push({ kind: 'same', text: old })
      row += 1
      column += 1
    } else if (old !== undefined && goesFirst(fresh, lengths[here + columns], lengths[here + 1])) {
      pieces.push({ kind: 'removed', text: old })
      row += 1
    } else {
      pieces.push({ kind: 'added', text: fresh ?? '' })
      column += 1
    }
  }
  return pieces
}

/** Whether the old word goes before the new one comes: where as much of the texts still fits without it. */
function goesFirst(fresh: string | undefined, withoutOld = 0, withoutNew = 0): boolean {
  return fresh === undefined || withoutOld >= withoutNew
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  let count = 0
  while (count < before.length && before[count] === after[count]) count += 1
  return count
}

function commonEnd(before: readonly string[], after: readonly string[]): number {
  const most = Math.min(before.length, after.length)
  let count = 0
  while (count < most && before.at(-1 - count) === after.at(-1 - count)) count += 1
  return count
}

interface Place {
  /** What is in both texts before the change. */
  readonly same: string
  readonly removed: string
  readonly added: string
}

const nothing: Place = { same: '', removed: '', added: '' }

/** One removed and one added piece for each place that changed; a space between two changes belongs to them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const places: Place[] = []
  let last = nothing
  for (const { kind, text } of pieces) {
    if (kind === 'same' && isChanged(last)) {
      places.push(last)
      last = { ...nothing, same: text }
    } else {
      if (kind !== 'same' && isSpace(last)) last = bridged(places.pop() ?? nothing, last.same)
      last = { ...last, [kind]: last[kind] + text }
    }
  }
  return [...places, last].flatMap(piecesOf)
}

function isChanged({ removed, added }: Place): boolean {
  return removed !== '' || added !== ''
}

function isSpace(place: Place): boolean {
  return !isChanged(place) && /^[^\S\n]+$/.test(place.same)
}

/** A place whose change goes on beyond a space. */
function bridged({ same, removed, added }: Place, space: string): Place {
  return isChanged({ same, removed, added })
    ? { same, removed: removed + space, added: added + space }
    : { ...nothing, same: same + space }
}

function piecesOf({ same, removed, added }: Place): Piece[] {
  const pieces: Piece[] = [
    { kind: 'same', text: same },
    { kind: 'removed', text: removed },
    { kind: 'added', text: added },
  ]
  return pieces.filter(({ text }) => text !== '')
}
