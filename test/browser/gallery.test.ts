import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInChromium, openingPages, waitUntil } from '../support/chromium.ts'
import { place } from '../support/real-cli.ts'

const manifest = `version: 1
name: lotus
defaults: {model: qwen-image-plus, size: "16:9", seeds: [1], negative_prompt: low resolution}
assets:
  poster:
    prompt: "{{drink}} tea poster{{#if (eq drink 'matcha')}} [[moderate-output]]{{/if}}, {{palette}} palette"
    matrix:
      drink: [oolong, jasmine, matcha]
      palette: [warm, cool]
      exclude: [{drink: jasmine, palette: cool}, {drink: matcha, palette: cool}]
    output: "poster/{{drink}}-{{palette}}.png"
    variants: [{name: og, width: 600, format: jpeg}]
`

describeInChromium('the gallery of a simulated set, opened from a disk', () => {
  const open = openingPages()
  let url = ''

  beforeAll(async () => {
    const here = await place({ 'mintage.yaml': manifest })
    expect(await here.mintage('run', '--simulate', '--yes')).toMatchObject({ code: 1 })
    expect(await here.mintage('gallery', '--simulate')).toMatchObject({ code: 0 })
    url = pathToFileURL(join(here.folder, 'gallery.simulated/index.html')).href
  })

  test('shows every picture in its place, and nothing where none is wanted', async () => {
    const { page, troubles, requests } = await open(url)
    await allLoaded(page)
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'palettedrink',
      'warm',
      'cool',
    ])
    expect(await page.getByRole('rowheader').allTextContents()).toEqual([
      'oolong',
      'jasmine',
      'matcha',
    ])
    expect(await page.getByRole('row').nth(2).getByRole('gridcell').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'oolong · warm, done' }).count()).toBe(1)
    const failed = page.getByRole('button', { name: 'matcha · warm, failed for good' })
    expect(await failed.textContent()).toContain('DataInspectionFailed')
    expect(await page.getByText('Simulated', { exact: true }).isVisible()).toBe(true)
    expect(await page.locator('.figures').textContent()).toContain('0.09 USD')
    expect(await page.locator('.chart').textContent()).toContain('poster0.09 USD3 images')
    expect(troubles).toEqual([])
    expect(requests.filter((request) => !request.startsWith('file://'))).toEqual([])
  })

  test('any two axes are rows and columns, and the others filter', async () => {
    const { page } = await open(url)
    await choose(page, 'Rows', 'palette')
    await choose(page, 'Columns', 'drink')
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['warm', 'cool'])
    await choose(page, 'Columns', 'none')
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'warm3',
      'cool1',
    ])
    await choose(page, 'drink', 'oolong')
    expect(await counted(page)).toBe('2 of 4 pictures')
    await page.getByRole('button', { name: 'Clear' }).click()
    await choose(page, 'Columns', 'palette')
    expect(await page.getByRole('combobox', { name: 'Rows' }).inputValue()).toBe('none')
  })

  test('search and statuses narrow it down, and the number is said', async () => {
    const { page } = await open(url)
    await page.getByRole('searchbox').fill('OOLONG cool')
    expect(await counted(page)).toBe('1 of 4 pictures')
    expect(await page.locator('.card').count()).toBe(1)
    await page.getByRole('searchbox').fill('nothing like that')
    expect(await page.getByRole('main').textContent()).toContain('Clear the filters')
    await page.getByRole('button', { name: 'Clear' }).click()
    const failed = page.getByRole('button', { name: 'failed for good 1' })
    await failed.click()
    expect(await failed.getAttribute('aria-pressed')).toBe('true')
    expect(await counted(page)).toBe('1 of 4 pictures')
  })

  test('a picture opens with what was sent and what became of it side by side', async () => {
    const { page, troubles } = await open(url)
    await page.getByRole('button', { name: 'oolong · warm, done' }).click()
    const dialog = page.getByRole('dialog', { name: 'oolong · warm' })
    const image = dialog.getByRole('img', { name: 'oolong · warm' })
    await image.waitFor()
    await allLoaded(page, '.stage img')
    expect(await page.evaluate('document.querySelector(".stage img").naturalWidth')).toBe(1280)
    const [sent, rewritten] = await dialog.locator('.sides .prose').allTextContents()
    expect(sent).toBe('oolong tea poster, warm palette')
    const added = (await dialog.locator('ins').allTextContents()).join('')
    expect(added).not.toBe('')
    expect(rewritten).toBe(`${sent}${added}`)
    const columns = dialog.locator('.sides .side')
    const [left, right] = [await columns.nth(0).boundingBox(), await columns.nth(1).boundingBox()]
    expect(left?.y).toBe(right?.y)
    const text = (await dialog.textContent()) ?? ''
    for (const part of ['qwen-image-plus', '1664 × 928', '0.03 USD', 'poster/oolong-warm.og.jpg']) {
      expect(text).toContain(part)
    }
    expect(text).toMatch(/sha256 [0-9a-f]{64}/)
    const link = dialog.getByRole('link', { name: 'poster/oolong-warm.png' })
    expect(await link.getAttribute('href')).toBe('../out.simulated/poster/oolong-warm.png')
    expect(troubles).toEqual([])
  })

  test('a picture that failed says why, and that nothing came of it', async () => {
    const { page } = await open(url)
    await page
      .getByRole('button', { name: /failed for good,?/ })
      .last()
      .click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'matcha · warm, failed for good' }).click()
    const text = await page.getByRole('dialog').textContent()
    expect(text).toContain('DataInspectionFailed')
    expect(text).toContain('Only --retry-failed sends it again')
    expect(text).toContain('Costnone')
  })

  test('everything can be done with the keyboard, and the focus comes back', async () => {
    const { page } = await open(url)
    await page.getByRole('button', { name: 'oolong · warm, done' }).focus()
    const focused = () =>
      page.evaluate('document.activeElement.querySelector(".spoken").textContent')
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('oolong · cool, done')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('jasmine · warm, done')
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('oolong · warm, done')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('.place').textContent()).toBe('3 of 4')
    await page.keyboard.press('End')
    expect(await page.getByRole('dialog').getAttribute('aria-labelledby')).toBe('shown')
    expect(await page.locator('#shown').textContent()).toBe('matcha · warm')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toBe('matcha · warm, failed for good')
    expect(await page.locator('.card[tabindex="0"]').count()).toBe(1)
  })

  test('texts are copied as they are', async () => {
    const { page } = await open(url, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'oolong · warm, done' }).click()
    const copied = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).first().click()
      await page.getByText('copied').first().waitFor()
      return page.evaluate('navigator.clipboard.readText()')
    }
    expect(await copied('Copy sent prompt')).toBe('oolong tea poster, warm palette')
    expect(JSON.parse(String(await copied('Copy request as JSON')))).toMatchObject({
      seed: 1,
      n: 1,
    })
    expect(await copied('Copy SHA-256')).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious in %s, in the grid and in a picture',
    async (colorScheme) => {
      const { page } = await open(url, { colorScheme })
      await allLoaded(page)
      expect(await seriousProblems(page)).toEqual([])
      await choose(page, 'Columns', 'none')
      expect(await seriousProblems(page)).toEqual([])
      await page.locator('.card').first().click()
      expect(await seriousProblems(page)).toEqual([])
    },
  )

  test('the colours can be switched, and stay so', async () => {
    const { page } = await open(url, { colorScheme: 'light' })
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const light = await paper()
    await page.getByRole('button', { name: 'Switch to dark colours' }).click()
    expect(await paper()).not.toBe(light)
    await page.reload()
    expect(await paper()).not.toBe(light)
  })

  test('a phone shows all of it, nothing is cut off, and fingers hit what they aim at', async () => {
    const { page } = await open(url, { viewport: { width: 390, height: 844 }, hasTouch: true })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByText('Layout and filters').tap()
    expect(await smallTargets(page)).toEqual([])
    await page.locator('.card').first().tap()
    expect(await page.evaluate('document.querySelector("dialog").scrollWidth')).toBe(390)
    expect(await smallTargets(page)).toEqual([])
  })

  test('a folder that was sent without its pictures says so', async () => {
    const here = await place({ 'index.html': '' })
    await here.write('index.html', (await readFile(new URL(url))).toString())
    const { page } = await open(pathToFileURL(join(here.folder, 'index.html')).href)
    await page.getByText('thumbnail not in this folder').first().waitFor()
    expect(await page.locator('.card').count()).toBe(4)
  })
})

async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).selectOption({ label: value })
}

async function counted(page: Page): Promise<string | null> {
  return page.locator('.tools .count').textContent()
}

async function allLoaded(page: Page, images = 'img'): Promise<void> {
  const all = `[...document.querySelectorAll('${images}')]`
  await waitUntil(page, `${all}.length > 0 && ${all}.every((image) => image.naturalWidth > 0)`)
}

/** What axe calls serious or critical, with the elements. */
async function seriousProblems(page: Page): Promise<unknown> {
  await page.evaluate(`${axe.source};0`)
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 120))]))`)
}

/** Buttons and fields in sight that are less than 40 pixels high. */
async function smallTargets(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const root = document.querySelector('dialog[open]') ?? document
    return [...root.querySelectorAll('button, select, input, summary')]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 40)
      .map((each) => each.outerHTML.slice(0, 80))
  })()`)
}
