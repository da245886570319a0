// Takes the screenshots of docs/images/ that show the program itself, from simulated sets: `npm run
// screenshots`, or some of them by name. Needs Chromium, as the browser tests do.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { main } from '../src/cli/cli.ts'
import { anIo } from '../test/cli/an-io.ts'
import { launchChromium, waitUntil } from '../test/support/chromium.ts'
import { writeFinishedSet } from '../test/support/finished-set.ts'
import { terminalPage } from './screenshots/terminal.ts'

/** What a screenshot is taken with. */
interface Studio {
  /** A page of the browser, at a URL. */
  readonly open: (url: string, options?: BrowserContextOptions) => Promise<Page>
  /** A folder of its own, removed at the end. */
  readonly folder: () => Promise<string>
}

/** One function for each picture, by its name in docs/images/. */
const pictures: Readonly<Record<string, (studio: Studio) => Promise<Buffer>>> = {
  plan: (studio) =>
    terminal(studio, { args: ['plan'], cwd: fromRoot('examples/catalog'), until: null }),
  progress: async (studio) => {
    const cwd = await studio.folder()
    await writeFile(join(cwd, 'mintage.yaml'), tea)
    return terminal(studio, { args: ['run', '--simulate'], cwd, until: /\b1[0-9] done/ })
  },
  sheet: async ({ folder }) => {
    const here = await teaSet(folder)
    const axes = ['--rows', 'city', '--columns', 'drink', '--where', 'palette=warm']
    await mintage(here, 'sheet', '--simulate', ...axes, '--out', 'sheet.png')
    return sharp(join(here, 'sheet.png'))
      .resize({ width: 1280, withoutEnlargement: true })
      .toBuffer()
  },
  gallery: async ({ open, folder }) => {
    const page = await open(await teaGallery(folder), light)
    await choose(page, 'Rows', 'city')
    await choose(page, 'Columns', 'drink')
    await choose(page, 'palette', 'warm')
    return shoot(page)
  },
  'gallery-dark': async ({ open, folder }) => {
    const page = await open(await teaGallery(folder), dark)
    await page.mouse.wheel(0, 140)
    return shoot(page)
  },
  'gallery-picture': async ({ open, folder }) => {
    const page = await open(await teaGallery(folder), light)
    await page.getByRole('button', { name: 'oolong · Oslo · cool, done' }).click()
    return shoot(page)
  },
  'gallery-failed': async ({ open, folder }) => {
    const page = await open(await teaGallery(folder), dark)
    await page.getByRole('button', { name: 'matcha · Oslo · warm, failed for good' }).click()
    return shoot(page)
  },
  'gallery-phone': async ({ open, folder }) => {
    const url = await teaGallery(folder)
    const grid = await open(url, { ...light, ...phone })
    const large = await open(url, { ...dark, ...phone })
    await large.getByRole('button', { name: '普洱 · 上海 · warm, done' }).tap()
    return beside(await shoot(grid), await shoot(large))
  },
  'gallery-many': async ({ open, folder }) => {
    const page = await open(await manyPictures(await folder()), {
      ...dark,
      viewport: { width: 1280, height: 720 },
    })
    return shoot(page)
  },
}

const light = { colorScheme: 'light' } as const
const dark = { colorScheme: 'dark' } as const
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }

/** A set of two assets with something of everything: done, failed, absent, changed, to be restored. */
const tea = `version: 1
name: lotus-spring
defaults: {model: qwen-image-plus, seeds: [1], negative_prompt: "low resolution, extra fingers"}
assets:
  poster:
    prompt: >-
      Lotus {{drink}} tea poster for {{city}}, the words “Lotus 茶” in bold; {{palette}} palette
      {{~#if (eq drink 'matcha')}}{{#if (eq city 'Oslo')}}{{#if (eq palette 'warm')}} [[moderate-output]]{{/if}}{{/if}}{{/if}}
    matrix:
      drink: [oolong, jasmine, matcha, 普洱]
      city: [Bergen, Oslo, 上海]
      palette: [warm, cool]
      exclude: [{drink: jasmine, city: 上海}]
    size: "16:9"
    output: "poster/{{slug drink}}-{{slug city}}-{{palette}}.png"
    variants: [{name: og, width: 1200, height: 630, format: jpeg}]
  card:
    prompt: "{{drink}}茶的产品海报，留白构图，柔和自然光，画面上方写着“慢一点”"
    matrix: {drink: [oolong, jasmine]}
    size: "3:4"
    output: "card/{{slug drink}}.png"
`

let teaFolder: Promise<string> | null = null

/** Its folder, made once for all pictures. */
function teaSet(folder: Studio['folder']): Promise<string> {
  teaFolder ??= makeTeaSet(folder)
  return teaFolder
}

async function teaGallery(folder: Studio['folder']): Promise<string> {
  return pathToFileURL(join(await teaSet(folder), 'gallery.simulated/index.html')).href
}

