import { resolve } from 'node:path'
import { isLoopback, parseUrl } from '../dashscope/urls.ts'
import type { ProjectOptions } from '../run/open-project.ts'
import type { ProjectRequest } from './doors.ts'
import type { Io } from './io.ts'

/** A request of the command line as the library takes it. */
export function optionsOf(request: ProjectRequest, { cwd, env }: Io): ProjectOptions {
  const { root, store, overrides, options, simulate, saved } = request
  const { set, model, region, mode } = overrides
  const given = {
    ...(set.length === 0 ? {} : { set: Object.fromEntries(set.map(nameAndValue)) }),
    ...(model === null ? {} : { model }),
    ...(region === null ? {} : { region }),
    ...(mode === null ? {} : { mode }),
  }
  // Records that a simulator answered count only where requests go to one: to this machine.
  const url = parseUrl(env['DASHSCOPE_HTTP_BASE_URL'] ?? '')
  return {
    cwd,
    simulate,
    simulatedCounts: simulate || (url !== null && isLoopback(url)),
    plan: options,
    ...(saved === null ? {} : { saved }),
    ...(root === null ? {} : { root: resolve(cwd, root) }),
    ...(store === null ? {} : { store: resolve(cwd, store) }),
    ...(Object.keys(given).length === 0 ? {} : { overrides: given }),
  }
}

/** `name=value`, split at the first `=`; a name given twice has its last value. */
function nameAndValue(text: string): [string, string] {
  const equals = text.indexOf('=')
  return [text.slice(0, equals), text.slice(equals + 1)]
}
