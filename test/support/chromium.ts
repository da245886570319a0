import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, describe, test } from 'vitest'

/** Where Debian's package puts it; another one can be named. */
const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Nothing but the page: no updates, no first run, no network of the browser's own. */
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: quiet })
}

/** Tests in Chromium; where there is none, a line says so and one skipped test stands for them. */
export function describeInChromium(name: string, tests: () => void): void {
  if (existsSync(chromiumPath)) {
    describe(name, tests)
    return
  }
  const why = `there is no Chromium at ${chromiumPath}: apt-get install chromium, or set CHROMIUM`
  process.stderr.write(`skipped: ${name}: ${why}\n`)
  describe(name, () => test.skip(why, () => undefined))
}

/**
 * Waits until an expression is true in the page. Unlike the browser driver's own way it needs no
 * `eval` there, which the page's policy forbids.
 */
export async function waitUntil(page: Page, expression: string): Promise<void> {
  while ((await page.evaluate(`Boolean(${expression})`)) !== true) await page.waitForTimeout(50)
}

/** What a page did beside showing itself. */
export interface Watched {
  readonly page: Page
  /** Errors, messages to the console, dialogs: a page that is well has none. */
  readonly troubles: string[]
  /** Addresses of everything that it asked for. */
  readonly requests: string[]
}

/** Opens pages in one browser, which ends with the tests of the file. */
export function openingPages(): (url: string, options?: BrowserContextOptions) => Promise<Watched> {
  let browser: Promise<Browser> | null = null
  afterAll(async () => {
    await (await browser)?.close()
  })
  return async (url, options = {}) => {
    browser ??= launchChromium()
    const page = await (await browser).newPage({
      viewport: { width: 1280, height: 860 },
      ...options,
    })
    const watched: Watched = { page, troubles: [], requests: [] }
    page.on('pageerror', ({ message }) => watched.troubles.push(`error: ${message}`))
    page.on('console', (message) => watched.troubles.push(`console: ${message.text()}`))
    page.on('dialog', (dialog) => {
      watched.troubles.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('popup', (popup) => watched.troubles.push(`popup: ${popup.url()}`))
    page.on('request', (request) => watched.requests.push(request.url()))
    await page.goto(url)
    return watched
  }
}
