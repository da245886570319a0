import type { Findings } from '../findings.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { shortened } from '../schema/words.ts'
import type { WrittenSettings } from '../schema/written-manifest.generated.ts'
import { seedForm } from '../seeds.ts'
import { isTemplate } from '../template-text.ts'
import { allPlaces, type Place } from './places.ts'

/** Ranges of seeds may have this many together: every seed is an image of some combination. */
const mostSeeds = 1_000_000

/** Settings that need no more than themselves: two forms at once, sizes, seeds, templates where none may be. */
export function checkSettings(manifest: SoundManifest, findings: Findings): void {
  let seeds = 0
  for (const place of allPlaces(manifest)) {
    checkForms(place, findings)
    checkSizes(place, findings)
    checkModels(place, findings)
    checkSeed(place, findings)
    seeds += checkSeeds(place, seeds, findings)
  }
}

const forms: readonly (readonly [keyof WrittenSettings, keyof WrittenSettings])[] = [
  ['prompt', 'prompt_file'],
  ['model', 'models'],
  ['size', 'sizes'],
  ['seed', 'seeds'],
]

/** As written: a form with a wrong value is given all the same. */
function checkForms({ at }: Place, findings: Findings): void {
  const written = findings.source.located(at)
  if (written?.kind !== 'map') return
  for (const [one, other] of forms) {
    if (!written.entries.has(one) || !written.entries.has(other)) continue
    findings.report(
      'MANIFEST_BOTH_FORMS',
      `\`${one}\` and \`${other}\` are one setting`,
      [...at, other],
      {
        part: 'key',
        related: [{ at: [...at, one], part: 'key', message: 'the other form' }],
        help: 'keep one of them',
      },
    )
  }
}

const sizeForm = /^[1-9]\d{0,4}[*x][1-9]\d{0,4}$/
const ratioForm = /^[1-9]\d{0,3}:[1-9]\d{0,3}$/

function checkSizes({ settings, at }: Place, findings: Findings): void {
  const { size, sizes = [] } = settings
  const written = sizes.map((text, index) => ({ text, path: [...at, 'sizes', index] }))
  if (size !== undefined && !isTemplate(size)) written.push({ text: size, path: [...at, 'size'] })
  for (const { text, path } of written) {
    if (isTemplate(text)) reportTemplate('size', path, findings)
    else if (!sizeForm.test(text) && !ratioForm.test(text)) {
      findings.report('SIZE_UNREADABLE', `\`${shortened(text)}\` is not a size`, path, {
        help: sizeHelp(text),
      })
    }
  }
}

function sizeHelp(text: string): string {
  const [, width, height] = /^\s*(\d+)\s*(?:px)?\s*[x×*X]\s*(\d+)\s*(?:px)?\s*$/.exec(text) ?? []
  const [, wide, high] = /^\s*(\d+)\s*[:/]\s*(\d+)\s*$/.exec(text) ?? []
  const meant = width !== undefined ? `${width}*${height}` : `${wide}:${high}`
  if (sizeForm.test(meant) || ratioForm.test(meant)) return `write \`${meant}\``
  return 'write pixels such as `1328*1328`, or a ratio such as `16:9`'
}

function checkModels({ settings, at }: Place, findings: Findings): void {
  for (const [index, model] of (settings.models ?? []).entries()) {
    if (isTemplate(model)) reportTemplate('model', [...at, 'models', index], findings)
  }
}

function reportTemplate(singular: string, path: (string | number)[], findings: Findings): void {
  findings.report(
    'MANIFEST_TEMPLATE_IN_LIST',
    `a list of ${singular}s cannot hold a template`,
    path,
    {
      help: `a template gives one ${singular} for each combination: write \`${singular}:\``,
    },
  )
}

function checkSeed({ settings: { seed }, at }: Place, findings: Findings): void {
  if (typeof seed !== 'string' || isTemplate(seed)) return
  const message = `the seed is the text “${shortened(seed)}”, expected a whole number`
  findings.report('MANIFEST_BAD_SEEDS', message, [...at, 'seed'], {
    help: /^\d+$/.test(seed)
      ? 'remove the quotes'
      : 'write a number from 0 to 2147483647, or a template such as "{{default scene.seed 1}}"',
  })
}

/** @returns the seeds that this place adds to the sum */
function checkSeeds(
  { settings: { seeds }, at }: Place,
  before: number,
  findings: Findings,
): number {
  if (seeds === undefined) return 0
  const form = seedForm(seeds)
  const path = [...at, 'seeds']
  if (form.kind === 'wrong') {
    findings.report('MANIFEST_BAD_SEEDS', form.message, path, { part: 'key', help: form.help })
  }
  if (form.kind !== 'range') return 0
  if (before + form.count > mostSeeds) {
    const message = `with these the manifest asks for ${before + form.count} seeds, and a plan has ${mostSeeds} images at most`
    const help = 'lower `count`; more seeds can be added later without losing an image'
    findings.report('MANIFEST_TOO_MANY_SEEDS', message, path, { part: 'key', help })
  }
  return form.count
}
