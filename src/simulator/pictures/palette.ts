import { pick, randomFrom } from '../random.ts'

/** The colours of one picture, `#rrggbb`. */
export interface Palette {
  /** Sky, from top to bottom. */
  readonly ground: readonly [string, string]
  /** Four colours that go together, from light to dark. */
  readonly shapes: readonly [string, string, string, string]
  /** One that stands out. */
  readonly accent: string
  /** Dark enough for text on the light panel. */
  readonly ink: string
}

/**
 * The palette of a prompt: every seed of one prompt shares it, so that a contact sheet shows
 * families. A prompt that asks for warm or cool colours gets them.
 */
export function paletteOf(prompt: string): Palette {
  const warmAsked = /warm|暖/i.test(prompt)
  const coolAsked = /cool|冷/i.test(prompt)
  const random = randomFrom(`palette\n${prompt}`)
  if (warmAsked === coolAsked) return pick(random, [...warm, ...cool, ...neutral])
  return pick(random, warmAsked ? warm : cool)
}

type Palettes = readonly [Palette, ...Palette[]]

const warm: Palettes = [
  palette('#fdf1e3 #f9d9c0', '#f3b391 #e0805f #a4504a #5b2f3b', '#f2b632', '#3a1f2a'),
  palette('#fff4ec #ffd9cf', '#ffb0a8 #e77a8b #a94f7c #5a2f5f', '#ffd25e', '#43214a'),
  palette('#fbf3d9 #f4e0a2', '#eec264 #d9923b #9d5a2e #5a3226', '#2f8f83', '#43251c'),
  palette('#fbeee6 #f6cdb8', '#ec9f82 #cf6a5a #8f3f4c #4c2438', '#3f8f9b', '#3a1a2b'),
]

const cool: Palettes = [
  palette('#e9f3f2 #c9e2e0', '#93c6c3 #4f9a9b #2b6a72 #173f4b', '#f08a4b', '#10303a'),
  palette('#eef0fa #d3d8f2', '#a7b0e2 #6f79c6 #474f9b #292e63', '#ff9f6b', '#1f2350'),
  palette('#eaf2fb #c5ddf3', '#8fbbe4 #4d8ac6 #2a5b98 #18365f', '#f4c64e', '#132c4f'),
  palette('#10343d #1d5560', '#2f7d84 #5fa8a0 #a8cfae #f0e3b4', '#ff8f5a', '#10343d'),
]

const neutral: Palettes = [
  palette('#f4efe6 #e6dcc6', '#c9bd8e #8fa06a #55754f #2d4a3d', '#d9583b', '#20352c'),
  palette('#f1f6e9 #d9e8c6', '#b3d08f #78ab63 #437a4f #214b3c', '#ef6f6c', '#17382d'),
  palette('#f6eef4 #e6d0e2', '#cba3cb #9a6fa8 #634a83 #38305a', '#67b99a', '#2b2548'),
  palette('#f3f3ef #dcdcd2', '#b9b8a9 #84877e #53595a #2c3237', '#e4572e', '#23282c'),
  palette('#20264a #3a3f78', '#5b63a8 #8a7fc0 #d58fb0 #f3c6a5', '#ffe08a', '#20264a'),
]

function palette(ground: string, shapes: string, accent: string, ink: string): Palette {
  const [top = '', bottom = ''] = ground.split(' ')
  const [first = '', second = '', third = '', fourth = ''] = shapes.split(' ')
  return { ground: [top, bottom], shapes: [first, second, third, fourth], accent, ink }
}

/** The shape colours as a scale: 0 is the first, 1 the last. */
export function tone({ shapes }: Palette, position: number): string {
  const scaled = position * (shapes.length - 1)
  const low = Math.min(Math.floor(scaled), shapes.length - 2)
  return blend(shapes[low] ?? shapes[0], shapes[low + 1] ?? shapes[0], scaled - low)
}

/** A colour between two: `share` 0 is the first, 1 the second. */
export function blend(from: string, to: string, share: number): string {
  const part = (text: string, at: number): number => Number.parseInt(text.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) =>
    Math.round(part(from, at) * (1 - share) + part(to, at) * share),
  )
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
