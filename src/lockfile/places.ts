import { basename, dirname, extname, join } from 'node:path'

/** Where the files beside a manifest are. Absolute when the manifest's path is. */
export interface Places {
  readonly lock: string
  /** The folder that is never committed. */
  readonly private: string
  readonly store: string
  readonly index: string
  readonly runLock: string
  /** The output folder. */
  readonly outputs: string
  readonly provenance: string
}

/** Names every file that belongs to a manifest; simulated runs have ones of their own. */
export function placesOf(
  manifest: string,
  options: {
    /** The manifest's `output_dir`, relative to its folder. */
    readonly outputDir: string
    readonly simulated: boolean
    /** Another place for paid originals. */
    readonly store?: string
  },
): Places {
  const folder = dirname(manifest)
  const simulated = options.simulated ? '.simulated' : ''
  const stem = `${basename(manifest, extname(manifest))}${simulated}`
  const hidden = join(folder, '.mintage')
  const outputs = join(folder, `${options.outputDir}${simulated}`)
  const store = options.simulated ? join(hidden, 'simulated') : options.store
  return {
    lock: join(folder, `${stem}.lock`),
    private: hidden,
    store: store ?? join(hidden, 'store'),
    index: join(hidden, `${stem}.index`),
    runLock: join(hidden, `${stem}.run`),
    outputs,
    provenance: join(outputs, 'provenance.json'),
  }
}
