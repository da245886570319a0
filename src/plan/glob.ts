/**
 * Whether a name or a path with `/` matches a glob: `*` and `?` stay within a path part, `**` does
 * not; everything else stands for itself.
 */
export function globMatcher(glob: string): (text: string) => boolean {
  const source = glob
    .replaceAll('\\', '/')
    .replace(/[.+^${}()|[\]]/g, '\\$&')
    .replace(/\*\*\/|\*+|\?/g, (wild) => patterns[wild] ?? '.*')
  const pattern = new RegExp(`^${source}$`, 'su')
  return (text) => pattern.test(text)
}

const patterns: Readonly<Record<string, string>> = {
  '*': '[^/]*',
  '?': '[^/]',
  '**/': '(?:.*/)?',
}
