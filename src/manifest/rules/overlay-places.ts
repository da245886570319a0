import type { SourcePath } from '../manifest.ts'
import type { WrittenOverlay, WrittenVariant } from '../schema/written-manifest.generated.ts'

/** What is laid over a variant: `overlay` and `overlays` are one setting. */
export function overlaysOf({ overlay, overlays }: WrittenVariant): readonly WrittenOverlay[] {
  return overlay === undefined ? (overlays ?? []) : [overlay]
}

/** Where one of them stands, below its variant. */
export function overlayPath({ overlay }: WrittenVariant, index: number): SourcePath {
  return overlay === undefined ? ['overlays', index] : ['overlay']
}
