import { InternalError } from '../diagnostics/user-error.ts'
import type { Gravity, Overlay, Recipe, SourcePath, Variant } from './manifest.ts'
import { fileKey, type References } from './read-references.ts'
import { overlaysOf } from './rules/overlay-places.ts'
import type { Place } from './rules/places.ts'
import type { WrittenOverlay, WrittenVariant } from './schema/written-manifest.generated.ts'
import { formatOfName } from './template-text.ts'

/** The variants that a place lists. */
export function variantsOf(place: Place | undefined, references: References): Variant[] {
  return (place?.settings.variants ?? []).map((variant, index) =>
    normalizeVariant(variant, [...(place?.at ?? []), 'variants', index], references),
  )
}

function normalizeVariant(
  written: WrittenVariant,
  at: SourcePath,
  references: References,
): Variant {
  const { name, output } = written
  return {
    name,
    recipe: recipeOf(written, references),
    output: output === undefined ? null : { text: output, at: [...at, 'output'], file: null },
    at,
  }
}

function recipeOf(written: WrittenVariant, references: References): Recipe {
  const { output, crop, effort } = written
  const pad = padOf(written.pad)
  const background = colourOf(written.background)
  const overlays = overlaysOf(written).map((overlay) => overlayOf(overlay, references))
  return {
    width: written.width ?? null,
    height: written.height ?? null,
    fit: written.fit ?? 'cover',
    position: written.position ?? 'centre',
    format: written.format ?? (output === undefined ? null : formatOfName(output)) ?? 'png',
    quality: written.quality ?? null,
    ...(crop === undefined ? {} : { crop }),
    ...(pad === null ? {} : { pad }),
    ...(background === null ? {} : { background }),
    ...(effort === undefined ? {} : { effort }),
    ...(overlays.length === 0 ? {} : { overlays }),
  }
}

/** null where nothing is added. */
function padOf(written: WrittenVariant['pad']): NonNullable<Recipe['pad']> | null {
  const sides = typeof written === 'number' ? evenly(written) : (written ?? {})
  const { top = 0, right = 0, bottom = 0, left = 0 } = sides
  return top + right + bottom + left === 0 ? null : { top, right, bottom, left }
}

function evenly(pixels: number) {
  return { top: pixels, right: pixels, bottom: pixels, left: pixels }
}

/** One text for each colour, so that its spelling makes no other recipe. */
function colourOf(written: string | undefined): string | null {
  if (written === undefined) return null
  if (written === 'transparent') return '#00000000'
  return written.toLowerCase().replace(/^(#.{6})ff$/, '$1')
}

function overlayOf(written: WrittenOverlay, references: References): Overlay {
  const file = references.overlays.get(fileKey(written.file))
  if (file === undefined) throw new InternalError('a variant without errors lacks its overlay')
  const { gravity = 'southeast', width, height, opacity, margin } = written
  return {
    sha256: file.digest.replace('sha256:', ''),
    gravity: gravity === 'center' ? 'centre' : (gravity satisfies Gravity),
    width: width ?? null,
    height: height ?? null,
    opacity: opacity ?? 1,
    margin: margin ?? 0,
  }
}
