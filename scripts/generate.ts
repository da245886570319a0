import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'
import { compile, type JSONSchema } from 'json-schema-to-typescript'

/** Every generated file, by its path in the repository. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const schema = JSON.parse(await readFile(fromRoot('schemas/manifest.schema.json'), 'utf8'))
  return new Map([
    ['src/manifest/schema/check.generated.ts', checkCode(schema)],
    ['src/manifest/schema/known-keys.generated.ts', knownKeysCode(schema)],
    ['src/manifest/schema/written-manifest.generated.ts', await types(schema)],
    ['src/report/gallery/page.generated.ts', await galleryPageCode()],
  ])
}

/**
 * Script and style of the gallery, as texts that are put into its page: each one file, since a page on
 * a disk may load no module.
 */
async function galleryPageCode(): Promise<string> {
  const folder = 'src/report/gallery/client'
  const made = await build({
    absWorkingDir: fromRoot('.'),
    entryPoints: [`${folder}/main.ts`, `${folder}/gallery.css`],
    outdir: 'dist',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    target: 'es2022',
    legalComments: 'none',
    tsconfigRaw: '{}',
  })
  const [script, style] = ['.js', '.css'].map((ending) =>
    made.outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim(),
  )
  if (script === undefined || style === undefined)
    throw new Error('esbuild gave no script or style')
  if (/<\/(?:script|style)/i.test(script + style)) throw new Error('a text would end its element')
  const banner = `// Made from ${folder}/ by \`npm run generate\`.\n`
  return `${banner}export const script = ${JSON.stringify(script)}\nexport const style = ${JSON.stringify(style)}\n`
}

interface Schema {
  [keyword: string]: unknown
  type?: string | string[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
  $defs?: Record<string, Schema>
  $ref?: string
}

const banner = '// Made from schemas/manifest.schema.json by `npm run generate`.\n'

/** The check itself: compiling a schema takes 50 ms, which nobody should wait for at every start. */
function checkCode(schema: Schema): string {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    // Small definitions only: a large one becomes a function instead of a copy for each place.
    inlineRefs: 5,
    code: { source: true, esm: true, lines: true },
  })
  const code = standalone.default(ajv, ajv.compile(schema))
  const named = code.replace(/^"use strict";/, '').replace(/export default \w+;/, '')
  if (/\brequire\(|\bimport\b/.test(named)) {
    throw new Error(
      'the generated check would load ajv at run time: avoid the keyword that needs it',
    )
  }
  return `${banner}// @ts-nocheck\n${named.trim()}\n`
}

/** Which keys a map may have, by where it stands: `assets.*.sample`; `*` is any name or index. */
function knownKeysCode(schema: Schema): string {
  const places = new Map<string, string[]>()
  collectKeys({ root: schema, schema, place: '', places })
  const rows = [...places].map(
    ([place, keys]) => `  ${JSON.stringify(place)}: ${JSON.stringify(keys)},`,
  )
  return `${banner}export const knownKeys: Readonly<Record<string, readonly string[]>> = {\n${rows.join('\n')}\n}\n`
}

interface Walk {
  root: Schema
  schema: Schema
  place: string
  places: Map<string, string[]>
}

function collectKeys({ root, schema, place, places }: Walk): void {
  const { properties, additionalProperties, items } = resolve(root, schema)
  if (properties) places.set(place, Object.keys(properties))
  const below = (name: string, child: Schema) =>
    collectKeys({ root, schema: child, place: place === '' ? name : `${place}.${name}`, places })
  for (const [name, child] of Object.entries(properties ?? {})) below(name, child)
  if (typeof additionalProperties === 'object') below('*', additionalProperties)
  if (items) below('*', items)
}

function resolve(root: Schema, schema: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '')
  return name === undefined ? schema : { ...root.$defs?.[name], ...schema }
}

/** The manifest as typed by a person. */
async function types(schema: Schema): Promise<string> {
  const typed: Schema = typeable(structuredClone(schema))
  const { asset } = typed.$defs ?? {}
  if (asset === undefined || typed.$defs === undefined || typed.properties === undefined) {
    throw new Error('the schema has no definition `asset`')
  }
  delete typed['patternProperties']
  typed.$defs['settings'] = { ...asset, type: 'object', title: 'WrittenSettings' }
  typed.$defs['asset'] = {
    title: 'WrittenAsset',
    description: asset['description'],
    anyOf: [{ type: 'string' }, { $ref: '#/$defs/settings' }],
  }
  typed.properties['defaults'] = { $ref: '#/$defs/settings' }
  return compile(typed as JSONSchema, 'WrittenManifest', {
    bannerComment: banner.trim(),
    ignoreMinAndMaxItems: true,
    style: { semi: false, singleQuote: true, printWidth: 100 },
  })
}

/** What has no type may be anything, and titles are names that no other type of ours has. */
function typeable(schema: Schema): Schema {
  // Beside a reference anything else would make a type of its own.
  if (schema.$ref !== undefined) return replaceAll(schema, { $ref: schema.$ref })
  const children = [
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.$defs ?? {}),
    ...[schema.items, schema.additionalProperties].filter((child) => typeof child === 'object'),
  ]
  for (const child of children) typeable(child)
  const known = ['type', 'enum', 'const', '$ref', 'anyOf'].some((keyword) => keyword in schema)
  if (!known) schema['tsType'] = 'unknown'
  if (typeof schema['title'] === 'string') {
    schema['title'] = `Written${schema['title'].replace(/^Mintage m/, 'M')}`
  }
  return schema
}

function replaceAll(schema: Schema, by: Schema): Schema {
  for (const key of Object.keys(schema)) delete schema[key]
  return Object.assign(schema, by)
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

/** `npm run generate`: writes what follows from the schemas. A test fails while a file differs. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedFiles()) await writeFile(fromRoot(path), text)
}
