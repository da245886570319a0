import type { Labels, Overlay, Recipe } from '../manifest/manifest.ts'
import { isLabelOnly } from '../plan/label-only.ts'

/** How a file is made from its picture, in the order in which it is done. */
export function recipeWords(recipe: Recipe): string {
  const { format, quality, effort, crop, background, overlays = [], labels } = recipe
  return [
    isLabelOnly(recipe) ? 'the original' : format,
    ...(crop === undefined
      ? []
      : [`${crop.width}×${crop.height} cut out at ${crop.left}, ${crop.top}`]),
    ...sizeWords(recipe),
    ...padWords(recipe),
    ...(background === undefined ? [] : [`background ${background}`]),
    ...overlays.map(overlayWords),
    ...(quality === null ? [] : [`quality ${quality}`]),
    ...(effort === undefined ? [] : [`effort ${effort}`]),
    ...(labels === undefined ? [] : [`with labels (${labelWords(labels)})`]),
  ].join(', ')
}

function labelWords({ iptc, aigc }: Labels): string {
  return [...(iptc === null ? [] : ['IPTC']), ...(aigc === null ? [] : ['AIGC'])].join(', ')
}

function sizeWords({ width, height, fit, position }: Recipe): string[] {
  if (width === null && height === null) return []
  return [`${width ?? 'auto'}×${height ?? 'auto'}`, fit, position]
}

function padWords({ pad }: Recipe): string[] {
  if (pad === undefined) return []
  const { top, right, bottom, left } = pad
  const isEven = new Set([top, right, bottom, left]).size === 1
  return [`pad ${isEven ? top : `${top} ${right} ${bottom} ${left}`}`]
}

function overlayWords({ sha256, gravity, width, height, opacity, margin }: Overlay): string {
  const size = width === null && height === null ? [] : [`${width ?? 'auto'}×${height ?? 'auto'}`]
  const faint = opacity === 1 ? [] : [`opacity ${opacity}`]
  const apart = margin === 0 ? [] : [`margin ${margin}`]
  return ['overlay', sha256.slice(0, 12), ...size, gravity, ...apart, ...faint].join(' ')
}
