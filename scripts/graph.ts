// Prints the import arrows between the folders of src/: `npm run graph`.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files of src/ with the files of src/ that each imports, types and lazy imports included. Paths below src/, with `/`. */
export type Imports = ReadonlyMap<string, readonly string[]>

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Reads every import of a source folder. */
export function readImports(source = join(root, 'src')): Imports {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  return new Map(
    files.map((file) => [file, importsOf(file, readFileSync(join(source, file), 'utf8'))]),
  )
}

const statement =
  /^(?:import|export)\s+(?:type\s+)?(?:[\w$\s,*]|\{[^}]*\})+?\s+from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm

/** The relative imports of one file's text, as paths below the source folder. */
export function importsOf(file: string, text: string): string[] {
  const found = [...text.matchAll(statement)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file), specifier))
  return [...new Set(found)].sort()
}

/** The folder of a file below src/; a file directly in it stands for itself: `index.ts` is `index`. */
export function folderOf(file: string): string {
  const slash = file.indexOf('/')
  return slash === -1 ? file.replace(/\.ts$/, '') : file.slice(0, slash)
}

/** Arrows between folders, each with the imports behind it. */
export function folderArrows(imports: Imports): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>()
  for (const [file, targets] of imports) {
    const from = folderOf(file)
    const to = arrows.get(from) ?? new Set()
    arrows.set(from, to)
    for (const target of targets) if (folderOf(target) !== from) to.add(folderOf(target))
  }
  return arrows
}

/** The first cycle of a graph as the names on it, the first repeated at the end; null without one. */
export function findCycle(graph: ReadonlyMap<string, Iterable<string>>): string[] | null {
  const finished = new Set<string>()
  const walk = (node: string, path: readonly string[]): string[] | null => {
    const at = path.indexOf(node)
    if (at !== -1) return [...path.slice(at), node]
    if (finished.has(node)) return null
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...path, node])
      if (cycle !== null) return cycle
    }
    finished.add(node)
    return null
  }
  for (const node of graph.keys()) {
    const cycle = walk(node, [])
    if (cycle !== null) return cycle
  }
  return null
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [folder, targets] of folderArrows(readImports())) {
    console.log(`${folder} → ${[...targets].sort().join(', ') || '–'}`)
  }
}
