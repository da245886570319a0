import type { Figure } from '../figure.ts'
import { npm } from '../npm.ts'

export const figure: Figure = {
  id: 'dependencies',
  title: 'production dependencies, direct',
  target: null,
  measure: async () => {
    const direct = installed(['--depth=0'])
    const all = installed(['--all'])
    return {
      values: [direct.length],
      unit: '',
      beside: [{ label: 'all that are installed with them here', values: [all.length] }],
      note: direct.join(', '),
    }
  },
}

/** Names of the packages that a user installs with ours; npm names each by its folder, ours first. */
function installed(which: readonly string[]): readonly string[] {
  const [, ...folders] = npm(['ls', '--omit=dev', '--parseable', ...which])
    .trim()
    .split('\n')
  return folders.map((folder) => folder.replaceAll('\\', '/').replace(/.*node_modules\//, ''))
}
