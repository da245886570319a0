import type { Span } from '../diagnostics/diagnostic.ts'
import type { Positions } from '../diagnostics/positions.ts'
import { child, type Located, type Range } from './located.ts'
import type { ManifestSource, SourcePath, Template } from './manifest.ts'
import { findInTemplate, spanInScalar } from './template-span.ts'

/** The manifest's text as later steps see it, and the values that it was read into. */
export interface LoadedSource extends ManifestSource {
  readonly positions: Positions
  /** What is written at a path, aliases followed; null where there is nothing. */
  located(path: SourcePath): Located | null
}

/**
 * @param root the manifest as read; null where it could not be
 * @param promptFiles by shown path; may be filled later
 */
export function sourceOf(
  positions: Positions,
  root: Located | null,
  promptFiles: ReadonlyMap<string, Positions>,
): LoadedSource {
  const located = (path: SourcePath) => walk(root, path).at(-1)?.value ?? null
  const span = (path: SourcePath, part: 'key' | 'value' = 'value'): Span => {
    const steps = walk(root, path)
    const step = steps.findLast(({ value }) => value !== null)
    // The whole manifest is shown as its first character.
    if (step?.value == null || step === steps[0]) return positions.span(0)
    const missing = path[steps.indexOf(step)]
    // Of a value that is not written, its parent's key; of an entry of a list that is one scalar, that.
    const wantsKey = part === 'key' || typeof missing === 'string' || isBlock(step.value, positions)
    const { start, end } = wantsKey ? (step.key ?? step.value) : step.value
    return positions.span(start, end)
  }
  return {
    file: positions.file,
    positions,
    located,
    span,
    templateSpan(template, mustache, needle) {
      const place = findInTemplate(template.text, mustache, needle)
      if (template.file !== null)
        return inPromptFile(template, place, promptFiles) ?? span(template.at)
      const scalar = located(template.at)
      if (place === null || scalar?.kind !== 'scalar') return span(template.at)
      return spanInScalar(scalar, positions, place)
    },
  }
}

interface Step {
  /** null for the root and for what is not there. */
  readonly value: Located | null
  readonly key: Range | null
}

/** The root and each value on the way to a path, as far as there are any. */
function walk(root: Located | null, path: SourcePath): Step[] {
  const steps: Step[] = [{ value: root, key: null }]
  for (const part of path) {
    const parent = steps.at(-1)?.value ?? null
    if (parent === null) break
    const key = parent.kind === 'map' ? (parent.entries.get(String(part))?.key ?? null) : null
    steps.push({ value: child(parent, part), key })
  }
  return steps
}

/** A list or map over several lines: its key says more than its first line. */
function isBlock(value: Located, positions: Positions): boolean {
  return value.kind !== 'scalar' && !/[[{]/.test(positions.text[value.start] ?? '')
}

function inPromptFile(
  template: Template,
  place: Range | null,
  promptFiles: ReadonlyMap<string, Positions>,
): Span | null {
  const file = promptFiles.get(template.file ?? '')
  if (file === undefined) return null
  return place === null ? file.span(0) : file.span(place.start, place.end)
}
