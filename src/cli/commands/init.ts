import { basename, extname, relative, resolve } from 'node:path'
import { plainText } from '../../diagnostics/plain-text.ts'
import { shownPath } from '../../manifest/shown-path.ts'
import { renderTable } from '../../report/table.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import { type SchemaReference, schemaReference } from '../init/schema-reference.ts'
import { setName, yamlName } from '../init/set-name.ts'
import { type NewSet, type Written, writeSet } from '../init/write-set.ts'
import { manifestName, type NewFiles, type TemplateName } from '../templates/template.ts'

/**
 * Writes a new set into a folder: a commented manifest, the data file of its template, and the lines
 * that git needs for the lockfile.
 *
 * @param folder relative to the working directory; left out: that itself.
 * @throws {UserError} when something is there already, or the disk refuses; nothing is written then.
 */
export async function init(
  folder: string | undefined,
  template: TemplateName,
  { io, print }: Pick<CommandContext, 'io' | 'print'>,
): CommandEnd {
  const target = resolve(io.cwd, folder ?? '.')
  const schema = await schemaReference(target)
  const newFiles = await filesOf(template)
  const files = newFiles({ name: yamlName(setName(target)), schema: schema.text })
  const shown = target === io.cwd ? 'this folder' : shownPath(target, io.cwd)
  const written = await writeSet(target, shown, { files, kept, lines })
  if (!print.quiet) print.result(report(written, { target, cwd: io.cwd, schema }))
  return []
}

const stem = basename(manifestName, extname(manifestName))

/** A second manifest would make commands ask which; a lockfile there is of a manifest that is gone. */
const kept = ['mintage.yml', `${stem}.lock`]

const lines: NewSet['lines'] = new Map([
  ['.gitignore', ['.mintage/', '*.simulated.lock', '*.simulated/']],
  ['.gitattributes', [`${stem}.lock text eol=lf merge=union`]],
])

async function filesOf(template: TemplateName): Promise<NewFiles> {
  switch (template) {
    case 'basic':
      return (await import('../templates/basic.ts')).basic
    case 'catalog':
      return (await import('../templates/catalog.ts')).catalog
    case 'ci':
      return (await import('../templates/ci.ts')).ci
  }
}

const explanations: Readonly<Record<string, string>> = {
  [manifestName]: 'the manifest: what to draw, with comments',
  '.gitignore': 'lines for what is not to be committed',
  '.gitattributes': 'a line that lets git merge lockfiles',
}

interface Place {
  readonly target: string
  readonly cwd: string
  readonly schema: SchemaReference
}

function report(written: readonly Written[], { target, cwd, schema }: Place): string {
  const rows = written.map(({ path, how }) => {
    const what = explanations[path] ?? 'data for its matrix, in Chinese and English'
    return [plainText(shownPath(resolve(target, path), cwd)), how, what]
  })
  const titles = ['file', '', ''].map((title) => ({ title }))
  const folder = relative(cwd, target)
  const steps = [
    ...(folder === '' ? [] : [[`cd ${quoted(folder)}`, '']]),
    ['mintage plan', 'what would be made, and the most it can cost'],
    ['mintage run --simulate', 'the whole run against a simulator: free, without a key'],
    ['mintage run', 'for real, with DASHSCOPE_API_KEY; asks before spending'],
  ]
  return [
    ...indented(renderTable(titles, rows).lines),
    '',
    'next:',
    ...indented(renderTable(titles, steps).lines),
    ...schemaNote(schema),
  ].join('\n')
}

/** The line works here all the same; but it names a folder of this machine. */
function schemaNote({ isPortable }: SchemaReference): string[] {
  if (isPortable) return []
  return [
    '',
    `The first line of ${manifestName} tells editors where the schema of this`,
    'installation is. In a project with Mintage among its packages, write there:',
    '  # yaml-language-server: $schema=./node_modules/mintage/schemas/manifest.schema.json',
  ]
}

/** A folder as a shell takes it. */
function quoted(folder: string): string {
  return /^[\p{L}\p{N}_./\\-]+$/u.test(folder) ? folder : `"${plainText(folder)}"`
}

function indented(texts: readonly string[]): string[] {
  return texts.map((text) => `  ${text}`)
}
