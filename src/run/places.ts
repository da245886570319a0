import { basename, dirname, extname, join, resolve } from 'node:path'

/** Where the files of a set are; absolute paths. */
export interface Places {
  /** The manifest's folder. */
  readonly folder: string
  readonly lock: string
  readonly outputs: string
  /** The output folder relative to the manifest's, with `/`. */
  readonly outputDir: string
  readonly provenance: string
  readonly store: string
  readonly index: string
  readonly runLock: string
}

/**
 * Places of a set beside its manifest. A simulated run has its own lockfile, store and index beside its
 * own output folder, so that it never touches what was paid for.
 *
 * @param store folder of paid originals, absolute; null: `.mintage/store` beside the manifest.
 */
export function placesOf(
  manifest: { readonly path: string; readonly outputDir: string },
  { store, simulate }: { store: string | null; simulate: boolean },
): Places {
  const folder = dirname(manifest.path)
  const own = join(folder, '.mintage')
  const stem = basename(manifest.path, extname(manifest.path)) + (simulate ? '.simulated' : '')
  const { outputDir } = manifest
  const outputs = resolve(folder, outputDir)
  return {
    folder,
    lock: join(folder, `${stem}.lock`),
    outputs,
    outputDir,
    provenance: join(outputs, 'provenance.json'),
    store: simulate ? join(own, 'simulated') : (store ?? join(own, 'store')),
    index: join(own, `${stem}.index`),
    runLock: join(own, `${stem}.run`),
  }
}
