import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { type LoadOptions, loadManifest } from '../../src/manifest/load.ts'
import type { Asset, Manifest } from '../../src/manifest/manifest.ts'
import { temporaryFolder } from './temp-folder.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

/** Loads a text as `m.yaml` of a folder with these files. */
export async function loadText(
  text: string,
  files: Files = {},
  options: Partial<LoadOptions> = {},
) {
  const cwd = await temporaryFolder({ 'm.yaml': text, ...files })
  return loadManifest('m.yaml', { cwd, ...options })
}

/** The manifest that a text is, about which nothing may be found. */
export async function soundText(
  text: string,
  files: Files = {},
  options: Partial<LoadOptions> = {},
): Promise<Manifest> {
  const { manifest, diagnostics } = await loadText(text, files, options)
  expect(diagnostics).toEqual([])
  if (manifest === null) throw new Error('no manifest, and no reason')
  return manifest
}

/** Codes of what is found about a text, in order. */
export async function codesOf(text: string, files: Files = {}): Promise<string[]> {
  const { diagnostics } = await loadText(text, files)
  return diagnostics.map(({ code }) => code)
}

export function assetOf(manifest: Manifest, id: string): Asset {
  const found = manifest.assets.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no asset ${id}`)
  return found
}

export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
