import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { GalleryData } from '../../src/report/gallery/gallery-data.ts'
import { galleryPage } from '../../src/report/gallery/page.ts'
import { describeInChromium, openingPages } from '../support/chromium.ts'
import { place } from '../support/real-cli.ts'

const attacks = [
  '<script>alert(1)</script>',
  '</script><script>alert(2)</script>',
  '<!--<script>',
  '<img src=x onerror=alert(3)>',
  '"><svg onload=alert(4)>',
  'javascript:alert(5)',
  "' onfocus='alert(6)' autofocus='",
  '{{constructor.constructor("alert(7)")()}}',
  '__proto__',
  'constructor',
  '\u202egnp.exe\u2066',
  'a\u0000b\u001b[31m\u2028c',
  `${'long '.repeat(4000)}<b>`,
  '茶 # ? % & \\ %2e%2e',
  '=all',
]

const sha256 = 'a'.repeat(64)

/** A gallery in which every text that may come from a stranger is an attack. */
function hostile(attack: string): GalleryData {
  const dimension = (name: string) => ({ name, values: [attack, `${attack} 2`] })
  const picture = (value: string, status: 'done' | 'blocked', thumbnail: string | null) => ({
    request: 0,
    image: 1,
    position: Object.fromEntries([
      ['asset', attack],
      [attack, value],
      ['model', attack],
    ]),
    status,
    width: 16,
    height: 9,
    thumbnail,
    files: [
      {
        path: attack,
        href: './%3Cscript%3E',
        variant: attack,
        status,
        recorded: { sha256: attack, bytes: 3, width: 16, height: 9, format: attack },
      },
    ],
  })
  return {
    gallery: 1,
    engine: 'mintage 0.1.0',
    name: attack,
    manifest: { path: attack, digest: attack },
    simulated: true,
    dimensions: [dimension(attack), dimension('asset')],
    filters: [dimension(attack), dimension('asset'), dimension('model')],
    totals: {
      pictures: 2,
      files: 2,
      requests: 1,
      statuses: { done: 1, blocked: 1 },
      spend: [{ currency: 'USD', images: 1, paid: attack, open_jobs: 1, open: attack }],
      assets: [{ asset: attack, currency: 'USD', images: 1, paid: '0.030000' }],
    },
    templates: Object.fromEntries([[attack, attack]]),
    requests: [
      {
        key: attack,
        action: 'keep',
        reason: attack,
        request: {
          model: attack,
          prompt: attack,
          negative_prompt: attack,
          size: attack,
          n: 1,
          seed: 1,
          prompt_extend: true,
          watermark: false,
        },
        rewritten: `${attack} ${attack}`,
        rewritten_unavailable: null,
        response: { task_id: attack, request_id: attack, region: attack, submitted_at: attack },
        cost: { amount: '0.030000', currency: 'USD', price_list: attack },
        error: { code: attack, message: attack, at: attack },
        warning: attack,
        simulated: true,
      },
    ],
    pictures: [picture(attack, 'done', sha256), picture(`${attack} 2`, 'blocked', null)],
  }
}

describeInChromium('a gallery full of what a stranger wrote', () => {
  const open = openingPages()

  test.each(attacks.map((attack) => [JSON.stringify(attack).slice(0, 60), attack]))(
    '%s is shown as text and does nothing',
    async (_, attack) => {
      const here = await place({ 'index.html': galleryPage(hostile(attack)) })
      const { page, troubles, requests } = await open(
        pathToFileURL(join(here.folder, 'index.html')).href,
      )
      expect(await page.locator('h1').textContent()).toBe(shown(attack))
      await page
        .getByRole('searchbox')
        .fill(attack.slice(0, 200).replace(/[\u0000-\u001f\u2028]/g, ' '))
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByRole('combobox', { name: 'Columns' }).selectOption('none')
      await page.locator('.card').last().click()
      const prompt = await page.getByRole('dialog').locator('.prose').first().textContent()
      expect(prompt).toBe(attack.split('\n').map(shown).join('\n'))
      await page.keyboard.press('ArrowLeft')
      expect(await page.locator('body script').count()).toBe(2)
      expect(
        await page.locator('b, svg[onload], [onerror], [onfocus], a[href^="javascript"]').count(),
      ).toBe(0)
      // Its thumbnails are not there; that is all that may be said.
      const others = troubles.filter((trouble) => !trouble.includes('ERR_FILE_NOT_FOUND'))
      expect(others).toEqual([])
      expect(requests.filter((url) => !url.startsWith('file://'))).toEqual([])
    },
  )

  test('the policy stops a script that is put into the page all the same', async () => {
    const html = galleryPage(hostile('<b>')).replace(
      '</body>',
      '<script>window.ran = true</script></body>',
    )
    const here = await place({ 'index.html': html })
    const { page, troubles } = await open(pathToFileURL(join(here.folder, 'index.html')).href)
    expect(await page.evaluate('window.ran')).toBeUndefined()
    expect(troubles.join('\n')).toContain('Content Security Policy')
    const inserted = page.evaluate('document.body.innerHTML = "<p>x</p>"')
    await expect(inserted).rejects.toThrow('TrustedHTML')
  })
})

/** As a page may show it: nothing that hides or reorders text. */
function shown(text: string): string {
  return text
    .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\u202e\u2066\u2028]/g, '\ufffd')
}
