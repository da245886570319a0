import { setup as buildOnce } from '../../test/support/build-once.ts'
import type { Figure } from '../figure.ts'
import { npm } from '../npm.ts'

export const figure: Figure = {
  id: 'package-size',
  title: 'the package as it is published, packed',
  target: null,
  measure: async () => {
    buildOnce()
    const said = npm(['pack', '--dry-run', '--json', '--ignore-scripts'])
    const [packed] = JSON.parse(said) as readonly Packed[]
    if (packed === undefined) throw new Error('npm pack named no package')
    const { size, unpackedSize, entryCount } = packed
    return {
      values: [size / 1024],
      unit: 'KiB',
      beside: [{ label: 'the same unpacked', values: [unpackedSize / 1024] }],
      note: `${entryCount} files`,
    }
  },
}

interface Packed {
  /** Bytes. */
  readonly size: number
  readonly unpackedSize: number
  readonly entryCount: number
}
