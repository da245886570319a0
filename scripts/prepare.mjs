// Builds dist/ after `npm ci`, where typescript is installed; a production install (--omit=dev) ships dist/ already.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const tsc = 'node_modules/typescript/bin/tsc'
if (existsSync(tsc)) {
  const built = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  })
  process.exitCode = built.status ?? 1
}
