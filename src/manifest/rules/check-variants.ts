import type { Findings } from '../findings.ts'
import type { Format, SourcePath } from '../manifest.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import type { WrittenVariant } from '../schema/written-manifest.generated.ts'
import { formatOfName } from '../template-text.ts'
import { reportQuality } from './check-outputs.ts'
import { allPlaces } from './places.ts'

/** Variants: their names, and settings that their format does not have. */
export function checkVariants(manifest: SoundManifest, findings: Findings): void {
  for (const { settings, at } of allPlaces(manifest)) {
    const first = new Map<string, SourcePath>()
    for (const [index, variant] of (settings.variants ?? []).entries()) {
      const path = [...at, 'variants', index]
      const earlier = first.get(variant.name)
      if (earlier === undefined) first.set(variant.name, path)
      else reportTwice(variant.name, { path, earlier }, findings)
      checkFormat(variant, path, findings)
      checkOverlayForms(path, findings)
    }
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

function checkFormat(variant: WrittenVariant, path: SourcePath, findings: Findings): void {
  const { format, output } = variant
  const named = output === undefined ? null : formatOfName(output)
  if (format !== undefined && named !== null && named !== format) {
    const message = `the format is ${format}, and the file name says ${named}`
    findings.report('MANIFEST_VARIANT_FORMAT', message, [...path, 'format'], {
      related: [{ at: [...path, 'output'], message: 'the file name' }],
      help: 'change one of them; `format` can be left out where the file name has an extension',
    })
  }
  const isUnknown = output !== undefined && named === null && format === undefined
  if (isUnknown) return
  const made = format ?? named ?? 'png'
  if (variant.quality !== undefined && made === 'png') reportQuality([...path, 'quality'], findings)
  checkEffort(variant.effort, { format: made, path: [...path, 'effort'] }, findings)
  checkBackground(variant.background, { format: made, path: [...path, 'background'] }, findings)
}

interface Setting {
  readonly format: Format
  readonly path: SourcePath
}

/** The highest of each format that has one. */
const mostEffort: ReadonlyMap<Format, number> = new Map([
  ['webp', 6],
  ['avif', 9],
])

function checkEffort(
  effort: number | undefined,
  { format, path }: Setting,
  findings: Findings,
): void {
  if (effort === undefined) return
  const most = mostEffort.get(format)
  if (most === undefined) {
    findings.report('MANIFEST_UNUSED_EFFORT', `a ${format} has no effort`, path, {
      part: 'key',
      help: 'remove `effort`, or choose webp (0 to 6) or avif (0 to 9)',
    })
  } else if (effort > most) {
    const message = `\`effort\` is the number ${effort}, expected at most ${most} for ${format}`
    findings.report('MANIFEST_BAD_VALUE', message, path)
  }
}

function checkBackground(
  background: string | undefined,
  { format, path }: Setting,
  findings: Findings,
): void {
  if (format !== 'jpeg' || background === undefined || !isTransparent(background)) return
  findings.report('MANIFEST_NO_TRANSPARENCY', 'a jpeg has no transparency', path, {
    help: 'write a colour such as `"#ffffff"`, or choose png, webp or avif',
  })
}

/** Whether something behind it would be seen: every colour of eight digits but those that end in `ff`. */
function isTransparent(background: string): boolean {
  return background === 'transparent' || /^#.{6}(?!ff)..$/i.test(background)
}

/** As written: a form with a wrong value is given all the same. */
function checkOverlayForms(path: SourcePath, findings: Findings): void {
  const written = findings.source.located(path)
  if (written?.kind !== 'map') return
  if (!written.entries.has('overlay') || !written.entries.has('overlays')) return
  const message = '`overlay` and `overlays` are one setting'
  findings.report('MANIFEST_BOTH_FORMS', message, [...path, 'overlays'], {
    part: 'key',
    related: [{ at: [...path, 'overlay'], part: 'key', message: 'the other form' }],
    help: 'keep one of them',
  })
}
