import { basename } from 'node:path'
import { diskFiles, type FileSystem } from '../../src/lockfile/file-system.ts'

/** Bytes that went to the lockfile, and how. */
export interface LockBytes {
  appended: number
  appends: number
  /** Written anew as a whole, by a compaction. */
  rewritten: number
}

/** The disk, which counts what is written to a lockfile. */
export function countedFiles(): { files: FileSystem; counted: LockBytes } {
  const counted = { appended: 0, appends: 0, rewritten: 0 }
  const files: FileSystem = {
    ...diskFiles,
    open: async (path, how) => {
      const file = await diskFiles.open(path, how)
      const name = basename(path)
      if (!name.startsWith('mintage.lock')) return file
      const isLock = name === 'mintage.lock'
      return {
        ...file,
        write: (bytes) => {
          if (isLock) {
            counted.appended += bytes.length
            counted.appends += 1
          } else counted.rewritten += bytes.length
          return file.write(bytes)
        },
      }
    },
  }
  return { files, counted }
}
