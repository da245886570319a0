import type { Model } from '../catalog/model.ts'
import { invalidParameter } from './api-error.ts'

/** A `W*H`, read. Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Reads the size of a request by its model's rule.
 *
 * @throws {ApiError} 400 InvalidParameter, worded as the service words it (facts 4): no `W*H` with an
 *   asterisk, or outside the rule.
 */
export function readSize(written: unknown, model: Model): Size {
  const match =
    typeof written === 'string' ? /^([1-9]\d{0,4})\*([1-9]\d{0,4})$/.exec(written) : null
  if (match === null) throw invalidParameter('The size must be in the format of width*height.')
  const size = { width: Number(match[1]), height: Number(match[2]) }
  const complaint = complaintAbout(size, model)
  if (complaint !== null) throw invalidParameter(complaint)
  return size
}

function complaintAbout(size: Size, { sizes: { rule }, family }: Model): string | null {
  switch (rule.kind) {
    case 'list':
      return rule.sizes.includes(`${size.width}*${size.height}`)
        ? null
        : `The size does not match the allowed size ${rule.sizes.join(',')}`
    case 'side':
      return [size.width, size.height].every((side) => side >= rule.min && side <= rule.max)
        ? null
        : `Either width or height should be between ${rule.min} and ${rule.max}.`
    case 'area':
      return areaComplaint(size, rule, family) ?? ratioComplaint(size, rule.ratio)
  }
}

function areaComplaint(
  { width, height }: Size,
  { min, max }: { min: number; max: number },
  family: Model['family'],
): string | null {
  const area = width * height
  if (area >= min && area <= max) return null
  if (family === 'wan') return `Total pixels (${area}) must be between ${min} and ${max}.`
  const square = (pixels: number): string => `${Math.sqrt(pixels)}x${Math.sqrt(pixels)}`
  return `Image area must be between ${min} [(${square(min)})] and ${max} [(${square(max)})] pixels`
}

function ratioComplaint(size: Size, ratio: { min: number; max: number } | null): string | null {
  if (ratio === null) return null
  const actual = size.width / size.height
  if (actual >= ratio.min && actual <= ratio.max) return null
  return `The aspect ratio must be between 1:${1 / ratio.min} and ${ratio.max}:1.`
}
