import { join } from 'node:path'
import { errorCode, type FileSystem } from './file-system.ts'

/** Makes a folder that is nobody's to commit: `.mintage/`, or the outputs of simulated runs. */
export async function makePrivateFolder(files: FileSystem, path: string): Promise<void> {
  await files.makeFolder(path)
  const ignore = join(path, '.gitignore')
  if ((await files.facts(ignore)) !== null) return
  try {
    const file = await files.open(ignore, 'create')
    try {
      await file.write(Buffer.from('*\n'))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}
