import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes'
import { type LabelName, labelNames } from './label-values.ts'
import { namespaceOf, rdf } from './xmp-names.ts'

/** A property as it stands in a packet. */
interface XmpProperty {
  readonly text: string
  /** Where its text stands in the packet; null: it is an attribute. */
  readonly span: Span | null
  /** Where all of it stands: the element with its tags, or the attribute with the space before it. */
  readonly whole: Span
}

interface Span {
  readonly start: number
  readonly end: number
}

/** What of a packet labels are about. */
export interface XmpReading {
  readonly packet: string
  /** Every occurrence of each property. */
  readonly properties: ReadonlyMap<LabelName, readonly XmpProperty[]>
  /** Where further descriptions can be put in, and the prefix that RDF has there, e.g. `rdf:`. */
  readonly rdfEnd: number
  readonly rdfPrefix: string
}

/** UTF-16 units of a packet that is read: as much as anyone would write, thumbnails aside. */
const mostCharacters = 1_000_000

/** Reads an XMP packet, whoever wrote it; null: it is none. Entities of its own are not resolved. */
export function readXmp(packet: string): XmpReading | null {
  if (packet.length > mostCharacters) return null
  return new Reading(packet).run()
}

/** The label properties by the first text that says something; one that is there and empty has none. */
export function firstTexts({ properties }: XmpReading): ReadonlyMap<LabelName, string> {
  return new Map(
    [...properties].flatMap(([name, all]) => {
      const said = all.find(({ text }) => text !== '')
      return said === undefined ? [] : [[name, said.text] as const]
    }),
  )
}

/** Takes properties of descriptions, be they elements or attributes; deeper ones are something else's. */
class Reading {
  readonly #packet: string
  readonly #properties = new Map<LabelName, XmpProperty[]>()
  readonly #open: SaxesTagNS[] = []
  #property: (Span & { name: LabelName; depth: number; text: string }) | null = null
  #rdf: Pick<XmpReading, 'rdfEnd' | 'rdfPrefix'> | null = null
  #isBroken = false

  constructor(packet: string) {
    this.#packet = packet
  }

  run(): XmpReading | null {
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', () => {
      this.#isBroken = true
    })
    parser.on('opentag', (tag) => this.#opened(tag, parser.position))
    parser.on('text', (text) => this.#read(text))
    parser.on('cdata', (text) => this.#read(text))
    parser.on('closetag', (tag) => this.#closed(tag, parser.position))
    parser.write(withoutPadding(this.#packet)).close()
    if (this.#isBroken || this.#rdf === null) return null
    return { packet: this.#packet, properties: this.#properties, ...this.#rdf }
  }

  #opened(tag: SaxesTagNS, position: number): void {
    if (isDescription(tag) && this.#isIn('RDF')) {
      for (const attribute of Object.values(tag.attributes)) this.#take(attribute, tag, position)
    }
    const name = this.#isIn('Description') ? labelNameOf(tag) : null
    if (name !== null && this.#property === null) {
      const tagSpan = { start: this.#tagStart(position), end: position }
      this.#property = { name, depth: this.#open.length, ...tagSpan, text: '' }
    }
    // A value may also stand in an attribute, of the property or of what is in it.
    this.#read(
      Object.values(tag.attributes)
        .filter(isValue)
        .map(({ value }) => value)
        .join(''),
    )
    this.#open.push(tag)
  }

  #read(text: string): void {
    if (this.#property !== null) this.#property.text += text
  }

  #closed(tag: SaxesTagNS, position: number): void {
    this.#open.pop()
    // Not for a tag without an end: the search would go back to the beginning, for each of them.
    const end = tag.isSelfClosing ? position : this.#packet.lastIndexOf('</', position - 1)
    const property = this.#property
    if (property !== null && property.depth === this.#open.length) {
      const { name, start } = property
      const span = tag.isSelfClosing ? null : { start: property.end, end }
      this.#add(name, { text: property.text.trim(), span, whole: { start, end: position } })
      this.#property = null
    }
    if (tag.uri !== rdf || tag.local !== 'RDF' || tag.isSelfClosing) return
    this.#rdf ??= { rdfEnd: end, rdfPrefix: tag.prefix === '' ? '' : `${tag.prefix}:` }
  }

  #take(attribute: SaxesAttributeNS, tag: SaxesTagNS, position: number): void {
    const name = labelNameOf(attribute)
    if (name === null) return
    const start = this.#tagStart(position)
    const whole = attributeSpan(
      this.#packet.slice(0, position),
      start + tag.name.length + 1,
      attribute.name,
    )
    this.#add(name, { text: attribute.value.trim(), span: null, whole })
  }

  /** No value of an attribute can hold a `<`. */
  #tagStart(position: number): number {
    return this.#packet.lastIndexOf('<', position - 1)
  }

  #add(name: LabelName, property: XmpProperty): void {
    const known = this.#properties.get(name)
    if (known === undefined) this.#properties.set(name, [property])
    else known.push(property)
  }

  #isIn(local: string): boolean {
    const parent = this.#open.at(-1)
    return parent?.uri === rdf && parent.local === local
  }
}

function isDescription({ uri, local }: SaxesTagNS): boolean {
  return uri === rdf && local === 'Description'
}

function isValue({ uri, local }: SaxesAttributeNS): boolean {
  return uri === rdf && (local === 'resource' || local === 'value')
}

/** Goes from attribute to attribute: what looks like one may stand in the value of another. */
function attributeSpan(text: string, from: number, name: string): Span {
  const attribute = /\s*([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')/y
  attribute.lastIndex = from
  for (let start = from; ; start = attribute.lastIndex) {
    const found = attribute.exec(text)
    if (found === null) return { start, end: start }
    if (found[1] === name) return { start, end: attribute.lastIndex }
  }
}

function labelNameOf({ uri, local }: SaxesTagNS | SaxesAttributeNS): LabelName | null {
  return labelNames.find((name) => name === local && namespaceOf(name).uri === uri) ?? null
}

/** Room that writers leave at the end of a packet may be zero bytes. */
function withoutPadding(packet: string): string {
  let end = packet.length
  while (packet[end - 1] === '\0') end -= 1
  return packet.slice(0, end)
}
