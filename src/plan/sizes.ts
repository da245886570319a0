import type { Model, SizeRule } from '../catalog/model.ts'
import { allowsSize, mostPixels, ratioWords } from '../catalog/size-rule.ts'

export interface Size {
  /** `W*H`, as the request sends it. */
  readonly request: string
  readonly parts: SizeParts
}

/** A size as templates see it. */
interface SizeParts {
  readonly [part: string]: string | number
  readonly width: number
  readonly height: number
  /** The ratio of the model's own table where it has this size, else in lowest terms. */
  readonly ratio: string
  /** As written, with `:` and `*` as `x`. */
  readonly label: string
}

interface SizeProblem {
  readonly code: 'SIZE_UNREADABLE' | 'SIZE_UNKNOWN_RATIO' | 'SIZE_UNSUPPORTED'
  /** What is wrong, and what else the model makes; a finding may put the combination in between. */
  readonly message: string
  readonly detail: string
  readonly help: string
  /** The size that was asked for, where it could be sent all the same. */
  readonly asWritten?: Size
}

export type ResolvedSize =
  /** `replaced` is the size that was asked for, where another one was taken for it. */
  { readonly size: Size; readonly replaced: string | null } | { readonly problem: SizeProblem }

/** Resolves `W*H`, `WxH` or a ratio for a model, by its own table and rule (facts 3.1). */
export function resolveSize(written: string, model: Model): ResolvedSize {
  const text = written.trim()
  const pixels = /^([1-9]\d{0,4})[*x]([1-9]\d{0,4})$/.exec(text)
  const ratio = /^([1-9]\d{0,3}):([1-9]\d{0,3})$/.exec(text)
  if (pixels !== null) return resolvePixels(Number(pixels[1]), Number(pixels[2]), { text, model })
  if (ratio !== null) return resolveRatio(Number(ratio[1]), Number(ratio[2]), { text, model })
  return {
    problem: {
      code: 'SIZE_UNREADABLE',
      message: `\`${text}\` is not a size`,
      detail: '',
      help: 'write pixels (`1664*928`) or a ratio (`16:9`)',
    },
  }
}

interface Asked {
  readonly text: string
  readonly model: Model
}

function resolveRatio(across: number, down: number, { text, model }: Asked): ResolvedSize {
  const { ratios } = model.sizes
  const plain = lowestTerms(across, down)
  const found = [text, plain].find((ratio) => Object.hasOwn(ratios, ratio))
  const [width, height] = found === undefined ? [] : pixelsOf(ratios[found] ?? '')
  if (width !== undefined && height !== undefined) {
    return { size: sizeOf(width, height, { text, model }), replaced: null }
  }
  const near = nearestRatio(across / down, Object.keys(ratios))
  const isFree = model.sizes.rule.kind !== 'list'
  const way = isFree ? `, or write the pixels (\`${ofDefaultArea(across, down, model)}\`)` : ''
  return {
    problem: {
      code: 'SIZE_UNKNOWN_RATIO',
      message: `${model.id} has no size for \`${text}\``,
      detail: `: its ratios are ${Object.keys(ratios).join(', ')}`,
      help: `use \`${near}\`${way}; a variant with \`width\` and \`height\` crops to other proportions`,
    },
  }
}

function resolvePixels(width: number, height: number, { text, model }: Asked): ResolvedSize {
  if (allowsSize(model.sizes.rule, width, height)) {
    return { size: sizeOf(width, height, { text, model }), replaced: null }
  }
  const [w, h] = pixelsOf(correction(`${width}*${height}`))
  if (w !== undefined && h !== undefined && allowsSize(model.sizes.rule, w, h)) {
    return { size: sizeOf(w, h, { text, model }), replaced: `${width}*${height}` }
  }
  return {
    problem: {
      code: 'SIZE_UNSUPPORTED',
      message: `${model.id} makes no \`${width}*${height}\``,
      detail: `: ${ruleInWords(model.sizes.rule)}`,
      help: `use \`${fitted(width, height, model)}\`, and for exactly these pixels a variant: \`{name: exact, width: ${width}, height: ${height}, fit: cover}\``,
      ...(width * height > mostPixels ? {} : { asWritten: sizeOf(width, height, { text, model }) }),
    },
  }
}

