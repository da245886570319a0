import { type AigcLabel, readAigc } from '../../images/labels/aigc.ts'
import type { LabelName } from '../../images/labels/label-values.ts'
import type { FoundLabels } from '../../images/labels/read-labels.ts'
import type { Labels } from '../../manifest/manifest.ts'
import type { LabelCheck, Problem, Verification, WantedLabels } from './verification.ts'

/**
 * Whether every file of a set that is here carries a label: the one that the manifest asks for, and
 * where it asks for none, any that a file may bring along.
 *
 * Looks at what the files say, and takes nobody's word for it.
 */
export function verifyLabels({ wanted, found }: LabelCheck): {
  readonly problems: readonly Problem[]
  readonly counts: NonNullable<Verification['labels']>
} {
  const here = [...wanted].flatMap(([path, want]) => {
    const labels = found.get(path)
    return labels === undefined ? [] : [{ path, labels, problem: problemOf(path, want, labels) }]
  })
  const problems = here.flatMap(({ problem }) => (problem === null ? [] : [problem]))
  const counts = {
    checked: here.length,
    labelled: here.length - problems.length,
    c2pa: here.filter(({ labels, path }) => labels.c2pa && wanted.get(path)?.labels !== null)
      .length,
  }
  return { problems, counts }
}

function problemOf(subject: string, wanted: WantedLabels, found: FoundLabels): Problem | null {
  const problem = (code: Problem['code'], message: string) => ({ code, subject, message })
  if (found.xmp === 'no-image') {
    return problem('LABEL_MISSING', 'the file is no image that could be read, so it has no label')
  }
  if (found.xmp === 'damaged') {
    return problem('LABEL_WRONG', 'the file carries XMP that cannot be read')
  }
  const lacking = lacks(wanted.labels, found)
  if (lacking !== null) return problem('LABEL_MISSING', lacking)
  const wrong = faults(wanted, found)[0]
  return wrong === undefined ? null : problem('LABEL_WRONG', wrong)
}

/** What a file should say and does not, as a sentence; null: nothing. */
function lacks(labels: Labels | null, found: FoundLabels): string | null {
  if (labels === null) {
    if (has(found, 'AIGC') || has(found, 'DigitalSourceType')) return null
    return 'the file carries no label, and the manifest asks for none: set `labels`, and run'
  }
  const missing = wantedNames(labels).filter((name) => !has(found, name))
  if (missing.length === 0) return null
  return `the file lacks ${missing.join(', ')}; \`mintage run\` writes it for free`
}

function wantedNames({ iptc, aigc }: Labels): LabelName[] {
  return [
    ...(iptc === null
      ? []
      : (['DigitalSourceType', 'AISystemUsed', 'AISystemVersionUsed'] as const)),
    ...(iptc?.prompt === true ? (['AIPromptInformation'] as const) : []),
    ...(iptc !== null && iptc.promptWriter !== null ? (['AIPromptWriterName'] as const) : []),
    ...(aigc === null ? [] : (['AIGC'] as const)),
  ]
}

function has(found: FoundLabels, name: LabelName): boolean {
  return found.texts.get(name)?.some((text) => text !== '') ?? false
}

/** What is wrong with labels that are there, each as a sentence. */
function faults({ labels, id }: WantedLabels, found: FoundLabels): string[] {
  return [
    ...twice(found),
    ...sourceFaults(found),
    ...promptFaults(labels?.iptc ?? null, found),
    ...aigcFaults(labels?.aigc ?? null, id, found),
  ]
}

function twice({ texts }: FoundLabels): string[] {
  return [...texts].flatMap(([name, all]) =>
    all.length === 1
      ? []
      : [`the file has ${name} ${all.length} times, and once is all it may have`],
  )
}

/** Terms of the IPTC for pictures that a trained model made, whole or in part. */
const generated =
  /^https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/(?:trainedA|compositeWithTrainedA)lgorithmicMedia$/

function sourceFaults({ texts }: FoundLabels): string[] {
  const [source] = texts.get('DigitalSourceType') ?? []
  if (source === undefined || generated.test(source)) return []
  return [`DigitalSourceType is "${short(source)}", which does not say that it is AI-generated`]
}

function promptFaults(iptc: Labels['iptc'], { texts }: FoundLabels): string[] {
  if (iptc === null) return []
  const [writer] = texts.get('AIPromptWriterName') ?? []
  const isOther = iptc.promptWriter !== null && writer !== iptc.promptWriter
  return [
    ...(iptc.prompt || !texts.has('AIPromptInformation')
      ? []
      : ['the file tells its prompt, which the manifest keeps out of labels']),
    ...(isOther
      ? [`AIPromptWriterName is "${short(writer ?? '')}", not that of the manifest`]
      : []),
  ]
}

/** A label with our number is ours; any other one came with the picture, and stays as it came. */
function aigcFaults(aigc: Labels['aigc'], id: string, { texts }: FoundLabels): string[] {
  const [text] = texts.get('AIGC') ?? []
  if (text === undefined) return []
  const label = readAigc(text)
  if (label === null) return ['AIGC is no JSON object of texts']
  if (!/^[123]$/.test(label['Label'] ?? '')) return ['Label of AIGC is none of 1, 2 and 3']
  if ((label['ContentProducer'] ?? '') === '') return ['AIGC names no ContentProducer']
  if (aigc === null || label['ProduceID'] !== id) return []
  return [
    ...otherName('ContentProducer', aigc.contentProducer, label),
    ...otherName('ContentPropagator', aigc.contentPropagator ?? '', label),
  ]
}

function otherName(field: string, wanted: string, label: AigcLabel): string[] {
  const found = label[field] ?? ''
  if (found === wanted) return []
  return [`${field} of AIGC is "${short(found)}", not "${short(wanted)}"; \`mintage run\` mends it`]
}

function short(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`
}
