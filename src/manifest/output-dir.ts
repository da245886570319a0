/** Why a path cannot be the output folder, as the end of a sentence; null where it can. */
export function outputDirProblem(written: string): string | null {
  if (/^[A-Za-z]:/.test(written) || written.startsWith('/')) return 'is an absolute path'
  if (written.includes('\\')) return 'holds a backslash; write `/` between folders'
  const parts = partsOf(written)
  if (parts.length === 0) return 'is the manifest’s own'
  for (const part of parts) {
    const problem = partProblem(part)
    if (problem !== null) return problem
  }
  return null
}

/** The output folder without `./`, doubled and trailing slashes. */
export function normalizeOutputDir(written: string): string {
  return partsOf(written).join('/')
}

function partsOf(written: string): string[] {
  return written.split('/').filter((part) => part !== '' && part !== '.')
}

function partProblem(part: string): string | null {
  if (part === '..') return 'leads out of the manifest’s own by `..`'
  if (part.startsWith('.')) return `is hidden: \`${part}\` begins with a dot`
  if (/[\u0000-\u001f\u007f<>:"|?*]/.test(part)) return 'has a character that Windows refuses'
  if (/[. ]$/.test(part)) return 'has a part that ends in a dot or a space, which Windows drops'
  if (windowsDevices.test(part)) return `has a part \`${part}\`, which is a device on Windows`
  return Buffer.byteLength(part) > 255 ? 'has a part longer than 255 bytes' : null
}

const windowsDevices = /^(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\..*)?$/i
