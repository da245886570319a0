import { basename, dirname, extname, join, resolve } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import type { DrawnPage } from '../images/sheet/draw-page.ts'
import {
  encodePage,
  isSheet,
  type SheetExtension,
  sheetExtension,
  sheetExtensions,
} from '../images/sheet/sheet-format.ts'
import { diskFiles, errorCode } from '../lockfile/file-system.ts'
import { replaceFile } from '../lockfile/replace-file.ts'
import { shownPath } from '../manifest/shown-path.ts'

/** Where a sheet goes: its first page to `path`, the others beside it, numbered from 2. */
export interface SheetFile {
  /** Absolute. */
  readonly path: string
  readonly extension: SheetExtension
  readonly cwd: string
}

/** @throws {UserError} SHEET_FORMAT for a name that ends in no format that a sheet can have. */
export function sheetFile(file: string, cwd: string): SheetFile {
  const extension = sheetExtension(file)
  if (extension !== null) return { path: resolve(cwd, file), extension, cwd }
  throw new UserError('SHEET_FORMAT', `${file} ends in no format that a sheet can have`, {
    hint: `end it in ${sheetExtensions.map((each) => `.${each}`).join(', ')}`,
  })
}

/** `sheet.png`, `sheet-2.png`, … */
function pagePath(path: string, page: number): string {
  const ending = extname(path)
  return page === 1 ? path : join(dirname(path), `${basename(path, ending)}-${page}${ending}`)
}

/**
 * Makes sure that every page has a place before any is drawn. A sheet replaces a sheet and no other
 * file, and it takes no path that an output has or is to have.
 *
 * @param outputs absolute paths.
 * @throws {UserError} SHEET_FILE_EXISTS, SHEET_WRITE
 */
export async function checkPlaces(
  { path, cwd }: SheetFile,
  pages: number,
  outputs: Iterable<string>,
): Promise<void> {
  const taken = new Set([...outputs].map(folded))
  const folder = await orRefused(dirname(path), () => diskFiles.realPath(dirname(path)))
  if (folder === null) throw noFolder(shownPath(path, cwd), shownPath(dirname(path), cwd))
  for (let page = 1; page <= pages; page++) {
    const target = pagePath(path, page)
    const shown = shownPath(target, cwd)
    const isOutput = taken.has(folded(target)) || taken.has(folded(join(folder, basename(target))))
    if (isOutput) throw ownPlace(shown)
    await orRefused(shown, async () => {
      if ((await diskFiles.facts(target)) === null || (await isSheet(target, diskFiles))) return
      throw new UserError('SHEET_FILE_EXISTS', `${shown} is there already, and is no sheet`, {
        hint: 'choose another name with --out, or move that file away',
      })
    })
  }
}

/** Where case or the form of letters does not count, these are one file. */
function folded(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

/** Whether or not the picture is there yet: moving it away would not make the place free. */
function ownPlace(shown: string): UserError {
  const message = `${shown} is the place of one of the set's own pictures`
  return new UserError('SHEET_FILE_EXISTS', message, { hint: 'choose another name with --out' })
}

function noFolder(shown: string, folder: string): UserError {
  return new UserError('SHEET_WRITE', `could not write ${shown}: there is no folder ${folder}`, {
    stop: 'disk',
    hint: 'make that folder, or name a file in one that exists, with --out',
  })
}

/**
 * Writes a page, whole or not at all.
 *
 * @throws {UserError} SHEET_WRITE
 */
export async function writePage(
  { path, extension, cwd }: SheetFile,
  page: number,
  drawn: { readonly page: DrawnPage; readonly name: string },
): Promise<{ readonly path: string; readonly bytes: number }> {
  const target = pagePath(path, page)
  const bytes = await encodePage(drawn.page, { extension, name: drawn.name })
  const shown = shownPath(target, cwd)
  await orRefused(shown, () => replaceFile(diskFiles, target, bytes))
  return { path: shown, bytes: bytes.length }
}

/** The next page of an earlier sheet that had more of them; null: there is none. */
export async function leftOver({ path, cwd }: SheetFile, pages: number): Promise<string | null> {
  const next = pagePath(path, pages + 1)
  const isLeft = await orRefused(shownPath(next, cwd), () => isSheet(next, diskFiles))
  return isLeft ? shownPath(next, cwd) : null
}

async function orRefused<T>(shown: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof UserError ? null : errorCode(error)
    if (code === null) throw error
    throw refused(shown, code, error)
  }
}

function refused(shown: string, code: string, cause?: unknown): UserError {
  return new UserError('SHEET_WRITE', `could not write ${shown} (${code})`, {
    stop: 'disk',
    hint: 'name a file in a folder that exists and can be written, with --out',
    cause,
  })
}
