import type { Format } from '../manifest/manifest.ts'
import { sha256Hex } from '../request/key.ts'

/** Bytes of UTF-8 that a file or folder name may have on every common file system. */
const longestName = 255
/** Characters of a whole path below the output folder: well below what systems open. */
const longestPath = 1024
const deepest = 32
/** Hexadecimal digits that tell cut names apart. */
const hashDigits = 10

const formatOf: ReadonlyMap<string, Format> = new Map([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
  ['.webp', 'webp'],
  ['.avif', 'avif'],
])

/** Extensions that an output can have. */
export const extensions: readonly string[] = [...formatOf.keys()]

/** The format that a path asks for, or null where its extension is none of ours. */
export function pathFormat(path: string): Format | null {
  if (path.endsWith('.png')) return 'png'
  return formatOf.get(extensionOf(path).toLowerCase()) ?? null
}

/** From the last dot of the name on, with the dot; `''` where there is none. */
function extensionOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? ''
}

export function withoutExtension(path: string): string {
  return path.slice(0, path.length - extensionOf(path).length)
}

/**
 * A path below the output folder that every system can write, or why there is none. Names of more than
 * 255 bytes are cut, and get a hash of the whole so that they stay apart.
 */
export function checkPath(text: string): { readonly path: string } | { readonly problem: string } {
  const written = text.trim()
  if (plain.test(written) && written.length <= longestName) return { path: written }
  const names = written.split('/')
  if (names.length > deepest) return { problem: `it is more than ${deepest} folders deep` }
  const problem = wrongPath(written) ?? names.map(wrongName).find((wrong) => wrong !== null)
  if (typeof problem === 'string') return { problem }
  const path = names.map(shorten).join('/')
  return path.length > longestPath
    ? { problem: `it has ${path.length} characters, and ${longestPath} is the most` }
    : { path }
}

/**
 * At most 32 names of five letters, digits and `-_` or more, so that none is a device; what most paths are.
 * Written so that each character is read once: the end of a name says whether it was the last.
 */
const plain = /^(?!provenance\.json)(?:[a-z0-9_-]{5,}(?:\/|\.[a-z]+$)){1,32}(?<!\/)$/

function wrongPath(path: string): string | null {
  if (path === '') return 'it is empty'
  if (!path.isWellFormed()) return 'it holds half a character'
  if (/^[a-zA-Z]:/.test(path)) return 'it names a drive'
  if (path.includes('\\')) return 'it has a `\\`; folders are separated by `/`'
  if (path.startsWith('/')) return 'it is absolute; outputs stand inside the output folder'
  if (/^provenance\.json(\/|$)/i.test(path)) return 'provenance.json is written by Mintage itself'
  return null
}

function wrongName(name: string): string | null {
  if (name === '') return 'one of its names is empty'
  if (name === '..') return '`..` leads out of the output folder'
  if (startsHidden.test(name)) return `\`${name}\` begins with a dot`
  const reserved = /[<>:"|?*]|\p{Cc}/u.exec(name)?.[0]
  if (reserved !== undefined)
    return `${shownCharacter(reserved)} is not allowed in names on Windows`
  if (/[. ]$/.test(name)) return `\`${name}\` ends in a dot or space, which Windows drops`
  if (shortName.test(name))
    return `\`${name}\` is a short name, which Windows takes for another file`
  if (devices.test(name)) return `\`${name}\` is the name of a device on Windows`
  return null
}

/** A dot, also behind characters that some file systems of macOS pass over when they compare names. */
const startsHidden = /^\p{Default_Ignorable_Code_Point}*\./u

/** `GIT~1` is `.git` on Windows. */
const shortName = /^[^.]{1,6}~\d+(\.|$)/

/** Reserved with any extension, in any case. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i

function shownCharacter(character: string): string {
  const isControl = /\p{Cc}/u.test(character)
  return isControl ? `control character ${character.charCodeAt(0)}` : `\`${character}\``
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name
  const extension = extensionOf(name)
  const ending = `-${sha256Hex(name).slice(0, hashDigits)}${Buffer.byteLength(extension) > 16 ? '' : extension}`
  return cut(name, longestName - Buffer.byteLength(ending)) + ending
}

/** The longest start that has at most so many bytes and ends in a whole character, without dots or spaces. */
function cut(name: string, bytes: number): string {
  let end = 0
  let used = 0
  for (const character of name) {
    used += Buffer.byteLength(character)
    if (used > bytes) break
    end += character.length
  }
  return name.slice(0, end).replace(/[. ]+$/, '')
}

/** Two paths with one fold are one file on some system: case and Unicode form do not tell them apart. */
export function foldPath(path: string): string {
  // Without letters that have a case or a second form a path is its own fold.
  if (!/[^\u0020-\u0040\u005b-\u007e]/.test(path)) return path
  return path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC')
}
