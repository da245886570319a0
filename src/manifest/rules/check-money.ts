import type { Currency } from '../../catalog/money.ts'
import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { readMoney } from '../money.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { shortened } from '../schema/words.ts'

/**
 * Amounts: the budget, prices, which are in the manifest's currency and in no other, and those of
 * models that it spells out, where each region has its own.
 */
export function checkMoney(manifest: SoundManifest, currency: Currency, findings: Findings): void {
  if (manifest.budget?.max_cost !== undefined) checkAmount(['budget', 'max_cost'], findings)
  for (const [id, { regions = {} }] of Object.entries(manifest.unlisted_models ?? {})) {
    for (const region of Object.keys(regions)) checkAmount(unlistedPrice(id, region), findings)
  }
  for (const model of Object.keys(manifest.prices ?? {})) {
    const at = ['prices', model]
    const money = checkAmount(at, findings)
    if (money === null || money.currency === null || money.currency === currency) continue
    const message = `this price is in ${money.currency}, and the prices of this manifest are in ${currency}`
    const help = `write it in ${currency}, or set \`provider.currency: ${money.currency}\``
    findings.report('MANIFEST_BAD_MONEY', message, at, { help })
  }
}

/** Where the price of a model stands that the manifest spells out. */
export function unlistedPrice(id: string, region: string): SourcePath {
  return ['unlisted_models', id, 'regions', region, 'price']
}

function checkAmount(at: SourcePath, findings: Findings): ReturnType<typeof readMoney> {
  const { source } = findings
  const located = source.located(at)
  const money = readMoney(located, source.positions.text)
  if (money !== null || located === null) return money
  const written = source.positions.text.slice(located.start, located.end)
  findings.report('MANIFEST_BAD_MONEY', `${shortened(written)} is no amount of money`, at, {
    help: 'write it as `12.50 USD` or `12.50`: digits, at most six of them behind the point, then USD or CNY',
  })
  return null
}
