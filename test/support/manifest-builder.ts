import type { Span } from '../../src/diagnostics/diagnostic.ts'
import type {
  Asset,
  Axis,
  AxisValue,
  Manifest,
  ManifestSource,
  Matrix,
  MatrixEntry,
  SourcePath,
  Template,
  Variant,
} from '../../src/manifest/manifest.ts'
import type { Json } from '../../src/request/canonical-json.ts'

/** A source that tells a place by its path: `assets.poster.prompt`, `assets.poster.prompt#0:{{city}}`. */
const pathSource: ManifestSource = {
  file: 'm.yaml',
  span: (path, part = 'value') => spanNamed(part === 'key' ? `${path.join('.')}:` : path.join('.')),
  templateSpan: (template, mustache, needle) =>
    spanNamed(`${template.at.join('.')}#${mustache}:${needle}`),
}

function spanNamed(file: string): Span {
  return { file, line: 1, column: 1, length: 1 }
}

export function template(text: string, ...at: SourcePath): Template {
  return { text, at, file: null }
}

/** Values written inline; an object's key `id` is its row id. */
export function axisValue(value: Json): AxisValue {
  const id = value !== null && typeof value === 'object' ? Reflect.get(value, 'id') : undefined
  return { value, id: id === undefined ? null : String(id), row: null }
}

type WrittenEntry = Readonly<Record<string, Json | AxisValue>>

/** A matrix as it would be written: axes by name, `exclude` and `include` as lists of maps. */
export interface WrittenMatrix {
  readonly axes?: Readonly<Record<string, readonly Json[] | Axis>>
  readonly exclude?: readonly WrittenEntry[]
  readonly include?: readonly WrittenEntry[]
}

export function matrix(
  written: WrittenMatrix,
  at: SourcePath = ['assets', 'poster', 'matrix'],
): Matrix {
  const axes = Object.entries(written.axes ?? {}).map(([name, values]) =>
    isAxis(values)
      ? values
      : { name, values: values.map(axisValue), columns: null, at: [...at, name] },
  )
  return {
    axes,
    exclude: entries(written.exclude ?? [], [...at, 'exclude']),
    include: entries(written.include ?? [], [...at, 'include']),
  }
}

function entries(written: readonly WrittenEntry[], at: SourcePath): MatrixEntry[] {
  return written.map((entry, index) => ({
    values: new Map(
      Object.entries(entry).map(([name, value]) => [
        name,
        isAxisValue(value) ? value : axisValue(value),
      ]),
    ),
    at: [...at, index],
  }))
}

function isAxis(values: readonly Json[] | Axis): values is Axis {
  return !Array.isArray(values)
}

function isAxisValue(value: Json | AxisValue): value is AxisValue {
  return value !== null && typeof value === 'object' && 'row' in value && 'value' in value
}

/** An axis from a data file: rows of text cells, with the column that holds their ids. */
export function rows(
  name: string,
  records: readonly Readonly<Record<string, Json>>[],
  id: string | null = null,
): Axis {
  return {
    name,
    values: records.map((record, index) => ({
      value: record,
      id: id === null ? null : String(record[id]),
      row: index + 1,
    })),
    columns: Object.keys(records[0] ?? {}),
    at: ['assets', 'poster', 'matrix', name],
  }
}

export type AssetPatch = Partial<
  Omit<Asset, 'id' | 'prompt' | 'negativePrompt' | 'output' | 'matrix'>
> & {
  readonly id?: string
  readonly prompt?: string
  readonly negativePrompt?: string
  readonly output?: string
  readonly matrix?: WrittenMatrix
  readonly model?: string
  readonly size?: string
}

/** An asset named `poster` that asks for one square picture; each key replaces its default. */
export function asset(patch: AssetPatch = {}): Asset {
  const { id = 'poster', prompt = 'a fox', negativePrompt, output, model, size, ...rest } = patch
  const at = ['assets', id]
  const text = (key: string, value: string | undefined) =>
    value === undefined ? null : template(value, ...at, key)
  return {
    at,
    sample: null,
    models: { kind: 'list', values: [model ?? 'qwen-image-plus'], at: [...at, 'model'] },
    sizes: { kind: 'list', values: [size ?? '1:1'], at: [...at, 'size'] },
    seeds: { kind: 'list', values: [1], at: [...at, 'seed'] },
    n: 1,
    promptExtend: true,
    watermark: false,
    mode: 'auto',
    onLongPrompt: null,
    onUnlistedSize: 'error',
    quality: null,
    variants: [],
    labels: null,
    ...rest,
    id,
    matrix: matrix(patch.matrix ?? {}, [...at, 'matrix']),
    prompt: template(prompt, ...at, 'prompt'),
    negativePrompt: text('negative_prompt', negativePrompt),
    output: text('output', output),
  }
}

export function variant(
  patch: Partial<Omit<Variant, 'recipe' | 'output'>> & {
    readonly recipe?: Partial<Variant['recipe']>
    readonly output?: string
  },
): Variant {
  const { name = 'thumb', recipe, output, at = ['assets', 'poster', 'variants', 0] } = patch
  return {
    name,
    at,
    output: output === undefined ? null : template(output, ...at, 'output'),
    recipe: {
      width: 320,
      height: null,
      fit: 'cover',
      position: 'centre',
      format: 'webp',
      quality: null,
      ...recipe,
    },
  }
}

export interface ManifestPatch extends Partial<Omit<Manifest, 'vars' | 'partials' | 'assets'>> {
  readonly vars?: Readonly<Record<string, Json>>
  readonly partials?: Readonly<Record<string, string>>
  readonly assets?: readonly Asset[]
}

/** A manifest as loading would give it, with one plain asset unless others are given. */
export function manifest(patch: ManifestPatch = {}): Manifest {
  const { vars = {}, partials = {}, assets = [asset()], ...rest } = patch
  return {
    name: 'tea',
    path: '/tea/m.yaml',
    folder: '/tea',
    digest: `sha256:${'0'.repeat(64)}`,
    data: [],
    overlays: new Map(),
    provider: { kind: 'dashscope', region: 'singapore', currency: 'USD', workspace: null },
    outputDir: 'out',
    budget: null,
    limits: new Map(),
    prices: new Map(),
    unlistedModels: new Map(),
    source: pathSource,
    ...rest,
    vars: new Map(Object.entries(vars)),
    partials: new Map(
      Object.entries(partials).map(([name, text]) => [name, template(text, 'partials', name)]),
    ),
    assets,
  }
}
