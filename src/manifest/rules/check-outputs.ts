import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { outputDirProblem } from '../output-dir.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import type { WrittenVariant } from '../schema/written-manifest.generated.ts'
import { formatOfName } from '../template-text.ts'
import { allPlaces, assetPlaces, placeOf } from './places.ts'

/** The output folder, variants, and qualities that would change nothing. */
export function checkOutputs(manifest: SoundManifest, findings: Findings): void {
  checkOutputDir(manifest.output_dir, findings)
  checkMainQuality(manifest, findings)
  for (const { settings, at } of allPlaces(manifest)) {
    const first = new Map<string, SourcePath>()
    for (const [index, variant] of (settings.variants ?? []).entries()) {
      const path = [...at, 'variants', index]
      const earlier = first.get(variant.name)
      if (earlier === undefined) first.set(variant.name, path)
      else reportTwice(variant.name, { path, earlier }, findings)
      checkVariantFormat(variant, path, findings)
    }
  }
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

function reportTwice(
  name: string,
  { path, earlier }: { readonly path: SourcePath; readonly earlier: SourcePath },
  findings: Findings,
): void {
  const at = [...path, 'name']
  findings.report('MANIFEST_DUPLICATE_VARIANT', `two variants are called \`${name}\``, at, {
    related: [{ at: [...earlier, 'name'], message: 'first here' }],
    help: 'rename one of them',
  })
}

function checkVariantFormat(variant: WrittenVariant, path: SourcePath, findings: Findings): void {
  const { format, output, quality } = variant
  const named = output === undefined ? null : formatOfName(output)
  if (format !== undefined && named !== null && named !== format) {
    const message = `the format is ${format}, and the file name says ${named}`
    findings.report('MANIFEST_VARIANT_FORMAT', message, [...path, 'format'], {
      related: [{ at: [...path, 'output'], message: 'the file name' }],
      help: 'change one of them; `format` can be left out where the file name has an extension',
    })
  }
  const unknown = output !== undefined && named === null && format === undefined
  if (quality !== undefined && !unknown && (format ?? named ?? 'png') === 'png') {
    reportQuality([...path, 'quality'], findings)
  }
}

function reportQuality(path: SourcePath, findings: Findings): void {
  findings.report('MANIFEST_UNUSED_QUALITY', 'a png has no quality: it keeps every pixel', path, {
    part: 'key',
    help: 'remove `quality`, or choose jpeg, webp or avif',
  })
}
