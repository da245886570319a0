import path from 'node:path'
import { finding as found } from '../diagnostics/codes.ts'
import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import type { Positions } from '../diagnostics/positions.ts'
import { realPath } from './disk.ts'
import { collectFindings, type Findings, inOrder } from './findings.ts'
import type { Located } from './located.ts'
import type { Manifest } from './manifest.ts'
import { resolveMatrices } from './matrices.ts'
import { account, normalizeManifest } from './normalize-manifest.ts'
import { checkOverrides, type Overrides } from './overrides.ts'
import { readManifest } from './read-manifest.ts'
import { readReferences } from './read-references.ts'
import { checkRules } from './rules/check-rules.ts'
import { checkShape } from './schema/check-shape.ts'
import { shownPath } from './shown-path.ts'
import { sourceOf } from './source.ts'
import { parseYaml } from './yaml/parse-yaml.ts'

export type { Overrides }

export interface LoadOptions {
  /** Working directory, absolute: relative paths start there, and shown paths are relative to it. */
  readonly cwd: string
  /** Folder inside which data files may be read; default: the manifest's own. */
  readonly root?: string
  readonly overrides?: Overrides
}

export interface LoadedManifest {
  /** null where a finding is an error. */
  readonly manifest: Manifest | null
  /**
   * Where the errors are all within assets: the manifest of the other assets, so that what planning
   * would find about those can be said at once. Never to be run.
   */
  readonly rest: Manifest | null
  /** In the order of the text, the manifest's own first. */
  readonly diagnostics: readonly Diagnostic[]
  /** Text of every file that findings may point into, by shown path. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * Reads a manifest and the files that it names, and finds what is wrong with them that can be seen
 * without expanding the matrix. Reads these files and nothing else.
 *
 * @throws {UserError} MANIFEST_NOT_FOUND, MANIFEST_UNREADABLE
 */
export async function loadManifest(file: string, options: LoadOptions): Promise<LoadedManifest> {
  const absolute = path.resolve(options.cwd, file)
  const { positions, digest, finding } = await readManifest(
    absolute,
    shownPath(absolute, options.cwd),
  )
  const files: Files = { all: new Map([[positions.file, positions]]), prompts: new Map() }
  if (finding !== null) return loaded([finding], files)
  const { root, findings: unreadable } = parseYaml(positions)
  if (root === null && unreadable.length > 0) return loaded(unreadable, files)
  const findings = collectFindings(sourceOf(positions, root, files.prompts))
  findings.add(unreadable)
  const folder = path.dirname(absolute)
  const complete = await understand(root ?? nothing, { findings, files, options, folder })
  const where = { path: absolute, folder, digest }
  if (!findings.list.some(isError)) {
    return { ...loaded(findings.list, files), manifest: complete(where, noAssets) }
  }
  const broken = findings.brokenAssets
  return { ...loaded(findings.list, files), rest: broken === null ? null : complete(where, broken) }
}

const noAssets: ReadonlySet<string> = new Set()

/** An empty manifest. */
const nothing: Located = { kind: 'scalar', value: null, style: 'plain', start: 0, end: 0 }

/** What was read, by shown path; the manifest is the first of all. */
interface Files {
  readonly all: Map<string, Positions>
  readonly prompts: Map<string, Positions>
}

interface Context {
  readonly findings: Findings
  readonly files: Files
  readonly options: LoadOptions
  readonly folder: string
}

/** Makes the manifest without the assets that have an error; nothing else may have one. */
type Complete = (
  file: Pick<Manifest, 'path' | 'folder' | 'digest'>,
  broken: ReadonlySet<string>,
) => Manifest

/** Checks everything; gives what makes the manifest once it is known where no error is. */
async function understand(
  root: Located,
  { findings, files, options, folder }: Context,
): Promise<Complete> {
  const written = checkShape(root, findings)
  const { overrides, findings: wrong } = checkOverrides(options.overrides ?? {}, written.vars ?? {})
  findings.add(wrong)
  const model = overrides.model !== null
  checkRules(written, { ...account(written, overrides), model }, findings)
  const dataRoot = path.resolve(options.cwd, options.root ?? folder)
  findings.add(await rootFindings(dataRoot, options))
  const references = await readReferences(
    written,
    {
      folders: { manifest: folder, root: dataRoot, cwd: options.cwd },
      files: files.all,
      promptFiles: files.prompts,
    },
    findings,
  )
  const matrices = resolveMatrices(written, references, findings)
  const { source } = findings
  return (file, broken) => {
    const assetIds = written.assetIds.filter((id) => !broken.has(id))
    const sound = { ...written, assetIds }
    return normalizeManifest({ written: sound, source, references, matrices, overrides, file })
  }
}

async function rootFindings(
  root: string,
  { cwd, root: given }: LoadOptions,
): Promise<Diagnostic[]> {
  if (given === undefined || (await realPath(root)) !== null) return []
  return [
    found('MANIFEST_OVERRIDE', `\`--root\` names ${shownPath(root, cwd)}, which does not exist`, {
      span: null,
      help: 'name the folder inside which data files may be read',
    }),
  ]
}

/** What there is to say of a manifest, whether it can be used or not. */
function loaded(findings: readonly Diagnostic[], { all, prompts }: Files): LoadedManifest {
  const [shown = ''] = all.keys()
  const spans = findings.flatMap(({ span, related = [] }) => [
    span,
    ...related.map((each) => each.span),
  ])
  // Later findings may be about templates, but none about data: its text need not be kept.
  const named = new Set([shown, ...prompts.keys(), ...spans.map((span) => span?.file)])
  const texts = [...all].filter(([file]) => named.has(file))
  return {
    manifest: null,
    rest: null,
    diagnostics: inOrder(findings, shown),
    texts: new Map(texts.map(([file, { text }]) => [file, text])),
  }
}
