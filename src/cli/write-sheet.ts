import { join } from 'node:path'
import { InternalError } from '../diagnostics/user-error.ts'
import { pictureReader } from '../images/picture-source.ts'
import { createCaptionSetter } from '../images/sheet/captions.ts'
import { drawPage } from '../images/sheet/draw-page.ts'
import type { SheetPageFile } from '../report/sheet-text.ts'
import type { Ground } from '../run/ground.ts'
import { checkPlaces, leftOver, sheetFile, writePage } from './sheet-file.ts'
import { layOut, picturesOf } from './sheet-pages.ts'
import type { Planned } from './show-findings.ts'
import type { SheetWishes, WrittenSheet } from './written-sheet.ts'

/**
 * Draws the pictures of a set onto pages and writes them, one after the other.
 *
 * @throws {UserError} SHEET_FORMAT, SHEET_VARIANT, SHEET_EMPTY, SHEET_AXIS, SHEET_TOO_LARGE,
 *   SHEET_FILE_EXISTS, SHEET_WRITE
 */
export async function writeSheet(
  { plan, lock, opened, request }: Planned,
  wishes: SheetWishes,
  { cwd, onPage }: { cwd: string; onPage: (page: SheetPageFile) => void },
): Promise<WrittenSheet> {
  const ground = opened?.ground
  if (ground == null) throw new InternalError('a set was not opened whole')
  const file = sheetFile(wishes.out, cwd)
  const pages = layOut(
    picturesOf(plan.jobs, { lock, files: ground.atHand }, wishes.variant),
    wishes,
  )
  await checkPlaces(file, pages.length, outputPaths(plan, lock, ground))
  const captions = await createCaptionSetter()
  const { name } = plan.manifest
  const read = pictureReader(ground)
  const written: SheetPageFile[] = []
  for (const [index, page] of pages.entries()) {
    const { simulate: simulated } = request
    const { variant } = wishes
    const facts = { name, page: index + 1, pages: pages.length, simulated, variant }
    const drawn = await drawPage(page, { read, captions, facts })
    const saved = await writePage(file, index + 1, { page: drawn, name })
    const told = { ...saved, page, counts: drawn.counts }
    written.push(told)
    onPage(told)
  }
  return {
    pages: written,
    missing: captions.missing(),
    leftOver: await leftOver(file, pages.length),
  }
}

/** Every path that the set has or is to have a picture at. */
function* outputPaths(
  { everything }: Planned['plan'],
  lock: Planned['lock'],
  { places }: Ground,
): Iterable<string> {
  for (const { outputs } of everything)
    for (const { path } of outputs) yield join(places.outputs, path)
  for (const path of lock.outputs.keys()) yield join(places.outputs, path)
}