async function makeTeaSet(folder: Studio['folder']): Promise<string> {
  const here = await folder()
  await writeFile(join(here, 'mintage.yaml'), tea)
  await mintage(here, 'run', '--simulate', '--yes')
  const outputs = join(here, 'out.simulated')
  await rm(join(outputs, 'poster/oolong-bergen-warm.png'))
  await sharp(join(outputs, 'poster/oolong-oslo-warm.png'))
    .negate()
    .png()
    .toFile(join(here, 'x.png'))
  await writeFile(
    join(outputs, 'poster/jasmine-bergen-warm.png'),
    await sharp(join(here, 'x.png')).toBuffer(),
  )
  await mintage(here, 'gallery', '--simulate')
  return here
}

async function manyPictures(here: string): Promise<string> {
  const list = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${name} ${index + 1}`).join(', ')
  const manifest = `version: 1
name: two-thousand
defaults: {model: qwen-image-plus, size: "16:9", seeds: [1]}
assets:
  poster:
    prompt: "A poster of {{drink}} for {{city}}"
    matrix: {drink: [${list('tea', 100)}], city: [${list('city', 20)}]}
    output: "{{slug drink}}/{{slug city}}.png"
`
  await writeFinishedSet(here, manifest, (_, index) => paint(index % 60))
  await mintage(here, 'gallery')
  return pathToFileURL(join(here, 'gallery/index.html')).href
}

/** A small picture for each index. */
function paint(index: number): Promise<Buffer> {
  const hue = (index * 47) % 360
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="332" height="186"><rect width="332" height="186" fill="hsl(${hue} 45% 30%)"/><circle cx="${40 + ((index * 13) % 250)}" cy="${30 + ((index * 7) % 90)}" r="28" fill="hsl(${hue + 40} 60% 65%)"/><path d="M0 186L${60 + (index % 120)} 80L332 186z" fill="hsl(${hue} 40% 45%)"/></svg>`
  return sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer()
}

async function mintage(cwd: string, ...args: string[]): Promise<void> {
  const io = anIo({ cwd, env: { NO_COLOR: '1' } })
  const code = await main(args, io)
  if (code > 1) throw new Error(`${args.join(' ')} ended with ${code}: ${io.stderr.text}`)
}

/** The screen of a terminal in which the command line runs. */
async function terminal(
  { open, folder }: Studio,
  { args, cwd, until }: { args: readonly string[]; cwd: string; until: RegExp | null },
): Promise<Buffer> {
  const program = [
    process.execPath,
    '--import',
    import.meta.resolve('tsx'),
    fromRoot('src/cli/main.ts'),
  ]
  const agreed = args[0] === 'run' ? ['--yes'] : []
  const html = await terminalPage({
    typed: ['mintage', ...args].join(' '),
    argv: [...program, ...args, ...agreed],
    cwd,
    columns: 100,
    until,
  })
  const file = join(await folder(), 'terminal.html')
  await writeFile(file, html)
  const page = await open(pathToFileURL(file).href)
  return page.locator('pre').screenshot()
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).selectOption({ label: value })
}

/** Once every picture in sight is there. */
async function shoot(page: Page): Promise<Buffer> {
  await waitUntil(
    page,
    `[...document.images].every((image) => {
      const { top, bottom } = image.getBoundingClientRect()
      return bottom < 0 || top > innerHeight || image.naturalWidth > 0
    })`,
  )
  return page.screenshot({ animations: 'disabled' })
}

async function beside(left: Buffer, right: Buffer): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(left).metadata()
  const gap = 24
  return sharp({ create: { width: 2 * width + gap, height, channels: 3, background: '#fff' } })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: right, left: width + gap, top: 0 },
    ])
    .png()
    .toBuffer()
}

/** Bytes that a picture of the documentation may have. */
const mostBytes = 300_000

async function save(name: string, picture: Buffer): Promise<void> {
  const bytes = await sharp(picture).png({ palette: true, quality: 80, effort: 8 }).toBuffer()
  if (bytes.length > mostBytes) throw new Error(`${name}.png has ${bytes.length} bytes`)
  await writeFile(fileURLToPath(new URL(`../docs/images/${name}.png`, import.meta.url)), bytes)
  console.log(`docs/images/${name}.png: ${bytes.length} bytes`)
}

async function takeAll(names: readonly string[], browser: Browser): Promise<void> {
  const folders: string[] = []
  const studio: Studio = {
    async open(url, options = {}) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...options })
      await page.goto(url)
      return page
    },
    async folder() {
      const made = await mkdtemp(join(tmpdir(), 'mintage-screenshots-'))
      folders.push(made)
      return made
    },
  }
  try {
    for (const name of names) {
      const take = pictures[name]
      if (take === undefined)
        throw new Error(`no screenshot ${name}: ${Object.keys(pictures).join(', ')}`)
      await save(name, await take(studio))
    }
  } finally {
    for (const made of folders) await rm(made, { recursive: true, force: true })
  }
}

const wanted = process.argv.slice(2)
const browser = await launchChromium()
try {
  await takeAll(wanted.length === 0 ? Object.keys(pictures) : wanted, browser)
} finally {
  await browser.close()
}
