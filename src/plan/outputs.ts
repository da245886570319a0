import { finding } from '../diagnostics/codes.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import type { Asset, Format, Labels, Recipe, Variant } from '../manifest/manifest.ts'
import { type Cell, frameOf } from './cell.ts'
import { recipeChecker } from './check-recipe.ts'
import { defaultName } from './default-name.ts'
import type { Output } from './job.ts'
import { labelOnly, wholePicture } from './label-only.ts'
import { checkPath, extensions, pathFormat, withoutExtension } from './output-path.ts'
import { type Linked, type Linking, link } from './templates/link.ts'
import type { Frame } from './templates/look-up.ts'

/** The files of each cell, main output first; those with a finding are left out. */
export type OutputsOf = (cell: Cell) => readonly Output[]

/** Reads an asset's `output` and its variants. Null after a finding. */
export function readOutputs(linking: Linking, severalModels: boolean): OutputsOf | null {
  const { asset } = linking
  const main = mainNaming(linking, severalModels)
  const variants = asset.variants.map((variant) => variantNaming(variant, linking))
  if (main === null || variants.includes(null)) return null
  const namings = variants.filter((naming) => naming !== null)
  const check = recipeChecker(asset.variants, linking)
  return (cell) => {
    check(cell)
    const outputs: Output[] = []
    for (let image = 1; image <= asset.n; image++) {
      const frame = frameOf(cell, { index: image, stem: '', variant: '' })
      const file = main(frame, cell)
      if (file === null) continue
      outputs.push(outputOf(file, cell, { asset, image, variant: null }))
      const stem = namings.length === 0 ? '' : withoutExtension(file.path)
      for (const [position, naming] of namings.entries()) {
        const { name } = asset.variants[position] as Variant
        const made = naming({ ...frame, stem, variant: name }, cell)
        if (made !== null) outputs.push(outputOf(made, cell, { asset, image, variant: name }))
      }
    }
    return outputs
  }
}

function outputOf(
  { path, recipe }: File,
  { variables, captions }: Cell,
  { asset, image, variant }: { asset: Asset; image: number; variant: string | null },
): Output {
  const template = asset.prompt.text
  return { path, image, asset: asset.id, variables, captions, variant, recipe, template }
}

type File = Pick<Output, 'path' | 'recipe'>
type Naming = (frame: Frame, cell: Cell) => File | null

function mainNaming(linking: Linking, severalModels: boolean): Naming | null {
  const { output, quality, at, labels } = linking.asset
  const recipes = recipeByFormat({ ...wholePicture, quality }, labels)
  if (output === null) {
    const name = defaultName(linking, severalModels)
    const check = checking(linking, linking.source.span(at), 'file name')
    return (frame, cell) => {
      const text = name(frame, cell)
      const path = text === null ? null : check(text, cell)
      return path === null ? null : { path, recipe: recipes('png') }
    }
  }
  const linked = link(output, { label: 'output', use: 'output' }, linking)
  return linked === null ? null : templateNaming(linked, recipes, linking)
}

/** The original, labelled or not, where a PNG of full size is wanted; else one recipe for each format. */
function recipeByFormat(
  base: Omit<Recipe, 'format'>,
  labels: Labels | null,
): (format: Format | null) => Recipe | null {
  const known = new Map<Format, Recipe>()
  const original = labels === null ? null : labelOnly(labels)
  return (format) => {
    if (format === null || (format === 'png' && isWhole(base))) return original
    const recipe = known.get(format) ?? { ...base, format, ...(labels === null ? {} : { labels }) }
    known.set(format, recipe)
    return recipe
  }
}

/** Nothing is cut off, added or laid over: every pixel is the original's. */
function isWhole({ width, height, crop, pad, background, overlays }: Partial<Recipe>): boolean {
  return [width ?? undefined, height ?? undefined, crop, pad, background, overlays].every(
    (setting) => setting === undefined,
  )
}

/** A variant's file name decides its format; `format` does where it has no file name of its own. */
function variantNaming(variant: Variant, linking: Linking): Naming | null {
  const { recipe, output, name, at } = variant
  const recipes = recipeByFormat(recipe, linking.asset.labels)
  if (output === null) {
    const extension = recipe.format === 'jpeg' ? 'jpg' : recipe.format
    const check = checking(linking, linking.source.span(at), `file name of variant \`${name}\``)
    return ({ stem }, cell) => {
      const path = check(`${stem}.${name}.${extension}`, cell)
      return path === null ? null : { path, recipe: recipes(recipe.format) }
    }
  }
  const label = `output of variant \`${name}\``
  const linked = link(output, { label, use: 'variant' }, linking)
  return linked === null ? null : templateNaming(linked, recipes, linking)
}

function templateNaming(
  linked: Linked,
  recipes: (format: Format | null) => Recipe | null,
  linking: Linking,
): Naming {
  const check = checking(linking, linking.source.span(linked.template.at), linked.label)
  return (frame, cell) => {
    const text = linked.render(frame, cell.where)
    const path = text === null ? null : check(text, cell)
    return path === null ? null : { path, recipe: recipes(pathFormat(path)) }
  }
}

/** Applies the rules for paths, and reports what breaks them. */
function checking(
  { findings }: Linking,
  span: Span,
  label: string,
): (text: string, cell: Cell) => string | null {
  const place = {}
  return (text, { where }) => {
    const checked = checkPath(text)
    if ('problem' in checked) {
      const { problem } = checked
      findings.tally(place, 'OUTPUT_PATH', {
        where,
        word: (which) =>
          finding(
            'OUTPUT_PATH',
            `${label} is \`${text.trim()}\` for ${which}, which no output can have: ${problem}`,
            {
              span,
              help: 'paths are relative to the output folder, with `/`; `{{slug …}}` makes any text fit for a name',
            },
          ),
      })
      return null
    }
    if (pathFormat(checked.path) !== null) return checked.path
    findings.tally(place, 'OUTPUT_FORMAT', {
      where,
      word: (which) =>
        finding(
          'OUTPUT_FORMAT',
          `${label} is \`${checked.path}\` for ${which}, which names no format`,
          {
            span,
            help: `end it in ${extensions.join(', ')}; the extension decides the format`,
          },
        ),
    })
    return null
  }
}
