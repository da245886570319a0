import type { AxisValue } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'
import { descend, type NameSpace, valueAt } from './name-space.ts'
import type { PathExpression } from './tree.ts'

/** What the names of a template stand for in one rendering. Those it may not use can be anything. */
export interface Frame {
  /** By slot; undefined where the combination lacks the name. */
  readonly values: readonly (AxisValue | undefined)[]
  readonly model: string
  readonly size: Json
  readonly seed: number
  /** 1-based image of the request. */
  readonly index: number
  readonly stem: string
  readonly variant: string
}

/** The value of a path in any frame; undefined where it has none. Only own keys count. */
export function lookUp(
  { name, rest }: PathExpression,
  space: NameSpace,
): (frame: Frame) => Json | undefined {
  const slot = space.slots.get(name)
  if (slot !== undefined) return (frame) => valueAt(frame.values[slot], rest)
  if (space.vars.has(name)) {
    const value = descend(space.vars.get(name), rest)
    return () => value
  }
  if (name === 'asset') return () => space.asset
  if (name === 'size') return (frame) => descend(frame.size, rest)
  return field(name)
}

function field(name: string): (frame: Frame) => Json | undefined {
  switch (name) {
    case 'model':
      return (frame) => frame.model
    case 'seed':
      return (frame) => frame.seed
    case 'index':
      return (frame) => frame.index
    case 'stem':
      return (frame) => frame.stem
    case 'variant':
      return (frame) => frame.variant
    default:
      return () => undefined
  }
}
