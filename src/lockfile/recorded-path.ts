/**
 * What is wrong with a path that a lockfile says an output was written to, or null.
 *
 * Planning has stricter rules for paths to come; these are the ones without which a forged line
 * could make us read or remove a file outside the output folder, or a hidden one.
 */
export function recordedPathFault(path: unknown): string | null {
  if (typeof path !== 'string') return 'expected a path'
  if (path === '' || path.length > 4096) return 'expected a path of 1 to 4096 characters'
  if (/[\\:\p{Cc}]/u.test(path)) return 'expected a path without `\\`, `:` and control characters'
  if (!path.isWellFormed()) return 'expected a path of whole characters'
  return path.split('/').some(isForbiddenPart)
    ? 'expected a path below the output folder, with no hidden or reserved name in it'
    : null
}

/** Empty, `.`, `..`, hidden, longer than any system's names, or the name of a Windows device. */
function isForbiddenPart(part: string): boolean {
  if (part === '' || Buffer.byteLength(part) > 255) return true
  // As `plan/output-path`: what macOS passes over in names, and the short names of Windows.
  if (/^\p{Default_Ignorable_Code_Point}*\./u.test(part)) return true
  if (/^[^.]{1,6}~\d+(\.|$)/.test(part)) return true
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part)
}
