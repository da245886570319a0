/** An element as a reader of XML sees it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Text directly inside, entities resolved. */
  readonly text: string
}

const token =
  /<\?xml [^?]*\?>|<\/([A-Za-z-]+)>|<([A-Za-z-]+)((?: [A-Za-z]+="[^"<]*")*)(\/?)>|[^<]+/gy
/** What XML 1.0 lets stand in a document. */
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

/** Reads a document strictly: whatever is not well-formed throws. */
export function readXml(document: string): XmlElement {
  if (!allowed.test(document)) throw new Error('a character that XML cannot hold')
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const open: Open[] = [root]
  let end = 0
  for (const match of document.matchAll(token)) {
    if (match.index !== end) throw new Error(`not XML at ${document.slice(end, end + 40)}`)
    end += match[0].length
    take(match, open)
  }
  if (end !== document.length) throw new Error(`not XML at ${document.slice(end, end + 40)}`)
  const [only, ...others] = root.children
  if (open.length !== 1 || only === undefined || others.length > 0 || root.text.trim() !== '') {
    throw new Error('not one closed element')
  }
  return only
}

interface Open {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlElement[]
  text: string
}

function take([whole, closed, opened, attributes = '', isEmpty]: RegExpMatchArray, open: Open[]) {
  const here = open.at(-1)
  if (here === undefined) throw new Error('text after the end')
  if (whole.startsWith('<?')) return
  if (closed !== undefined) {
    if (here.name !== closed) throw new Error(`${closed} closes ${here.name}`)
    open.pop()
  } else if (opened === undefined) {
    here.text += resolved(whole)
  } else {
    const element = { name: opened, attributes: read(attributes), children: [], text: '' }
    here.children.push(element)
    if (isEmpty !== '/') open.push(element)
  }
}

function read(attributes: string): Record<string, string> {
  const pairs = [...attributes.matchAll(/ ([A-Za-z]+)="([^"]*)"/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, resolved(value)]))
}

function resolved(text: string): string {
  if (/&(?!#\d+;)/.test(text) || text.includes(']]>')) throw new Error(`bare text ${text}`)
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
