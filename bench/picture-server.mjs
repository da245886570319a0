import { createServer } from 'node:http'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'

// A server that answers at once, in a process of its own: each call with the URL of another picture,
// 1328 × 1328, RGB, PNG. The pictures differ in a text chunk, so that none is stored for another.

const side = 1328
const picture = await sharp(pixels(), { raw: { width: side, height: side, channels: 3 } })
  .png()
  .toBuffer()
/** Behind the signature and the header, where text may stand. */
const start = 8 + 25
let calls = 0

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const number = /^\/pictures\/(\d+)\.png$/.exec(pathname)?.[1]
  if (number !== undefined) return void response.end(numbered(number))
  request.resume().on('end', () => {
    const isList = request.method === 'GET'
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isList ? noTasks() : madePicture(request.headers.host)))
  })
})

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  console.log(`http://127.0.0.1:${port}`)
})

/** Ends with the process that started it. */
process.stdin.resume().on('end', () => process.exit())

/** Soft gradients with a little grain, as a picture has: neither flat nor noise. */
function pixels() {
  const bytes = Buffer.alloc(side * side * 3)
  let random = 1
  for (let at = 0; at < bytes.length; at += 1) {
    random = (random * 1_103_515_245 + 12_345) & 0x7fffffff
    const [x, y] = [(at / 3) % side, at / 3 / side]
    bytes[at] = 128 + 60 * Math.sin(x / 90 + (at % 3)) + 50 * Math.cos(y / 70) + (random >> 28)
  }
  return bytes
}

function numbered(number) {
  const data = Buffer.from(`tEXtComment\0picture ${number}`)
  const chunk = Buffer.alloc(data.length + 8)
  chunk.writeUInt32BE(data.length - 4, 0)
  data.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(data), data.length + 4)
  return Buffer.concat([picture.subarray(0, start), chunk, picture.subarray(start)])
}

function noTasks() {
  return { request_id: 'list', data: [], total: 0, total_page: 0, page_no: 1, page_size: 1 }
}

function madePicture(host) {
  calls += 1
  const content = [{ image: `http://${host}/pictures/${calls}.png` }]
  return {
    request_id: `call-${calls}`,
    output: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }] },
    usage: { image_count: 1, width: side, height: side },
  }
}
