import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Tests of the real CLI run what users run, `dist/`; so it is built once before any test starts. Type
 * errors are for `npm run check` to tell: they do not keep other tests from running.
 */
export function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { error } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root })
  if (error !== undefined) throw error
}
