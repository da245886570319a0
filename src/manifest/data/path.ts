import path from 'node:path'
import type { Code } from '../../diagnostics/codes.ts'

/** What is wrong with a path or file that the manifest names, without the place that names it. */
export interface PathProblem {
  readonly code: Code
  readonly message: string
  readonly help: string
}

/** Extensions of data files, of prompt files and of overlays. */
const extensions = {
  data: ['.csv', '.tsv', '.json', '.jsonl', '.yaml', '.txt'],
  prompt: ['.txt', '.md'],
  overlay: ['.png', '.jpg', '.jpeg', '.webp', '.svg'],
} as const
export type FileKind = keyof typeof extensions

/**
 * What is wrong with a path as written, before the disk is looked at, or null: it must be relative,
 * with `/`, of a kind that is read, and no part of it may be hidden.
 */
export function pathProblem(written: string, kind: FileKind): PathProblem | null {
  return formProblem(written) ?? hiddenProblem(written, written) ?? extensionProblem(written, kind)
}

/**
 * Whether a file lies inside the folder that may be read from. Both paths absolute, with links
 * followed or both without.
 */
export function outsideProblem(written: string, file: string, root: string): PathProblem | null {
  const inside = path.relative(root, file)
  if (inside === '..' || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside)) {
    return {
      code: 'DATA_OUTSIDE',
      message: `\`${written}\` lies outside of the folder that data may be read from`,
      help: 'move the file beside the manifest, or name a folder that holds both with `--root`',
    }
  }
  return hiddenProblem(written, inside.split(path.sep).join('/'))
}

function formProblem(written: string): PathProblem | null {
  const problem = (message: string, help: string): PathProblem => ({
    code: 'DATA_PATH',
    message,
    help,
  })
  if (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(written)) {
    return problem('a manifest reads files, not URLs', 'download the file and name its path')
  }
  if (written.startsWith('/') || /^[A-Za-z]:/.test(written)) {
    return problem(`\`${written}\` is an absolute path`, 'write it relative to the manifest')
  }
  if (written.includes('\\')) {
    return problem(`\`${written}\` holds a backslash`, 'write `/` between folders, on every system')
  }
  if (written.trim() === '' || /[\u0000-\u001f\u007f]/.test(written)) {
    return problem('this is no path of a file', 'write a path relative to the manifest')
  }
  return null
}

function hiddenProblem(written: string, parts: string): PathProblem | null {
  const hidden = parts.split('/').find((part) => /^\.(?!\.?$)/.test(part))
  if (hidden === undefined) return null
  return {
    code: 'DATA_PATH',
    message: `\`${written}\` names \`${hidden}\`, which is hidden`,
    help: 'use a file and folders whose names do not begin with a dot',
  }
}

function extensionProblem(written: string, kind: FileKind): PathProblem | null {
  const known: readonly string[] = extensions[kind]
  const extension = path.posix.extname(written).toLowerCase()
  if (known.includes(extension)) return null
  return {
    code: 'DATA_EXTENSION',
    message: `\`${written}\` is not ${names[kind]}: ${extension || 'no extension'} is not read`,
    help: `save it as ${known.slice(0, -1).join(', ')} or ${known.at(-1)}${yml(extension)}`,
  }
}

const names = { data: 'a data file', prompt: 'a prompt file', overlay: 'an overlay' }

function yml(extension: string): string {
  return extension === '.yml' ? '; `.yml` is written `.yaml` here' : ''
}
