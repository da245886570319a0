import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import sharp from 'sharp'

// The least that fetching pictures can take: fetched, decoded whole, hashed, written.
// `node bare/images.mjs URL COUNT`

const [url, count] = process.argv.slice(2)
await mkdir('pictures')
for (let number = 1; number <= Number(count); number += 1) {
  const answer = await fetch(`${url}/pictures/${number}.png`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  await sharp(bytes).raw().toBuffer()
  const hash = createHash('sha256').update(bytes).digest('hex')
  await writeFile(`pictures/${hash}.png`, bytes)
}
console.log(`${count} pictures`)
