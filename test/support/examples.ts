import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plan } from '../../src/plan/plan.ts'
import { openProject } from '../../src/run/open-project.ts'
import { temporaryFolder } from './temp-folder.ts'

export const examples = fileURLToPath(new URL('../../examples', import.meta.url))

/** Names of the folders below `examples/` that have a manifest. */
export async function exampleNames(): Promise<string[]> {
  const files = await readdir(examples, { recursive: true })
  const manifests = files
    .map((file) => file.split(path.sep))
    .filter((parts) => parts.at(-1) === 'mintage.yaml')
  return manifests.map((parts) => parts.slice(0, -1).join('/'))
}

export function readExample(file: string): Promise<string> {
  return readFile(path.join(examples, file), 'utf8')
}

/** Files of an example to change before planning: new text by path, from the text that is there. */
export type Edits = Readonly<Record<string, (text: string) => string>>

/** An example as it would be committed, in a folder of the test's own. */
export async function copyExample(name: string, edits: Edits = {}): Promise<string> {
  const folder = await temporaryFolder()
  await cp(path.join(examples, name), folder, { recursive: true, filter: isCommitted })
  for (const [file, edit] of Object.entries(edits)) {
    const before = await readFile(path.join(folder, file), 'utf8')
    const after = edit(before)
    if (after === before) throw new Error(`the edit of ${file} changed nothing`)
    await writeFile(path.join(folder, file), after)
  }
  return folder
}

/** What somebody left who tried the example here: stores, outputs, lockfiles of simulated runs. */
function isCommitted(source: string): boolean {
  const name = path.basename(source)
  return !/^\.mintage$|\.simulated(\.lock)?$|^out$/.test(name)
}

/** Plans an example, about which nothing may be found, with its own lockfile, whose records a simulator answered. */
export async function planExample(name: string, edits: Edits = {}): Promise<Plan> {
  const cwd = await copyExample(name, edits)
  const { plan, findings } = await openProject('mintage.yaml', { cwd, simulatedCounts: true })
  if (plan === null || findings.length > 0) {
    throw new Error(`${name}: ${findings.map(({ message }) => message).join('\n')}`)
  }
  return plan
}
