/**
 * What one successful image costs, digit by digit as the documents print it. Written down once more for
 * the tests and never computed from the catalogue, so that a slip there is seen.
 *
 * Yuan: the model pricing page of July 2026, Beijing and Singapore columns, and Virginia's and
 * Frankfurt's. Dollars in Singapore: the API reference of 13 November 2025 (qwen-image and
 * qwen-image-plus), the international page of 16 February 2026 (qwen-image-max), for the others the
 * yuan column at its own 7.33924 yuan a dollar. Dollars in Beijing: the same two dated pages.
 */
const table = `
model                          beijing-CNY singapore-CNY singapore-USD beijing-USD global-CNY
qwen-image-2.0-pro             0.50        0.550443      0.075         -           -
qwen-image-2.0-pro-2026-03-03  0.50        0.550443      0.075         -           -
qwen-image-2.0-pro-2026-04-22  0.50        0.550443      0.075         -           -
qwen-image-2.0                 0.20        0.256873      0.035         -           -
qwen-image-2.0-2026-03-03      0.20        0.256873      0.035         -           -
qwen-image-max                 0.50        0.550443      0.075         0.071677    -
qwen-image-max-2025-12-30      0.50        0.550443      0.075         0.071677    -
qwen-image-plus                0.20        0.220177      0.03          0.028671    -
qwen-image-plus-2026-01-09     0.20        0.220177      0.03          0.028671    -
qwen-image                     0.25        0.256873      0.035         -           -
wan2.6-t2i                     0.20        0.220177      0.03          -           0.20
wan2.5-t2i-preview             0.20        0.220177      0.03          -           -
wan2.2-t2i-plus                0.20        0.366962      0.05          -           -
wan2.2-t2i-flash               0.14        0.183481      0.025         -           -
wan2.1-t2i-plus                -           0.366962      0.05          -           -
wan2.1-t2i-turbo               -           0.183481      0.025         -           -
wanx2.1-t2i-plus               0.20        -             -             -           -
wanx2.1-t2i-turbo              0.14        -             -             -           -
wanx2.0-t2i-turbo              0.04        -             -             -           -
`

export interface DocumentPrice {
  readonly model: string
  readonly region: string
  readonly currency: string
  /** As printed: `0.550443`. */
  readonly amount: string
}

/** Every price of the documents. */
export function documentPrices(): DocumentPrice[] {
  const [head = '', ...lines] = table.trim().split('\n')
  const columns = head.split(/ +/).slice(1)
  return lines.flatMap((line) => {
    const [model = '', ...amounts] = line.split(/ +/)
    return amounts.flatMap((amount, index) => pricesOf(model, columns[index] ?? '', amount))
  })
}

/** Both regions outside of China and Singapore have one column. */
function pricesOf(model: string, column: string, amount: string): DocumentPrice[] {
  if (amount === '-') return []
  const [region = '', currency = ''] = column.split('-')
  const where = region === 'global' ? ['virginia', 'frankfurt'] : [region]
  return where.map((each) => ({ model, region: each, currency, amount }))
}

/** What so many images cost, with six decimals; counted in whole millionths. */
export function documentCost(
  images: ReadonlyMap<string, number>,
  { region, currency }: { region: string; currency: string },
): string {
  let total = 0n
  for (const [model, count] of images) {
    const found = documentPrices().filter(
      (price) => price.model === model && price.region === region && price.currency === currency,
    )
    const [price] = found
    if (price === undefined || found.length > 1) throw new Error(`no one price of ${model}`)
    total += BigInt(count) * millionths(price.amount)
  }
  const digits = String(total).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

function millionths(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.split('.')
  return BigInt(whole + decimals.padEnd(6, '0'))
}
