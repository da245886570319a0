import type { LabelName, LabelValues } from './label-values.ts'
import type { XmpReading } from './read-xmp.ts'
import { namespaceOf, namespaces, rdf } from './xmp-names.ts'

/** Bytes of a packet: what one segment of a JPEG has room for beside its name. */
const mostBytes = 65_502

/**
 * An XMP packet with these properties and no others.
 *
 * @throws {Error} when it is larger than every format can hold.
 */
export function xmpPacket(values: LabelValues): string {
  return fitting(
    [
      '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
      `<rdf:RDF xmlns:rdf="${rdf}">`,
      description(values, 'rdf:'),
      '</rdf:RDF>',
      '</x:xmpmeta>',
      '<?xpacket end="w"?>',
    ].join('\n'),
  )
}

/**
 * A packet that is there already with further properties, and with other texts for some that it has.
 * What is added takes the place of properties that are there and empty; everything else stays as it is.
 * What it has as attributes keeps its text.
 */
export function extendPacket(
  { packet, rdfPrefix, rdfEnd, properties }: XmpReading,
  { added, replaced }: { readonly added: LabelValues; readonly replaced: LabelValues },
): string {
  const insertion = added.size === 0 ? '' : `${description(added, rdfPrefix)}\n`
  const edits = [{ start: rdfEnd, end: rdfEnd, text: insertion }]
  for (const [name, text] of replaced) {
    for (const { span } of properties.get(name) ?? []) {
      if (span !== null) edits.push({ ...span, text: escaped(text) })
    }
  }
  for (const name of added.keys()) {
    for (const { text, whole } of properties.get(name) ?? []) {
      if (text === '') edits.push({ ...whole, text: '' })
    }
  }
  return edited(packet, edits)
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A text with edits that do not overlap. */
function edited(packet: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let from = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    pieces.push(packet.slice(from, start), text)
    from = end
  }
  return pieces.join('') + packet.slice(from)
}

function description(values: LabelValues, rdfPrefix: string): string {
  const used = new Set([...values.keys()].map(namespaceOf))
  const declared = Object.values(namespaces)
    .filter((namespace) => used.has(namespace))
    .map(({ prefix, uri }) => ` xmlns:${prefix}="${uri}"`)
  const properties = [...values].map(([name, text]) => element(name, text))
  const tag = `${rdfPrefix}Description`
  // An attribute has no namespace without a prefix.
  const about = rdfPrefix === '' ? `xmlns:rdf="${rdf}" rdf:about` : `${rdfPrefix}about`
  return [`<${tag} ${about}=""${declared.join('')}>`, ...properties, `</${tag}>`].join('\n')
}

function element(name: LabelName, text: string): string {
  const tag = `${namespaceOf(name).prefix}:${name}`
  return `<${tag}>${escaped(text)}</${tag}>`
}

/** As the text of an element: what XML cannot hold is left out, since the text may be anyone's. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(forbidden, '')
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
}

/** Control characters other than tab and line end, and what is no character. */
const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function fitting(packet: string): string {
  const bytes = Buffer.byteLength(packet)
  if (bytes <= mostBytes) return packet
  throw new Error(`its labels come to ${bytes} bytes, and a file has room for ${mostBytes}`)
}
