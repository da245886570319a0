import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from './package-folder.ts'

/** Version of the package, e.g. `0.1.0`. Reads it from package.json. */
export function version(): string {
  const text = readFileSync(join(packageFolder, 'package.json'), 'utf8')
  const { version }: { version: string } = JSON.parse(text)
  return version
}

/** Program and version as plans and provenance name them: `mintage 0.1.0`. */
export function engine(): string {
  return `mintage ${version()}`
}
