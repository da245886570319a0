import path from 'node:path'
import { type FileRead, readFileUpTo, realPath } from '../disk.ts'
import { shownPath, withSlashes } from '../shown-path.ts'
import { type FileKind, outsideProblem, type PathProblem, pathProblem } from './path.ts'

/** Where files are looked for, and how they are named. All absolute. */
export interface Folders {
  /** The manifest's own: what paths in it are relative to. */
  readonly manifest: string
  /** Nothing outside of it is read. */
  readonly root: string
  readonly cwd: string
}

/** Bytes of a file that a manifest names, or what is wrong with its path. */
export type NamedFile =
  | {
      readonly kind: 'bytes'
      readonly bytes: Uint8Array
      /** Relative to the manifest's folder, with `/`. */
      readonly path: string
      readonly shown: string
    }
  | { readonly kind: 'problem'; readonly problem: PathProblem }

/**
 * Bytes of a file at most. YAML takes a hundred times its size in memory, and a second for each
 * megabyte; an SVG is a text that a renderer works through.
 */
const largest = {
  prompt: 1 << 20,
  yaml: 4 << 20,
  data: 32 << 20,
  svg: 1 << 20,
  overlay: 16 << 20,
}

/** Reads a file that a manifest names. Bounded in size; inside of the root, symbolic links followed; nothing hidden. */
export async function readNamedFile(
  written: string,
  kind: FileKind,
  folders: Folders,
): Promise<NamedFile> {
  const file = path.resolve(folders.manifest, written)
  const before = pathProblem(written, kind) ?? outsideProblem(written, file, folders.root)
  if (before !== null) return { kind: 'problem', problem: before }
  const [real, realRoot] = await Promise.all([realPath(file), realPath(folders.root)])
  if (real === null || realRoot === null) return notFound(written)
  const after = outsideProblem(written, real, realRoot)
  if (after !== null) return { kind: 'problem', problem: after }
  const limit = largest[sizeClass(written, kind)]
  const read = await readFileUpTo(real, limit)
  if (read.kind !== 'bytes') return notRead(read, { written, kind, limit })
  const name = withSlashes(path.relative(folders.manifest, file))
  return { kind: 'bytes', bytes: read.bytes, path: name, shown: shownPath(file, folders.cwd) }
}

function sizeClass(written: string, kind: FileKind): keyof typeof largest {
  if (kind === 'data' && /\.yaml$/i.test(written)) return 'yaml'
  return kind === 'overlay' && /\.svg$/i.test(written) ? 'svg' : kind
}

function notFound(written: string): NamedFile {
  return problem(
    'DATA_NOT_FOUND',
    `there is no file \`${written}\``,
    'paths are relative to the manifest; small and capital letters differ on most systems',
  )
}

function notRead(
  read: Exclude<FileRead, { kind: 'bytes' }>,
  { written, kind, limit }: { written: string; kind: FileKind; limit: number },
): NamedFile {
  if (read.kind === 'missing') return notFound(written)
  if (read.kind === 'too-large') {
    const message = `\`${written}\` is larger than the ${limit >> 20} MiB that are read`
    const help =
      kind === 'overlay'
        ? 'save it smaller: a variant has 16384 pixels at most, and a logo needs a part of them'
        : 'keep only the rows and columns that are used'
    return problem('DATA_TOO_LARGE', message, help)
  }
  const why = read.kind === 'unreadable' ? ` (${read.reason})` : ': it is not a plain file'
  return problem(
    'DATA_UNREADABLE',
    `\`${written}\` cannot be read${why}`,
    'check what it is and who may read it',
  )
}

function problem(code: PathProblem['code'], message: string, help: string): NamedFile {
  return { kind: 'problem', problem: { code, message, help } }
}
