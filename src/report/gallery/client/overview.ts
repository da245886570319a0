import { type Currency, money, parseMicros } from '../../../catalog/money.ts'
import { counted, groupDigits } from '../../phrases.ts'
import type { AssetCost, GalleryData } from '../gallery-data.ts'
import { element } from './dom.ts'
import { plainText } from './shown.ts'

/** What the set holds and cost, and what each asset cost. */
export function createOverview(data: GalleryData): HTMLElement {
  return element(
    'section',
    { class: 'overview', attributes: { 'aria-label': 'Totals' } },
    figures(data),
    chart(data),
  )
}

function figures({ totals, simulated }: GalleryData): HTMLElement {
  const { pictures, files, requests, spend } = totals
  const rows: readonly (readonly [string, string])[] = [
    ['Pictures', groupDigits(pictures)],
    ['Files', groupDigits(files)],
    ['Requests', groupDigits(requests)],
    ...spend.flatMap(({ currency, paid, open, open_jobs }): [string, string][] => [
      [simulated ? 'Paid, simulated' : 'Paid', amount(paid, currency)],
      ...(open_jobs === 0
        ? []
        : [
            ['Perhaps paid', `${amount(open, currency)}, ${counted(open_jobs, 'request')}`] as [
              string,
              string,
            ],
          ]),
    ]),
  ]
  const parts = rows.map(([name, value]) =>
    element('div', {}, element('dt', { text: name }), element('dd', { text: value })),
  )
  return element('dl', { class: 'figures' }, ...parts)
}

function chart({ totals: { assets } }: GalleryData): HTMLElement | null {
  if (assets.length === 0) return null
  const most = new Map<Currency, number>()
  for (const { currency, paid } of assets) {
    most.set(currency, Math.max(most.get(currency) ?? 0, parseMicros(paid) ?? 0))
  }
  return element(
    'figure',
    { class: 'chart' },
    element('figcaption', { text: 'Cost by asset' }),
    element('ul', {}, ...assets.map((cost) => bar(cost, most.get(cost.currency) ?? 0))),
  )
}

function bar({ asset, currency, images, paid }: AssetCost, most: number): HTMLElement {
  const made = element(
    'li',
    {},
    element('span', {
      class: 'asset',
      text: asset === null ? 'no longer wanted' : plainText(asset),
    }),
    element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }),
    element('span', { class: 'paid', text: `${amount(paid, currency)}` }),
    element('span', { class: 'images', text: counted(images, 'image') }),
  )
  const share = most === 0 ? 0 : (parseMicros(paid) ?? 0) / most
  made.style.setProperty('--share', share.toFixed(4))
  return made
}

function amount(text: string, currency: Currency): string {
  return money(parseMicros(text) ?? 0, currency)
}
