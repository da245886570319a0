import type { Model } from '../catalog/model.ts'
import { type Code, finding } from '../diagnostics/codes.ts'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { AxisValue, Template } from '../manifest/manifest.ts'
import { isNfc, type Length, overLimit, sentText } from './prompt-text.ts'
import { type Linked, type Linking, link } from './templates/link.ts'
import type { Frame } from './templates/look-up.ts'

/** The text of a cell, exactly as it is sent; null after a finding. */
export type TextOf = (frame: Frame, model: Model, where: () => string) => string | null

/**
 * Reads `prompt` or `negative_prompt` of an asset; null after a finding. A text is rendered once for all
 * cells whose values in it are the same, since sizes and seeds seldom stand in one.
 */
export function readText(
  template: Template,
  label: 'prompt' | 'negative_prompt',
  linking: Linking,
): TextOf | null {
  const linked = link(template, { label, use: 'text' }, linking)
  if (linked === null) return null
  const render = remembering(linked, linking, (frame, where) => {
    const text = linked.render(frame, where)
    return text === null ? null : checkText(sentText(text), { linked, linking, where })
  })
  let last: { text: string; model: Model; values: Frame['values'] } | null = null
  return (frame, model, where) => {
    const text = render(frame, where)
    if (text === null) return null
    const { values } = frame
    if (last?.text === text && last.model === model && last.values === values) return text
    last = { text, model, values }
    checkLength(text, { linked, linking, frame, model, where })
    return text
  }
}

type Render = (frame: Frame, where: () => string) => string | null

/** Keeps texts by the values that stand in them; those with a finding are rendered, and counted, again. */
function remembering({ paths, fields }: Linked, { space }: Linking, render: Render): Render {
  if (['model', 'size', 'seed'].some((field) => fields.has(field as never))) return render
  const slots = [...new Set(paths.flatMap(({ name }) => space.slots.get(name) ?? []))]
  if (slots.length === space.names.length) return forOneCombination(render)
  const texts = new Map<string, string>()
  const numbers = new Map<AxisValue | undefined, number>()
  return forOneCombination((frame, where) => {
    const key = slots.map((slot) => numberOf(frame.values[slot], numbers)).join()
    const known = texts.get(key)
    if (known !== undefined) return known
    const text = render(frame, where)
    if (text !== null) texts.set(key, text)
    return text
  })
}

function forOneCombination(render: Render): Render {
  let last: { values: Frame['values']; text: string } | null = null
  return (frame, where) => {
    if (last?.values === frame.values) return last.text
    const text = render(frame, where)
    if (text !== null) last = { values: frame.values, text }
    return text
  }
}

function numberOf(value: AxisValue | undefined, numbers: Map<AxisValue | undefined, number>) {
  const known = numbers.get(value) ?? numbers.size
  numbers.set(value, known)
  return known
}

interface Checking {
  readonly linked: Linked
  readonly linking: Linking
  readonly where: () => string
}

function checkText(text: string, checking: Checking): string | null {
  const { label } = checking.linked
  if (text === '' && label === 'prompt') {
    complain(checking, 'PROMPT_EMPTY', {
      message: 'prompt comes out empty',
      help: 'write what the picture shows',
    })
    return null
  }
  if (!text.isWellFormed()) {
    complain(checking, 'PROMPT_BROKEN_TEXT', {
      message: `${label} holds half of a character (a lone surrogate)`,
      help: 'look for a `\\u` escape in the manifest or the data that lost its other half',
    })
    return null
  }
  if (!isNfc(text)) {
    complain(checking, 'PROMPT_NOT_NFC', {
      message: `${label} is not in Unicode form NFC, so that equal-looking texts are different requests`,
      help: 'it is sent as it is; save the manifest or the data in NFC unless this is meant',
    })
  }
  return text
}

function complain(
  { linked, linking, where }: Checking,
  code: 'PROMPT_EMPTY' | 'PROMPT_BROKEN_TEXT' | 'PROMPT_NOT_NFC',
  words: { readonly message: string; readonly help: string },
): void {
  const { template } = linked
  const word = textFinding(code, words, linking.source.span(template.at))
  linking.findings.tally(template, code, { where, word })
}

function textFinding(
  code: Code,
  { message, help }: { readonly message: string; readonly help: string },
  span: Span,
) {
  return (where: string) => finding(code, `${message} for ${where}`, { span, help })
}

/** The API cuts a long text off and does not say so (facts 3.1). */
function checkLength(
  text: string,
  { linked, linking, frame, model, where }: Checking & { frame: Frame; model: Model },
): void {
  const { label, template } = linked
  const limit =
    label === 'prompt'
      ? model.promptLimit
      : ({ count: model.negativePromptLimit, unit: 'characters' } as const)
  const length = overLimit(text, limit)
  if (length === null) return
  const wanted = linking.asset.onLongPrompt ?? (limit.unit === 'characters' ? 'error' : 'warn')
  const longest = linked.longestValue(frame)
  const word = lengthFinding({
    has: `${label} has ${inWords(length)}`,
    reads: `${model.id} reads ${limit.count}`,
    help: lengthHelp(longest, wanted),
    isError: wanted === 'error',
    span: linking.source.span(template.at),
  })
  linking.findings.each(template, `PROMPT_TOO_LONG ${label} ${model.id}`, { where, word })
}

function lengthFinding(words: {
  readonly has: string
  readonly reads: string
  readonly help: string
  readonly isError: boolean
  readonly span: Span
}) {
  const { has, reads, help, isError, span } = words
  return (where: string): Diagnostic => ({
    ...finding(
      'PROMPT_TOO_LONG',
      `${has} for ${where}, and ${reads}: it drops the rest and does not say so`,
      { span, help },
    ),
    severity: isError ? 'error' : 'warning',
  })
}

function lengthHelp(longest: ReturnType<Linked['longestValue']>, wanted: 'error' | 'warn'): string {
  const shorten =
    longest === null
      ? 'shorten the text'
      : `shorten the text (its longest value is \`${longest.name}\` with ${longest.length} characters)`
  return wanted === 'error'
    ? `${shorten}, or accept the cut with \`on_long_prompt: warn\``
    : shorten
}

function inWords({ count, unit }: Length): string {
  return unit === 'characters' ? `${count} characters` : `about ${count} tokens`
}
