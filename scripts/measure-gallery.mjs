import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { main } from '../src/cli/cli.ts'
import { anIo } from '../test/cli/an-io.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { writeFinishedSet } from '../test/support/finished-set.ts'

// How long a gallery of 2,000 pictures takes to write and to open in Chromium, and from a change of its
// filters to the next frame: `npx tsx scripts/measure-gallery.mjs`, or with another number of pictures.

const drinks = Math.max(1, Math.round(Number(process.argv[2] ?? 2000) / 40))
const list = (name, count) =>
  Array.from({ length: count }, (_, index) => `${name}-${index + 1}`).join(', ')
const manifest = `version: 1
name: two-thousand
defaults: {model: qwen-image-plus, size: "16:9", seeds: [1]}
assets:
  poster:
    prompt: >-
      A poster of {{drink}} tea for {{city}}, flat illustration, {{palette}} palette, generous white space, the words
      “slow down” in bold above a table by a window, a cup of {{drink}} on it, mountains in the distance
    matrix: {drink: [${list('tea', drinks)}], city: [${list('city', 20)}], palette: [warm, cool]}
    output: "{{drink}}/{{city}}-{{palette}}.png"
`

/** Fields, and values that are put into each in turn. */
const changes = {
  'search, a letter at a time': [
    'Search',
    ['t', 'te', 'tea', 'tea-1', 'tea-12', 'tea-1', 'tea', ''],
  ],
  'another axis as rows': ['Rows', ['=city', '=palette', '=drink', 'none', '=drink']],
  'another axis as columns': ['Columns', ['=palette', 'none', '=city']],
  'a filter': ['palette', ['=warm', '=cool', 'all']],
}

/** Bytes of the chunk that ends a PNG. */
const closing = 12
const painted = []

const folder = await mkdtemp(join(tmpdir(), 'mintage-gallery-'))
try {
  const jobs = await writeFinishedSet(folder, manifest, (_, index) => paint(index))
  const write = async (what) => {
    const start = performance.now()
    const code = await main(['gallery'], anIo({ cwd: folder }))
    if (code !== 0) throw new Error(`gallery ended with ${code}`)
    tell(what, performance.now() - start)
  }
  console.log(`${jobs.length} pictures`)
  await write('written, all thumbnails made')
  await write('written again, all kept')
  await measure(pathToFileURL(join(folder, 'gallery/index.html')).href)
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** A file of its own for each index: one of a few pictures, half as wide as the API's, with a number in a text chunk. */
async function paint(index) {
  const nth = index % 16
  painted[nth] ??= sharp(noise(nth), { raw: { width: 64, height: 36, channels: 3 } })
    .resize(832, 464)
    .png({ compressionLevel: 1 })
    .toBuffer()
  const bytes = await painted[nth]
  return Buffer.concat([
    bytes.subarray(0, -closing),
    textChunk(`Comment\0${index}`),
    bytes.subarray(-closing),
  ])
}

function noise(nth) {
  return Buffer.from(Array.from({ length: 64 * 36 * 3 }, (_, at) => (at * at * (nth + 3)) % 251))
}

function textChunk(text) {
  const body = Buffer.from(`tEXt${text}`, 'latin1')
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length - 4, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

async function measure(url) {
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  let images = 0
  page.on('request', (request) => {
    if (request.url().endsWith('.webp')) images += 1
  })
  await page.addInitScript(() => {
    const tasks = []
    Object.assign(window, { tasks })
    new PerformanceObserver((found) => {
      for (const { duration } of found.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask', buffered: true })
  })
  const thread = await mainThread(page)
  const start = performance.now()
  await page.goto(url)
  tell('open, all cards in place', performance.now() - start)
  await page.waitForTimeout(2000)
  tell('open: work of the main thread', await thread())
  console.log(`thumbnails loaded meanwhile: ${images}`)
  for (const [what, change] of Object.entries(changes)) {
    const before = await thread()
    const times = await page.evaluate(toNextFrame, change)
    tell(`${what}: median to the next frame`, times[Math.floor(times.length / 2)])
    tell(`${what}: longest to the next frame`, times.at(-1))
    tell(`${what}: work of the main thread, each`, ((await thread()) - before) / times.length)
  }
  const tasks = await page.evaluate(() => window.tasks)
  tell('longest task of all', Math.max(0, ...tasks))
  await browser.close()
}

/** Milliseconds of processor time that the page's main thread has worked: the same on a busy machine. */
async function mainThread(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}

/** Milliseconds from each change to the frame that shows it, sorted. */
async function toNextFrame([field, values]) {
  const controls = [...document.querySelectorAll('.controls input, .controls select')]
  const control = controls.find((each) => {
    const name = each.getAttribute('aria-label') ?? each.previousElementSibling?.textContent ?? ''
    return name.startsWith(field)
  })
  if (control === undefined) throw new Error(`no field ${field}`)
  const times = []
  for (const value of values) {
    const start = performance.now()
    control.value = value
    control.dispatchEvent(
      new Event(control.type === 'search' ? 'input' : 'change', { bubbles: true }),
    )
    await new Promise((resolve) => {
      requestAnimationFrame(() => {
        // After the frame: a message is handled once it is drawn.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = resolve
        port2.postMessage(null)
      })
    })
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)
}

function tell(what, milliseconds) {
  console.log(`${what}: ${Math.round(milliseconds)} ms`)
}
