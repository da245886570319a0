import pc from 'picocolors'
import { plainText } from '../diagnostics/plain-text.ts'
import { counted, fileSize } from '../report/phrases.ts'
import { renderTable } from '../report/table.ts'
import type { Prunable, PrunableFile } from '../run/prunable.ts'

/** Where a set's files are, as the reader knows them. */
interface ShownFolders {
  readonly outputs: string
}

/** What could be removed and what stays, for a person to decide on. */
export function prunableText(
  { outputs, originals, kept }: Prunable,
  { folders, colour }: { readonly folders: ShownFolders; readonly colour: boolean },
): string {
  const colors = pc.createColors(colour)
  const title = (text: string) => colors.bold(text)
  const inOutputs = (name: string) => plainText(`${folders.outputs}/${name}`)
  const sections = [
    section(
      title(`${counted(outputs.length, 'file')} that the manifest no longer names:`),
      outputs.map((file) => [inOutputs(file.name), fileSize(file.bytes), warningOf(file)]),
    ),
    section(
      title(`${counted(originals.length, 'original')} that no lockfile of this folder names:`),
      originals.map(({ name, bytes }) => [`${name}.png`, fileSize(bytes)]),
    ),
    section(
      title('not named by the manifest, and kept:'),
      kept.map(({ name, why }) => [inOutputs(name), why]),
    ),
  ].filter((lines) => lines.length > 0)
  if (sections.length === 0) return 'nothing to remove\n'
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const columns = ['', '', ''].map((name) => ({ title: name }))
  return [title, ...renderTable(columns, rows).lines.map((line) => `  ${line}`)]
}

function warningOf({ lastCopy }: PrunableFile): string {
  return lastCopy ? 'the only copy here of a picture that was paid for' : ''
}
