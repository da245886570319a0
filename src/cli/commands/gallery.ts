import { isError } from '../../diagnostics/diagnostic.ts'
import { plainText } from '../../diagnostics/plain-text.ts'
import { galleryText } from '../../report/gallery/gallery-text.ts'
import { counted } from '../../report/phrases.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import { findingsText, isExpanded } from '../show-findings.ts'
import { showErrors } from './plan.ts'

/** Pictures that take long enough to be announced. */
const many = 20

/** Writes the set's gallery. Needs no key and no network, and changes nothing else. */
export async function gallery(
  request: ProjectRequest,
  { out }: { readonly out: string | null },
  context: CommandContext,
): CommandEnd {
  const { print, doors } = context
  const project = await doors.open(request, 'whole')
  if (!isExpanded(project)) return showErrors(project, print)
  // Files that no record explains would stop a run. The page shows them as what they are.
  const findings = project.findings.filter((finding) => !isError(finding))
  if (findings.length > 0) {
    print.talk(findingsText({ ...project, findings }, print.talkStyle.colour))
  }
  const { data, page, thumbnails } = await doors.writeGallery(project, {
    out,
    onMissing(count) {
      if (count > many) print.talk(`making thumbnails of ${counted(count, 'picture')}`)
    },
  })
  if (print.format === 'json') print.json(data)
  else if (!print.quiet) print.result(galleryText(data, { page: plainText(page), thumbnails }))
  return []
}
