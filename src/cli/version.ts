import { readFileSync } from 'node:fs'

/** Version of the package, e.g. `0.1.0`. Reads package.json beside `dist/` or `src/`. */
export function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}

/** Program and version as plans and provenance name them: `mintage 0.1.0`. */
export function engine(): string {
  return `mintage ${version()}`
}
