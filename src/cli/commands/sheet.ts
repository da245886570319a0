import { basename } from 'node:path'
import { sheetJson } from '../../report/sheet-json.ts'
import { leftOverText, missingText, pageText } from '../../report/sheet-text.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import { warningText } from '../error-text.ts'
import { warnOfMisspelt } from '../nothing-selected.ts'
import { findingsText, isExpanded, warnOfLock } from '../show-findings.ts'
import { engine } from '../version.ts'
import type { SheetWishes } from '../written-sheet.ts'

/** `out` null: `NAME.sheet.png` in the working directory. */
type Wishes = Omit<SheetWishes, 'out'> & { readonly out: string | null }

/**
 * Draws the set as a contact sheet. Needs no key and no network; writes the sheet's files alone.
 *
 * @throws {UserError} when the sheet cannot be as asked for, or cannot be written.
 */
export async function sheet(
  request: ProjectRequest,
  wishes: Wishes,
  { print, doors }: CommandContext,
): CommandEnd {
  const project = await doors.open(request, 'whole')
  if (!isExpanded(project)) {
    print.problem(findingsText(project, print.talkStyle.colour))
    return ['usage']
  }
  warnOfLock(project, print)
  warnOfMisspelt(project, print)
  const { manifest } = project.plan
  const out = wishes.out ?? `${manifest.name}${request.simulate ? '.simulated' : ''}.sheet.png`
  const isJson = print.format === 'json'
  const written = await doors.writeSheet(project, { ...wishes, out }, (page) => {
    if (!isJson) print.result(pageText(page))
  })
  if (isJson) {
    const told = {
      engine: engine(),
      name: manifest.name,
      manifestPath: basename(request.manifest),
      lock: project.lockFile,
      simulated: request.simulate,
      variant: wishes.variant,
    }
    print.json(sheetJson(written, told))
  }
  if (written.missing.size > 0) {
    const warning = { code: 'SHEET_FONT', message: missingText(written.missing) } as const
    print.problem(warningText(warning, print.talkStyle))
  }
  if (written.leftOver !== null) print.talk(leftOverText(written.leftOver))
  return []
}
