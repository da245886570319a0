import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { outputDirProblem } from '../output-dir.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { formatOfName } from '../template-text.ts'
import { assetPlaces, placeOf } from './places.ts'

/** The output folder, and qualities that would change nothing. */
export function checkOutputs(manifest: SoundManifest, findings: Findings): void {
  checkOutputDir(manifest.output_dir, findings)
  checkMainQuality(manifest, findings)
}

function checkOutputDir(outputDir: string | undefined, findings: Findings): void {
  const problem = outputDir === undefined ? null : outputDirProblem(outputDir)
  if (problem === null) return
  findings.report('MANIFEST_OUTPUT_DIR', `the output folder ${problem}`, ['output_dir'], {
    help: 'name a folder below the manifest, such as `out` or `assets/generated`',
  })
}

/** A png output is the original, byte for byte. One default may serve outputs of several formats, so only an asset's own quality is looked at. */
function checkMainQuality(manifest: SoundManifest, findings: Findings): void {
  for (const { places } of assetPlaces(manifest)) {
    const [own] = places
    if (own?.settings.quality === undefined) continue
    const output = placeOf(places, 'output')?.settings.output
    if (output !== undefined && formatOfName(output) !== 'png') continue
    reportQuality([...own.at, 'quality'], findings)
  }
}

export function reportQuality(path: SourcePath, findings: Findings): void {
  findings.report('MANIFEST_UNUSED_QUALITY', 'a png has no quality: it keeps every pixel', path, {
    part: 'key',
    help: 'remove `quality`, or choose jpeg, webp or avif',
  })
}
