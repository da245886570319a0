import path from 'node:path'

/** A path as people read it: relative to the working directory where that is shorter, with `/`. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file)
  const shorter = relative !== '' && relative.length < file.length ? relative : file
  return withSlashes(shorter)
}

export function withSlashes(file: string): string {
  return file.split(path.sep).join('/')
}
