import { createHash } from 'node:crypto'
import type { Overlay, Recipe } from '../../src/manifest/manifest.ts'

/** The whole picture as PNG, unless said otherwise. */
export function recipe(changes: Partial<Recipe>): Recipe {
  return {
    width: null,
    height: null,
    fit: 'cover',
    position: 'centre',
    format: 'png',
    quality: null,
    ...changes,
  }
}

/** An overlay of these bytes in its own size, bottom right, unless said otherwise. */
export function anOverlay(bytes: Uint8Array, changes: Partial<Overlay> = {}): Overlay {
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    gravity: 'southeast',
    width: null,
    height: null,
    opacity: 1,
    margin: 0,
    ...changes,
  }
}

/** Files as a manifest holds them. */
export function filesOf(...all: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> {
  return new Map(all.map((bytes) => [anOverlay(bytes).sha256, bytes]))
}
