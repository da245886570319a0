import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { closingLine, renderDiagnostics } from '../../src/diagnostics/render.ts'
import { type LoadOptions, loadManifest } from '../../src/manifest/load.ts'
import { allFindings } from '../../src/plan/all-findings.ts'
import { expand } from '../../src/plan/expand.ts'

/**
 * Everything that is found about a manifest by loading and by planning it, as a person reads it; empty
 * where there is nothing.
 * Paths are shown as from the manifest's folder. A first line `# with: {…}` gives options as JSON.
 */
export async function findingsOf(file: string): Promise<string> {
  const name = path.basename(file)
  const options = { ...(await optionsOf(file)), cwd: path.dirname(file) }
  const loaded = await loadManifest(name, options)
  const { manifest, texts } = loaded
  const diagnostics =
    manifest === null
      ? allFindings(loaded)
      : [...loaded.diagnostics, ...expand(manifest).diagnostics]
  if (diagnostics.length === 0) return manifest === null ? 'no manifest and no reason' : ''
  return `${renderDiagnostics(diagnostics, texts)}\n\n${closingLine(diagnostics, name)}\n`
}

async function optionsOf(file: string): Promise<Partial<LoadOptions>> {
  const bytes = await readFile(file)
  const [first = ''] = bytes.toString('latin1').split('\n', 1)
  return first.startsWith('# with: ') ? JSON.parse(first.slice('# with: '.length)) : {}
}
