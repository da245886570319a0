import pc from 'picocolors'
import { plainText } from '../diagnostics/plain-text.ts'
import type { OutputStatus, Plan } from '../plan/plan.ts'
import type { Json } from '../request/canonical-json.ts'
import { wrap } from './lines.ts'
import type { TextOptions } from './models-text.ts'
import { counted, money } from './phrases.ts'
import { printedPath } from './plan-reasons.ts'
import { quotedDiff, quotedText } from './quoted-text.ts'
import { recipeWords } from './recipe-words.ts'
import { requestFields } from './request-changes.ts'
import type { Difference, RequestChange, Why, WhyFile } from './why.ts'
import { attemptLines } from './why-attempts.ts'

/** Everything that is known of a file or a request, for a person. */
export function whyText(why: Why, plan: Plan, { width, colour }: TextOptions): string {
  const colors = pc.createColors(colour)
  const room = Math.max(40, width - 2)
  const sections: [title: string, lines: readonly string[]][] = [
    [titleOf(why, plan), summaryLines(why, plan)],
    ...why.files.map((file): [string, string[]] => [
      `file ${printedPath(plan, file.path)}`,
      fileLines(file),
    ]),
    ...why.changes.map((change): [string, string[]] => [
      changeTitle(change, why, plan),
      changeLines(change, room),
    ]),
    [`request ${why.key}`, requestLines(why, room)],
    ['attempts', attemptLines(why.attempts, room)],
  ]
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) =>
      [...wrap(title, room).map(colors.bold), ...indented(lines, room), ''].join('\n'),
    )
    .join('\n')
}

function titleOf({ subject, key, job }: Why, plan: Plan): string {
  if (subject.kind === 'output') return printedPath(plan, subject.path)
  const asset = job === null ? 'no asset asks for it any more' : `asset ${plainText(job.asset)}`
  return `request ${key.slice(0, 12)}: ${asset}`
}

function summaryLines({ subject, job, files, others }: Why, plan: Plan): string[] {
  const also = others.map((path) => printedPath(plan, path)).join(', ')
  if (job === null) {
    return subject.kind === 'output' && files[0]?.wanted === null
      ? ['the manifest no longer names this file, nor its picture; nothing deletes it']
      : ['only the lockfile knows it: it was paid for or tried, and stays on record']
  }
  const price = money(job.cost, plan.estimate.currency)
  const cost =
    job.cost === 0 ? [] : [`a run would pay ${price} for it, as ${modeWords[job.mode]} request`]
  const lines = [`${job.action}: ${plainText(job.reason)}`, ...cost]
  if (subject.kind === 'output' && files[0]?.wanted === null) {
    return [`the manifest no longer names this file; its picture is wanted as ${also}`, ...lines]
  }
  return also === '' ? lines : [...lines, `also made from its picture, which is paid once: ${also}`]
}

const modeWords = { async: 'an asynchronous', sync: 'a synchronous' } as const

function fileLines({ wanted, record, difference }: WhyFile): string[] {
  const lines: string[] = []
  if (wanted !== null) {
    const { asset, variant, recipe, variables, image, status } = wanted.output
    const part = variant === null ? '' : `, variant ${plainText(variant)}`
    const which = wanted.job.request.n > 1 ? `, image ${image} of ${wanted.job.request.n}` : ''
    lines.push(`of asset ${plainText(asset)}${part}${which}`, ...variableLines(variables))
    if (recipe !== null) lines.push(`made as ${recipeWords(recipe)}`)
    lines.push(statusWords[status])
  }
  if (record !== null) {
    const { format, width, height, bytes, sha256, at } = record
    const when = at === undefined ? '' : ` ${plainText(at)}`
    lines.push(
      `written${when}: ${plainText(format)}, ${width}×${height}, ${counted(bytes, 'byte')}, sha256 ${sha256}`,
    )
  }
  return difference === null ? lines : [...lines, differenceWords[difference]]
}

function variableLines(variables: Readonly<Record<string, Json>>): string[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      return [`${plainText(name)} = ${printed(value)}`]
    }
    return Object.entries(value).map(
      ([column, cell]) => `${plainText(`${name}.${column}`)} = ${printed(cell)}`,
    )
  })
}

function printed(value: Json): string {
  return plainText(typeof value === 'string' ? value : JSON.stringify(value))
}

const statusWords: { readonly [status in OutputStatus]: string } = {
  'at-hand': 'here, as it was written',
  'to-write': 'to be written: not here, or not as it is wanted',
  changed: 'here, but edited since it was written: left alone',
  absent: 'not here, and its original is not at hand either',
  'missing-image': 'its image did not come',
  unexplained: 'here, but no record explains it',
}

const differenceWords: { readonly [difference in Difference]: string } = {
  request: 'it shows the picture of another request than is wanted now; see below',
  image: 'it shows another image of the request than is wanted now',
  recipe:
    'it was made with other settings (size, crop, format, quality, overlay or labels); new ones cost nothing',
  picture: 'it shows an earlier picture of the same request',
}

function requestLines({ request, job }: Why, room: number): string[] {
  if (request === null) return ['no line of the lockfile holds it any more']
  const settings = requestFields
    .filter((field) => field !== 'prompt' && field !== 'negative_prompt')
    .map((field) => `${field}: ${plainText(String(request[field]))}`)
  const template = job?.outputs[0]?.template
  return [
    ...settings,
    'prompt, as it is sent',
    ...quotedText(request.prompt, room),
    ...(request.negative_prompt === ''
      ? ['no negative prompt']
      : ['negative_prompt', ...quotedText(request.negative_prompt, room)]),
    ...(template === undefined || template.trim() === request.prompt
      ? []
      : ['template', ...quotedText(template.trim(), room)]),
  ]
}

function changeTitle({ paths, from }: RequestChange, { subject }: Why, plan: Plan): string {
  const [first = '', ...more] = paths
  const isSubject = subject.kind === 'output' && subject.path === first && more.length === 0
  const file = isSubject ? 'this file' : printedPath(plan, first)
  const what =
    more.length === 0 ? `${file} was` : `${file} and ${counted(more.length, 'more', 'more')} were`
  return `changed since ${what} written from request ${from.slice(0, 12)}`
}

function changeLines({ fields, to }: RequestChange, room: number): string[] {
  const lines = [`wanted now: request ${to.slice(0, 12)}`]
  if (fields === null) return [...lines, 'no line of the lockfile holds the earlier request']
  return [
    ...lines,
    ...fields.flatMap(({ field, from, to: now, words }) =>
      words === null
        ? [`${field}: ${plainText(String(from))} → ${plainText(String(now))}`]
        : [field, ...quotedDiff(words, room)],
    ),
  ]
}

/** Sentences are broken to the width; lines that begin with a space are quoted, and stay whole. */
function indented(lines: readonly string[], room: number): string[] {
  return lines.flatMap((line) => {
    if (line.startsWith(' ')) return [`  ${line}`]
    return wrap(line, room - 2).map((part, index) => `  ${index === 0 ? '' : '  '}${part}`)
  })
}
