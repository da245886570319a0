import { plainText } from '../../diagnostics/plain-text.ts'
import type { NamedValue } from './grids.ts'
import { headerLines, linesHigh, textSizes } from './measures.ts'
import type { Box, SheetPage, Span } from './page.ts'
import { type SheetState, sheetStates, stateWords } from './pictures.ts'

/** How many pictures of each state. */
export type StateCounts = { readonly [state in SheetState]: number }

export interface HeaderText {
  readonly text: string
  readonly style: 'title' | 'about' | 'facts'
  /** On the page. */
  readonly box: Box
}

export interface HeaderFacts {
  readonly name: string
  readonly counts: StateCounts
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly simulated: boolean
  /** null: the main outputs are shown. */
  readonly variant: string | null
}

export function countStates(states: readonly SheetState[]): StateCounts {
  const counts = Object.fromEntries(sheetStates.map((state) => [state, 0])) as Record<
    SheetState,
    number
  >
  for (const state of states) counts[state] += 1
  return counts
}

/** The texts above a page's pictures: the set's name, what the page is about, and how it stands. */
export function headerTexts(page: SheetPage, facts: HeaderFacts): readonly HeaderText[] {
  const about = aboutText(page.about)
  const high = headerLines(about, page.width)
  const lines: Omit<HeaderText, 'box'>[] = [
    { text: facts.name, style: 'title' },
    ...(about === '' ? [] : [{ text: about, style: 'about' } as const]),
    { text: factsLine(page, facts), style: 'facts' },
  ]
  let top = page.margin
  return lines.map(({ text, style }) => {
    const height = linesHigh(high[style], textSizes[style])
    const box = { left: page.margin, top, width: page.width - 2 * page.margin, height }
    top += height
    return { text, style, box }
  })
}

/** What a page is about: `palette: warm  ·  seed: 3`. */
export function aboutText(about: readonly NamedValue[]): string {
  return about.map(({ name, value }) => `${name}: ${short(value)}`).join('  ·  ')
}

function factsLine(
  page: SheetPage,
  { counts, page: at, pages, simulated, variant }: HeaderFacts,
): string {
  return [
    countsText(counts),
    ...(variant === null ? [] : [`variant: ${short(variant)}`]),
    ...spanText('rows', page.rows),
    ...spanText('columns', page.columns),
    ...(page.names.length === 0 ? [] : [`by ${page.names.map(short).join(', ')}`]),
    ...(pages === 1 ? [] : [`page ${at} of ${pages}`]),
    ...(simulated ? ['simulated'] : []),
  ].join('  ·  ')
}

/** `12 pictures`, or `9 of 12 pictures, 2 failed, 1 not generated yet`. */
export function countsText(counts: StateCounts): string {
  const total = sheetStates.reduce((sum, state) => sum + counts[state], 0)
  const shown = counts.shown + counts.changed + counts.unmade
  const others = sheetStates.flatMap((state) => {
    const word = stateWords[state]
    if (word === null || counts[state] === 0) return []
    // The only word that is a noun.
    const ending = state === 'unexplained' && counts[state] > 1 ? 's' : ''
    return [`${counts[state]} ${word}${ending}`]
  })
  const pictures = `${total} picture${total === 1 ? '' : 's'}`
  return [shown === total ? pictures : `${shown} of ${pictures}`, ...others].join(', ')
}

function spanText(label: string, span: Span | null): string[] {
  if (span === null || span.name === '') return []
  const { name, from, to, of } = span
  const part = from === 1 && to === of ? '' : ` ${from}–${to} of ${of}`
  return [`${label}: ${short(name)}${part}`]
}

/** A value in one line, at most 60 characters. */
function short(value: string): string {
  const characters = [...plainText(value)]
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('')
}
