import type { Lettering } from '../../lettering/lettering.ts'

/** Lengths that follow from the size of the picture, in pixels. */
export interface Measures {
  /** The shorter side. */
  readonly unit: number
  readonly margin: number
  readonly padding: number
  /** The box that the prompt may take. */
  readonly textWidth: number
  readonly textHeight: number
}

/** The texts of a picture, set; null where there is none. */
export interface Texts {
  readonly badge: Lettering | null
  readonly prompt: Lettering | null
  readonly note: Lettering | null
  readonly facts: Lettering | null
  readonly mark: Lettering | null
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Placed {
  readonly lettering: Lettering
  readonly left: number
  readonly top: number
}

/** Where everything stands, in pixels. */
export interface Layout {
  readonly panel: Box
  readonly badge: Box
  readonly mark: Box | null
  /** Radius of the panel's corners. */
  readonly corner: number
  /** Width of the coloured bar at the panel's edge. */
  readonly bar: number
  readonly placed: readonly Placed[]
}

export function measure({ width, height }: { width: number; height: number }): Measures {
  const unit = Math.min(width, height)
  const margin = Math.round(unit * 0.045)
  const padding = Math.round(unit * 0.038)
  const panelWidth = width > height * 1.2 ? Math.round(width * 0.58) : width - 2 * margin
  const textWidth = panelWidth - 2 * padding
  return { unit, margin, padding, textWidth, textHeight: Math.round(height * 0.56) }
}

/** The badge at the top left, the watermark at the top right, a panel as large as its text at the bottom. */
export function arrange(
  texts: Texts,
  picture: { width: number; height: number },
  measures: Measures,
): Layout {
  const { unit, margin } = measures
  const { panel, placed } = stack([texts.prompt, texts.note, texts.facts], picture, measures)
  const badge = pill(texts.badge, measures)
  const sized = texts.mark === null ? null : pill(texts.mark, measures)
  const mark = sized === null ? null : { ...sized, left: picture.width - margin - sized.width }
  return {
    panel,
    badge,
    mark,
    corner: Math.round(unit * 0.016),
    bar: Math.max(3, Math.round(unit * 0.007)),
    placed: [...placed, ...centred(texts.badge, badge), ...centred(texts.mark, mark)],
  }
}

function stack(
  texts: readonly (Lettering | null)[],
  picture: { height: number },
  { margin, padding }: Measures,
): { panel: Box; placed: Placed[] } {
  const lines = texts.filter((line) => line !== null)
  const gap = Math.round(padding * 0.8)
  const width = Math.max(0, ...lines.map((line) => line.width)) + 2 * padding
  const tall = lines.reduce((sum, line) => sum + line.height, gap * Math.max(0, lines.length - 1))
  const height = tall + 2 * padding
  const panel = { left: margin, top: picture.height - margin - height, width, height }
  let top = panel.top + padding
  const placed = lines.map((lettering) => {
    const line = { lettering, left: panel.left + padding, top }
    top += lettering.height + gap
    return line
  })
  return { panel, placed }
}

function pill(text: Lettering | null, { margin, padding }: Measures): Box {
  const across = Math.round(padding * 0.75)
  const along = Math.round(padding * 0.48)
  return {
    left: margin,
    top: margin,
    width: (text?.width ?? 0) + 2 * across,
    height: (text?.height ?? 0) + 2 * along,
  }
}

function centred(lettering: Lettering | null, box: Box | null): Placed[] {
  if (lettering === null || box === null) return []
  const left = box.left + Math.round((box.width - lettering.width) / 2)
  const top = box.top + Math.round((box.height - lettering.height) / 2)
  return [{ lettering, left, top }]
}
