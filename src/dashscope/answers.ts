import type { Answer, AnswerImage } from '../provider/provider.ts'
import type { ReadContext } from './errors.ts'
import { asObject, type JsonObject, listMember, member, textMember } from './fields.ts'
import { utcTime } from './times.ts'

/**
 * What an answer says about finished images, in any of the three shapes (facts 2.1, 2.2): `choices`
 * of a call, `choices` of a task, `results` of a legacy task. Unknown fields are ignored.
 */
export function toAnswer(
  body: JsonObject,
  options: { readonly context: ReadContext; readonly simulated: boolean },
): Answer {
  const output = member(body, 'output')
  const results = listMember(output, 'results')
  const rewritten = firstText(results, 'actual_prompt')
  return {
    images: readImages(output, options.context),
    requestId: requestIdOf(body, options.context),
    taskId: taskIdOf(output, options.context),
    origPrompt: unlessKey(firstText(results, 'orig_prompt'), options.context),
    actualPrompt: rewritten === null ? null : bounded(options.context.strip(rewritten)),
    submittedAt: utcTime(textMember(output, 'submit_time')),
    scheduledAt: scheduledAtOf(output),
    endedAt: utcTime(textMember(output, 'end_time')),
    usage: readUsage(member(body, 'usage'), options.context),
    simulated: options.simulated,
  }
}

/** Images and what failed among them, in the order of the answer; choices × content flattened. */
export function readImages(output: unknown, context: ReadContext): readonly AnswerImage[] {
  const items = [
    ...listMember(output, 'choices').flatMap((choice) => {
      // The samples say `message`, one field table `messages`.
      const message = member(choice, 'message') ?? member(choice, 'messages')
      return listMember(message, 'content')
    }),
    ...listMember(output, 'results'),
  ]
  return items.flatMap((item) => readImage(item, context))
}

function readImage(item: unknown, { redact, strip }: ReadContext): readonly AnswerImage[] {
  const image = textMember(item, 'image', 'url')
  if (image !== null) return [toImage(strip(image))]
  const code = textMember(item, 'code')
  if (code === null) return []
  const message = redact(textMember(item, 'message', 'msg') ?? '')
  return [{ kind: 'failed', code: redact(code).slice(0, 100).toWellFormed(), message }]
}

/** Characters of a rewritten prompt that are kept: far more than any model writes. */
const longestRewritten = 100_000

function bounded(text: string): string {
  return text.slice(0, longestRewritten).toWellFormed()
}

/** Characters of a URL: the lockfile takes no longer ones. A longer one is cut, and then refused by its host. */
const longestUrl = 4096

/** Newer models answer with bare base64 (facts 2.1). Anything with a scheme is a URL, to be checked later. */
function toImage(text: string): AnswerImage {
  const data = /^data:[^,]{0,200};base64,/i.exec(text)
  if (data !== null) return { kind: 'base64', data: text.slice(data[0].length) }
  return /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? { kind: 'url', url: text.slice(0, longestUrl) }
    : { kind: 'base64', data: text }
}

/** `request_id`, or null where it is none that may be written down. */
export function requestIdOf(body: unknown, context: ReadContext): string | null {
  return safeId(textMember(body, 'request_id', 'requestId'), context)
}

/** `task_id`, or null where it is missing or of a form that is never put into a URL or a record. */
export function taskIdOf(output: unknown, context: ReadContext): string | null {
  return safeId(textMember(output, 'task_id'), context)
}

/** When a task started to run; null while it waits. */
export function scheduledAtOf(output: unknown): string | null {
  return utcTime(textMember(output, 'scheduled_time'))
}

/** Whether text has the form of a task id or request id. */
export function isSafeId(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,128}$/.test(text) && text !== '.' && text !== '..'
}

function safeId(text: string | null, { strip }: ReadContext): string | null {
  return text !== null && isSafeId(strip(text)) ? text : null
}

/**
 * A prompt as it was sent, or null where it holds the key. With something else in the key's place it
 * would not be told from another's prompt; without any prompt it stays open whose task it is.
 */
function unlessKey(text: string | null, { strip }: ReadContext): string | null {
  return text !== null && strip(text) === text ? text : null
}

function firstText(results: readonly unknown[], name: string): string | null {
  for (const result of results) {
    const text = textMember(result, name)
    if (text !== null) return text
  }
  return null
}

/** Counters and short texts only: an answer does not decide how much is written into a lockfile. */
function readUsage(
  usage: unknown,
  { redact }: ReadContext,
): Readonly<Record<string, unknown>> | null {
  const object = asObject(usage)
  if (object === null) return null
  const kept = Object.entries(object)
    .filter(([name, value]) => /^\w{1,64}$/.test(name) && isScalar(value))
    .slice(0, 32)
    .map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value])
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 100
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}
