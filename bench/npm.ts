import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What an npm command prints about this package. @throws where it prints nothing. */
export function npm(args: readonly string[]): string {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const { stdout, stderr } = spawnSync(['npm', ...args].join(' '), {
    cwd,
    encoding: 'utf8',
    shell: true,
  })
  if (stdout.trim() === '') throw new Error(`npm ${args.join(' ')} said nothing: ${stderr}`)
  return stdout
}
