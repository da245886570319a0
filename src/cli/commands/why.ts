import { basename, isAbsolute, relative, resolve } from 'node:path'
import { isError } from '../../diagnostics/diagnostic.ts'
import { UserError } from '../../diagnostics/user-error.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { withSlashes } from '../../manifest/shown-path.ts'
import { findSubject, type Search, type Subject, shortestKey } from '../../report/find-subject.ts'
import { counted } from '../../report/phrases.ts'
import { whyOf } from '../../report/why.ts'
import { whyJson } from '../../report/why-json.ts'
import { whyText } from '../../report/why-text.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import { findingsText } from '../show-findings.ts'
import { engine } from '../version.ts'

/**
 * The request behind a file or a key, and what changed since the lockfile was written.
 *
 * @param text a path as the plan prints it, or from the working directory; or the beginning of a key.
 * @throws {UserError} CLI_UNKNOWN_OUTPUT, CLI_AMBIGUOUS_KEY
 */
export async function why(
  text: string,
  request: ProjectRequest,
  { io, print, doors }: CommandContext,
): CommandEnd {
  const project = await doors.open(request, 'whole')
  const { plan, lock, lockFile } = project
  if (plan === null || (plan.jobs.length === 0 && plan.findings.some(isError))) {
    print.problem(findingsText(project, print.talkStyle.colour))
    return ['usage']
  }
  const paths = pathsBelowOutputs(text, plan.manifest, io.cwd)
  const subject = foundIn(findSubject(text, paths, { plan, lock }), text)
  const found = whyOf(subject, { plan, lock })
  if (print.format === 'json') {
    const manifestPath = basename(request.manifest)
    print.json(whyJson(found, plan, { engine: engine(), manifestPath, lock: lockFile }))
  } else {
    print.result(whyText(found, plan, print.resultStyle))
  }
  return []
}

/** What a path may stand for below the output folder: as the plan prints it, from here, or as it is. */
function pathsBelowOutputs(text: string, { folder, outputDir }: Manifest, cwd: string): string[] {
  const outputs = resolve(folder, outputDir)
  return [folder, cwd, outputs].flatMap((from) => {
    const path = withSlashes(relative(outputs, resolve(from, text)))
    return path === '' || path.startsWith('../') || isAbsolute(path) ? [] : [path]
  })
}

function foundIn(search: Search, text: string): Subject {
  switch (search.kind) {
    case 'found':
      return search.subject
    case 'ambiguous': {
      const keys = search.keys.slice(0, 3).map((key) => `${key.slice(0, 16)}…`)
      const count = counted(search.keys.length, 'key begins', 'keys begin')
      throw new UserError('CLI_AMBIGUOUS_KEY', `${count} with \`${text}\``, {
        hint: `write more of it: ${keys.join(', ')}`,
      })
    }
    case 'unknown':
      throw new UserError(
        'CLI_UNKNOWN_OUTPUT',
        `neither the manifest nor its lockfile has an output or a request \`${text}\``,
        { hint: hintFor(search.near, text) },
      )
  }
}

function hintFor(near: readonly string[], text: string): string {
  if (near.length > 0) return `did you mean ${near.map((path) => `\`${path}\``).join(' or ')}?`
  return /^[0-9a-f]+$/i.test(text) && text.length < shortestKey
    ? `of a request key at least ${shortestKey} digits are needed`
    : '`mintage plan --json` has every path and every key'
}
