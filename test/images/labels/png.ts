import { crc32 } from 'node:zlib'
import { pngChunks } from '../../../src/images/labels/png-chunks.ts'

/** A PNG with further chunks before its pixels. */
export function withChunks(png: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array {
  const at = pngChunks(png).find(({ type }) => type === 'IDAT')?.start ?? 0
  return Buffer.concat([png.subarray(0, at), ...chunks, png.subarray(at)])
}

export function chunk(type: string, data: string | Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data as string)])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length - 4, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A chunk that a C2PA manifest would stand in. */
export const c2paChunk = chunk('caBX', 'jumb: not a real manifest')

export function xmpChunk(packet: string): Uint8Array {
  return chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${packet}`)
}

/** Every chunk but XMP, with its bytes: what a label must not touch. */
export function otherChunks(png: Uint8Array): readonly string[] {
  return pngChunks(png)
    .map(({ start, end }) => Buffer.from(png.subarray(start, end)).toString('latin1'))
    .filter((bytes) => !bytes.includes('iTXtXML:com.adobe.xmp'))
}

/** A packet with these elements in a description of its own kind. */
export function packetOf(elements: string): string {
  return (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about=""' +
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:A="http://www.tc260.org.cn/ns/AIGC/1.0/"' +
    ` xmlns:I="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">${elements}</r:Description></r:RDF>` +
    '</x:xmpmeta>  <?xpacket end="w"?>'
  )
}
