import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LabelName, labelNames } from '../../../src/images/labels/label-values.ts'
import { firstTexts, readXmp } from '../../../src/images/labels/read-xmp.ts'
import { extendPacket, xmpPacket } from '../../../src/images/labels/xmp-packet.ts'
import { packetOf } from './png.ts'

function read(packet: string): Readonly<Record<string, string>> | null {
  const reading = readXmp(packet)
  return reading && Object.fromEntries(firstTexts(reading))
}

const text = fc.string({ unit: 'binary', maxLength: 40 })
const values = fc.dictionary(fc.constantFrom(...labelNames), text)

/** As XML can hold it. */
function clean(written: string): string {
  return written
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .trim()
}

test('what was written is read again, whatever the texts are', () => {
  fc.assert(
    fc.property(values, (written) => {
      const entries = Object.entries(written) as [LabelName, string][]
      const cleaned = Object.fromEntries(
        entries.map(([name, each]) => [name, clean(each)]).filter(([, each]) => each !== ''),
      )
      expect(read(xmpPacket(new Map(entries)))).toEqual(cleaned)
    }),
  )
})

test('a text that looks like markup stays a text', () => {
  const hostile = ']]></TC260:AIGC><!-- &amp; <?x?> \u0000\u001b'
  expect(read(xmpPacket(new Map([['AIGC', hostile]])))).toEqual({
    AIGC: ']]></TC260:AIGC><!-- &amp; <?x?>',
  })
})

describe('a packet of somebody else', () => {
  test.each([
    ['as an element', '<A:AIGC>{"Label":"1"}</A:AIGC>', '{"Label":"1"}'],
    ['with entities', '<A:AIGC>&quot;&#x8336;&quot;</A:AIGC>', '"茶"'],
    ['as CDATA', '<A:AIGC><![CDATA[{"a":"<"}]]></A:AIGC>', '{"a":"<"}'],
    ['as a list of one', '<A:AIGC><r:Alt><r:li>x</r:li></r:Alt></A:AIGC>', 'x'],
    ['as a value of RDF', '<A:AIGC><r:Description r:value="x"/></A:AIGC>', 'x'],
    ['as a resource', '<A:AIGC r:resource="urn:x"/>', 'urn:x'],
  ])('is read %s', (_, element, expected) => {
    expect(read(packetOf(element))).toEqual({ AIGC: expected })
  })

  test('is read as attributes', () => {
    const packet = packetOf('').replace('r:about=""', 'r:about="" A:AIGC="{&quot;Label&quot;:1}"')
    expect(read(packet)).toEqual({ AIGC: '{"Label":1}' })
    const before = packet.replace('?>', '?>\n').replaceAll('x:xmpmeta', 'y').replace('xmlns:x', 'x')
    expect(read(before)).toEqual({ AIGC: '{"Label":1}' })
  })

  test('that only seems to have labels has none', () => {
    expect(read(packetOf('<!-- <A:AIGC>x</A:AIGC> --><xmp:AIGC>x</xmp:AIGC>'))).toEqual({})
    expect(read(packetOf('<xmp:Thing><A:AIGC>x</A:AIGC></xmp:Thing>'))).toEqual({})
  })

  test('is none where it is no XML, or too much of it', () => {
    expect(read('')).toBeNull()
    expect(read('<r:RDF>')).toBeNull()
    expect(read(packetOf('<A:AIGC>').slice(0, -20))).toBeNull()
    expect(read(packetOf('<A:AIGC>&own;</A:AIGC>'))).toBeNull()
    expect(read(`<!DOCTYPE a [<!ENTITY own "x">]>${packetOf('<A:AIGC>&own;</A:AIGC>')}`)).toBeNull()
    expect(read(packetOf(' '.repeat(1_000_000)))).toBeNull()
  })

  test('may end in zero bytes, and hold many properties', () => {
    expect(read(`${packetOf('<A:AIGC>x</A:AIGC>')}${'\0'.repeat(2000)}`)).toEqual({ AIGC: 'x' })
    const many = readXmp(packetOf('<A:AIGC/>'.repeat(80_000)))
    expect(many?.properties.get('AIGC')).toHaveLength(80_000)
  })

  test('keeps every byte beside what is added and replaced', () => {
    const own = '<xmp:CreatorTool>茶 &amp; tool</xmp:CreatorTool>'
    const packet = packetOf(`${own}<A:AIGC>old</A:AIGC>`)
    const reading = readXmp(packet)
    if (reading === null) throw new Error('it is sound')
    const extended = extendPacket(reading, {
      added: new Map([['AISystemUsed', 'Wan']]),
      replaced: new Map([['AIGC', 'a<b']]),
    })
    expect(read(extended)).toEqual({ AIGC: 'a<b', AISystemUsed: 'Wan' })
    expect(extended).toContain(`${own}<A:AIGC>a&lt;b</A:AIGC></r:Description><r:Description`)
    expect(extended.startsWith(packet.slice(0, packet.indexOf('old')))).toBe(true)
    expect(extended.endsWith(packet.slice(packet.indexOf('</r:RDF>')))).toBe(true)
  })

  test('takes further descriptions where RDF has no prefix', () => {
    const packet = packetOf('')
      .replaceAll('r:RDF', 'RDF')
      .replaceAll('r:Description', 'Description')
    const bare = packet.replace('xmlns:r=', 'xmlns=').replace('r:about=""', '')
    const reading = readXmp(bare)
    if (reading === null) throw new Error('it is sound')
    const added = new Map([['AIGC', 'x']] as const)
    expect(read(extendPacket(reading, { added, replaced: new Map() }))).toEqual({ AIGC: 'x' })
  })
})

test('whatever a packet is, reading it ends in an answer, and what is added is read again', () => {
  const whole = packetOf('<A:AIGC>x &amp; y</A:AIGC><I:AISystemUsed><![CDATA[z]]></I:AISystemUsed>')
  const piece = fc.constantFrom(
    '<',
    '</',
    '>',
    '&',
    '"',
    '<!--',
    '<![CDATA[',
    '<!DOCTYPE',
    'r:RDF',
    '\0',
  )
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(20), fc.oneof(piece, text), (at, cut, put) => {
      const reading = readXmp(whole.slice(0, at) + put + whole.slice(at + cut))
      if (reading === null || reading.properties.has('AISystemVersionUsed')) return
      const added = new Map([['AISystemVersionUsed', 'added']] as const)
      const extended = readXmp(extendPacket(reading, { added, replaced: new Map() }))
      expect(extended?.properties.get('AISystemVersionUsed')).toHaveLength(1)
    }),
    { numRuns: 3000 },
  )
})

test('a packet that a JPEG has no room for is refused, not cut', () => {
  expect(() => xmpPacket(new Map([['AIGC', '<'.repeat(20_000)]]))).toThrow(/80\d{3} bytes/)
})
