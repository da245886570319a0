import { between, pick, type Random, shuffled } from '../random.ts'
import { blend, type Palette, tone } from './palette.ts'

/** What a motif is drawn from. Lengths in pixels. */
interface Canvas {
  readonly width: number
  readonly height: number
  readonly palette: Palette
  readonly random: Random
}

type Motif = (canvas: Canvas) => string

/** The kinds of composition there are; each gives the inside of an SVG. */
export const motifs: readonly [Motif, ...Motif[]] = [dunes, tiles, arches, leaves, peaks, orbits]

function dunes({ width, height, palette, random }: Canvas): string {
  const sun = circle(
    width * between(random, 0.2, 0.8),
    height * between(random, 0.16, 0.36),
    Math.min(width, height) * between(random, 0.09, 0.17),
    palette.accent,
  )
  const layers = 5
  const hill = (index: number): string => {
    const base = height * (0.34 + (0.52 * index) / layers) + height * between(random, -0.03, 0.03)
    const swing = height * between(random, 0.04, 0.1)
    const phase = between(random, 0, 2 * Math.PI)
    const waves = between(random, 0.7, 1.6)
    const points = Array.from({ length: 49 }, (_, step) => {
      const x = step / 48
      const y = base + swing * Math.sin(phase + x * waves * 2 * Math.PI)
      return `${round(x * width)} ${round(y)}`
    })
    return `<path d="M0 ${height}L${points.join('L')}L${width} ${height}Z" fill="${tone(palette, index / (layers - 1))}"/>`
  }
  return sun + Array.from({ length: layers }, (_, index) => hill(index)).join('')
}

function peaks({ width, height, palette, random }: Canvas): string {
  const moon = circle(
    width * between(random, 0.15, 0.85),
    height * between(random, 0.14, 0.3),
    Math.min(width, height) * between(random, 0.07, 0.13),
    palette.accent,
  )
  const layers = 4
  const range = (index: number): string => {
    const foot = height * (0.62 + 0.14 * index)
    const count = 4 + Math.floor(random() * 3)
    let path = `M0 ${height}L0 ${round(foot)}`
    for (let peak = 0; peak < count; peak++) {
      const top = foot - height * between(random, 0.16, 0.38)
      path += `L${round(((peak + between(random, 0.3, 0.7)) / count) * width)} ${round(top)}`
      path += `L${round(((peak + 1) / count) * width)} ${round(foot - height * between(random, 0, 0.08))}`
    }
    return `<path d="${path}L${width} ${height}Z" fill="${tone(palette, index / (layers - 1))}"/>`
  }
  return moon + Array.from({ length: layers }, (_, index) => range(index)).join('')
}

function tiles({ width, height, palette, random }: Canvas): string {
  const columns = Math.round(between(random, 4, 7) * Math.sqrt(width / height))
  const side = width / columns
  const rows = Math.ceil(height / side)
  const cells = Array.from({ length: columns * rows }, (_, index) => {
    const x = (index % columns) * side
    const y = Math.floor(index / columns) * side
    return `<g transform="translate(${round(x)} ${round(y)}) scale(${(side / 100).toFixed(4)})">${tile(palette, random)}</g>`
  })
  return cells.join('')
}

function tile(palette: Palette, random: Random): string {
  const back = pick(random, [...palette.shapes, palette.ground[0]])
  const front = pick(random, [...palette.shapes, palette.ground[1], palette.accent])
  const shape = pick(random, [
    'M0 0H100A100 100 0 0 1 0 100Z',
    'M0 50A50 50 0 0 1 100 50Z',
    'M50 8A42 42 0 1 1 49.9 8Z',
    'M0 0L100 0L0 100Z',
    'M0 0A100 100 0 0 1 100 100A100 100 0 0 1 0 0Z',
    'M0 34H100V66H0Z',
  ])
  const turn = 90 * Math.floor(random() * 4)
  return `<rect width="100.5" height="100.5" fill="${back}"/><path d="${shape}" fill="${front}" transform="rotate(${turn} 50 50)"/>`
}

