import { finding } from '../diagnostics/codes.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import type { Recipe, Variant } from '../manifest/manifest.ts'
import { type Cell, frameOf } from './cell.ts'
import { defaultName } from './default-name.ts'
import type { Output } from './job.ts'
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
  return (cell) => {
    const outputs: Output[] = []
    for (let image = 1; image <= asset.n; image++) {
      const frame = frameOf(cell, { index: image, stem: '', variant: '' })
      const file = main(frame, cell)
      if (file === null) continue
      const shared = sharedBy(cell, image, asset)
      outputs.push({ ...shared, ...file, variant: null })
      const stem = withoutExtension(file.path)
      for (const [position, naming] of namings.entries()) {
        const { name } = asset.variants[position] as Variant
        const made = naming({ ...frame, stem, variant: name }, cell)
        if (made !== null) outputs.push({ ...shared, ...made, variant: name })
      }
    }
    return outputs
  }
}

function sharedBy(cell: Cell, image: number, { id, prompt }: Linking['asset']) {
  const { variables, captions } = cell
  return { image, asset: id, variables, captions, template: prompt.text }
}

type File = Pick<Output, 'path' | 'recipe'>
type Naming = (frame: Frame, cell: Cell) => File | null

function mainNaming(linking: Linking, severalModels: boolean): Naming | null {
  const { output, quality, at } = linking.asset
  if (output === null) {
    const name = defaultName(linking, severalModels)
    const check = checking(linking, linking.source.span(at), 'file name')
    return (frame, cell) => {
      const text = name(frame, cell)
      const path = text === null ? null : check(text, cell)
      return path === null ? null : { path, recipe: null }
    }
  }
  const linked = link(output, { label: 'output', use: 'output' }, linking)
  if (linked === null) return null
  const path = templatePath(linked, linking)
  const recipes = mainRecipes(quality)
  return (frame, cell) => {
    const found = path(frame, cell)
    return found === null ? null : { path: found, recipe: recipes(found) }
  }
}

/** The original where the file is a PNG; else its conversion, one object for each format. */
function mainRecipes(quality: number | null): (path: string) => Recipe | null {
  const known = new Map<string, Recipe>()
  return (path) => {
    const format = pathFormat(path)
    if (format === null || format === 'png') return null
    const recipe = known.get(format) ?? {
      width: null,
      height: null,
      fit: 'cover',
      position: 'centre',
      format,
      quality,
    }
    known.set(format, recipe)
    return recipe
  }
}

function variantNaming(variant: Variant, linking: Linking): Naming | null {
  const { recipe, output, name, at } = variant
  const isOriginal =
    recipe.format === 'png' &&
    recipe.width === null &&
    recipe.height === null &&
    recipe.quality === null
  const made = isOriginal ? null : recipe
  if (output === null) {
    const extension = recipe.format === 'jpeg' ? 'jpg' : recipe.format
    const check = checking(linking, linking.source.span(at), `file name of variant \`${name}\``)
    return ({ stem }, cell) => {
      const path = check(`${stem}.${name}.${extension}`, cell)
      return path === null ? null : { path, recipe: made }
    }
  }
  const label = `output of variant \`${name}\``
  const linked = link(output, { label, use: 'variant' }, linking)
  if (linked === null) return null
  const path = templatePath(linked, linking)
  const span = linking.source.span(output.at)
  return (frame, cell) => {
    const found = path(frame, cell)
    if (found === null) return null
    if (pathFormat(found) === recipe.format) return { path: found, recipe: made }
    linking.findings.tally(variant, 'OUTPUT_FORMAT', {
      where: cell.where,
      word: (where) =>
        finding(
          'OUTPUT_FORMAT',
          `${label} is \`${found}\` for ${where}, and its format is ${recipe.format}`,
          {
            span,
            help: 'let the extension agree with `format`',
          },
        ),
    })
    return null
  }
}

function templatePath(
  linked: Linked,
  linking: Linking,
): (frame: Frame, cell: Cell) => string | null {
  const check = checking(linking, linking.source.span(linked.template.at), linked.label)
  return (frame, cell) => {
    const text = linked.render(frame, cell.where)
    return text === null ? null : check(text, cell)
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
            `${label} is \`${text.trim()}\` for ${which}, which cannot be: ${problem}`,
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
