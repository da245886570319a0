import pc from 'picocolors'
import { plainText } from '../diagnostics/plain-text.ts'
import type { Verification } from '../provenance/verify/verification.ts'
import { counted, groupDigits } from './phrases.ts'
import { pathOf, type VerifyContext } from './verify-json.ts'

/** Problems that are shown; `--json` has all. */
const mostShown = 50

/** What agrees, and every disagreement with the file that it is about. */
export function verifyText(
  found: Verification,
  context: VerifyContext,
  { colour }: { colour: boolean },
): string {
  const { problems } = found
  const colors = pc.createColors(colour)
  const below = (path: string) => `${context.outputDir}/${path}`
  const shown = problems.slice(0, mostShown).map((problem) => {
    const where = pathOf(problem, below) ?? `original ${problem.subject?.slice(0, 12)}…`
    const code = colors.red(`error[${problem.code}]`)
    return `${code}: ${plainText(where)}: ${plainText(problem.message)}`
  })
  const rest = problems.length - shown.length
  return [
    ...shown,
    ...(rest > 0 ? [`and ${groupDigits(rest)} more; --json has all`] : []),
    ...(shown.length > 0 ? [''] : []),
    `${plainText(context.name)}: ${verdict(found)}`,
    ...verifyNotes(found, below),
    '',
  ].join('\n')
}

/** What agrees, in a line. */
export function verdict({
  problems,
  outputs,
  originals,
  provenance,
  labels,
}: Verification): string {
  const images = provenance === null ? 'no provenance' : `provenance of ${groupDigits(provenance)}`
  const seen = [
    `${groupDigits(outputs.intact)} of ${counted(outputs.recorded, 'file')} as recorded`,
    `${groupDigits(originals.here)} of ${counted(originals.paid, 'paid original')} in the store`,
    images,
    ...(labels === null
      ? []
      : [`${groupDigits(labels.labelled)} of ${counted(labels.checked, 'file')} labelled`]),
  ].join(', ')
  if (outputs.recorded === 0 && problems.length === 0) return `nothing is recorded yet; ${seen}`
  return problems.length === 0
    ? `lockfile, provenance and files agree; ${seen}`
    : `${counted(problems.length, 'problem')}; ${seen}`
}

/** What is worth saying although it is no problem. */
export function verifyNotes(
  { outputs, problems, labels }: Verification,
  below: (path: string) => string,
): readonly string[] {
  const { missing, orphansChanged } = outputs
  const isPassed = missing > 0 && !problems.some(({ code }) => code === 'OUTPUT_MISSING')
  return [
    ...(isPassed ? [`${counted(missing, 'file')} not here, as allowed`] : []),
    ...(labels === null || labels.c2pa === 0
      ? []
      : [
          `note: ${counted(labels.c2pa, 'labelled file')} with a C2PA manifest that was signed before the label was written: its signature does not hold for them`,
        ]),
    ...orphansChanged.map(
      (path) => `note: ${plainText(below(path))} was changed, and the manifest no longer names it`,
    ),
  ]
}
