import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Tests of the real CLI run what users run, `dist/`; so it is built once before any test starts. */
export function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
}