/** Documents of 2025 misprint the size for 4:3 (facts 3.4 row 1). */
function correction(size: string): string {
  if (size === '1472*1140') return '1472*1104'
  return size === '1140*1472' ? '1104*1472' : ''
}

function sizeOf(width: number, height: number, { text, model }: Asked): Size {
  const request = `${width}*${height}`
  const tabled = Object.entries(model.sizes.ratios).find(([, size]) => size === request)
  const ratio = tabled?.[0] ?? lowestTerms(width, height)
  const label = text.replace(/[:*]/, 'x')
  return { request, parts: { width, height, ratio, label } }
}

function ruleInWords(rule: SizeRule): string {
  switch (rule.kind) {
    case 'list':
      return `it makes ${rule.sizes.join(', ')}`
    case 'side':
      return `each side has ${rule.min} to ${rule.max} pixels`
    case 'area': {
      const ratio =
        rule.ratio === null
          ? ''
          : `, at a ratio from ${ratioWords(rule.ratio.min)} to ${ratioWords(rule.ratio.max)}`
      return `it makes ${rule.min} to ${rule.max} pixels in all${ratio}`
    }
  }
}

/** Pixels of a shape that come to as many as the model's default has. */
function ofDefaultArea(across: number, down: number, model: Model): string {
  const [width = 1, height = 1] = pixelsOf(model.sizes.default)
  const scale = Math.sqrt((width * height) / (across * down))
  return fitted(across * scale, down * scale, model)
}

/** The size nearest in proportion and then in area that the model makes, as `W*H`. */
function fitted(width: number, height: number, model: Model): string {
  const { rule } = model.sizes
  if (rule.kind === 'list') return nearestListed(width, height, rule.sizes)
  const candidate = rule.kind === 'side' ? bySide(width, height, rule) : byArea(width, height, rule)
  const [w, h] = candidate
  return allowsSize(rule, w, h) ? `${w}*${h}` : model.sizes.default
}

function nearestListed(width: number, height: number, sizes: readonly string[]): string {
  const distance = (size: string) => {
    const [w = 1, h = 1] = pixelsOf(size)
    const shape = Math.abs(Math.log((w * height) / (h * width)))
    return shape + Math.abs(Math.log((w * h) / (width * height))) / 1000
  }
  return [...sizes].sort((one, other) => distance(one) - distance(other))[0] ?? ''
}

/** Sides in steps of 16, as the documents' own sizes are. */
const step = 16

function bySide(
  width: number,
  height: number,
  { min, max }: { min: number; max: number },
): [number, number] {
  const scale = Math.min(max / Math.max(width, height), Math.max(1, min / Math.min(width, height)))
  const clamp = (side: number) =>
    Math.min(max, Math.max(min, Math.round((side * scale) / step) * step))
  return [clamp(width), clamp(height)]
}

function byArea(
  width: number,
  height: number,
  { min, max, ratio }: Extract<SizeRule, { kind: 'area' }>,
): [number, number] {
  const shape = Math.min(ratio?.max ?? 100, Math.max(ratio?.min ?? 0.01, width / height))
  const area = Math.min(max, Math.max(min, width * height))
  // Up towards the smallest area, down from the largest, and never past a bound of the ratio.
  const round = area > min ? Math.floor : Math.ceil
  const w = round(Math.sqrt(area * shape) / step) * step
  const h = round(Math.sqrt(area / shape) / step) * step
  return [w, h]
}

function nearestRatio(wanted: number, ratios: readonly string[]): string {
  const distance = (ratio: string) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return Math.abs(Math.log(across / down / wanted))
  }
  return [...ratios].sort((one, other) => distance(one) - distance(other))[0] ?? ''
}

function pixelsOf(size: string): readonly number[] {
  return size === '' ? [] : size.split('*').map(Number)
}

function lowestTerms(width: number, height: number): string {
  const divisor = greatestCommonDivisor(width, height)
  return `${width / divisor}:${height / divisor}`
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : greatestCommonDivisor(b, a % b)
}
