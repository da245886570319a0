import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'

const names = ['mintage.yaml', 'mintage.yml']

/**
 * The manifest that a command is about: the one named, else the single mintage.yaml or mintage.yml in
 * the working directory. Absolute.
 *
 * @throws {UserError} CLI_NO_MANIFEST, CLI_TWO_MANIFESTS
 */
export async function findManifest(argument: string | undefined, cwd: string): Promise<string> {
  if (argument !== undefined) return resolve(cwd, argument)
  const entries = new Set(await readdir(cwd))
  const [found, other] = names.filter((name) => entries.has(name))
  if (found === undefined) {
    throw new UserError('CLI_NO_MANIFEST', 'there is no mintage.yaml in this folder', {
      hint: 'name the manifest (mintage plan campaign.yaml), or begin a set here with mintage init',
    })
  }
  if (other !== undefined) {
    throw new UserError('CLI_TWO_MANIFESTS', `both ${found} and ${other} are in this folder`, {
      hint: `say which one: mintage plan ${found}`,
    })
  }
  return resolve(cwd, found)
}