function arches({ width, height, palette, random }: Canvas): string {
  const unit = Math.min(width, height)
  const arch = (index: number, count: number): string => {
    const x = width * ((index + between(random, 0.25, 0.75)) / count)
    const y = height * between(random, 0.55, 1.02)
    const colours = shuffled(random, [...palette.shapes, palette.accent])
    const outer = unit * between(random, 0.26, 0.46)
    return colours
      .map((colour, ring) => {
        const radius = outer * (1 - ring / (colours.length + 0.6))
        return `<path d="M${round(x - radius)} ${height}V${round(y)}A${round(radius)} ${round(radius)} 0 0 1 ${round(x + radius)} ${round(y)}V${height}Z" fill="${colour}"/>`
      })
      .join('')
  }
  const count = Math.max(2, Math.round((width / height) * between(random, 2.2, 3.4)))
  return Array.from({ length: count }, (_, index) => arch(index, count)).join('')
}

function leaves({ width, height, palette, random }: Canvas): string {
  const stems = Math.max(3, Math.round((width / height) * between(random, 4, 6)))
  const stem = (index: number): string => {
    const foot = width * ((index + between(random, 0.1, 0.9)) / stems)
    const length = height * between(random, 0.55, 0.95)
    const lean = between(random, -16, 16)
    const colour = tone(palette, random())
    const pairs = 5 + Math.floor(random() * 4)
    const blades = Array.from({ length: pairs }, (_, pair) => {
      const y = -length * (0.22 + (0.74 * pair) / pairs)
      const reach = length * 0.24 * (1 - (0.55 * pair) / pairs)
      const blade = `c${round(reach * 0.3)} ${round(-reach * 0.55)} ${round(reach * 0.8)} ${round(-reach * 0.6)} ${round(reach)} ${round(-reach * 0.62)}c${round(-reach * 0.05)} ${round(reach * 0.35)} ${round(-reach * 0.45)} ${round(reach * 0.68)} ${round(-reach)} ${round(reach * 0.62)}Z`
      return `<path d="M0 ${round(y)}${blade}"/><path transform="scale(-1 1)" d="M0 ${round(y)}${blade}"/>`
    })
    return `<g fill="${colour}" transform="translate(${round(foot)} ${height}) rotate(${lean.toFixed(1)})"><rect x="${round(-length * 0.006)}" y="${round(-length)}" width="${round(length * 0.012)}" height="${round(length)}"/>${blades.join('')}${circle(0, -length, length * 0.035, palette.accent)}</g>`
  }
  const sun = circle(
    width * between(random, 0.2, 0.8),
    height * between(random, 0.2, 0.4),
    Math.min(width, height) * between(random, 0.14, 0.24),
    blend(palette.accent, palette.ground[0], 0.35),
  )
  return sun + Array.from({ length: stems }, (_, index) => stem(index)).join('')
}

function orbits({ width, height, palette, random }: Canvas): string {
  const unit = Math.min(width, height)
  const x = width * between(random, 0.3, 0.7)
  const y = height * between(random, 0.28, 0.52)
  const rings = 8
  const disc = (index: number): string =>
    circle(x, y, unit * (1.06 - 0.125 * index), tone(palette, index / (rings - 1)))
  const moon = (index: number): string => {
    const angle = between(random, 0, 2 * Math.PI)
    const distance = unit * (1.0 - 0.125 * index)
    const colour = pick(random, [palette.accent, palette.ground[0], ...palette.shapes])
    return circle(
      x + distance * Math.cos(angle),
      y + distance * Math.sin(angle),
      unit * between(random, 0.015, 0.05),
      colour,
    )
  }
  const indexes = Array.from({ length: rings }, (_, index) => index)
  const core = circle(x, y, unit * 0.1, palette.accent)
  return indexes.map(disc).join('') + indexes.slice(0, -1).map(moon).join('') + core
}

function circle(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}"/>`
}

function round(value: number): string {
  return value.toFixed(1)
}
