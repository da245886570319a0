import type { Model, Price, Region } from './model.ts'
import type { Currency } from './money.ts'

/** One host for all workspaces, or one host each: the workspace's id and then `suffix`. */
type RegionHost =
  | { readonly kind: 'shared'; readonly host: string }
  | { readonly kind: 'workspace'; readonly suffix: string }

/**
 * Where a region's API is (facts 1.1). Keys of one region are refused by every other.
 *
 * Singapore and Beijing also know workspace hosts; the shared one, which every document names, is
 * used there, and the workspace travels in a header.
 */
const hosts: { readonly [region in Region]: RegionHost } = {
  singapore: { kind: 'shared', host: 'dashscope-intl.aliyuncs.com' },
  beijing: { kind: 'shared', host: 'dashscope.aliyuncs.com' },
  virginia: { kind: 'shared', host: 'dashscope-us.aliyuncs.com' },
  frankfurt: { kind: 'workspace', suffix: '.eu-central-1.maas.aliyuncs.com' },
}

/** The host that a region's requests go to, or null where only a workspace has one and none is given. */
export function apiHost(region: Region, workspace: string | null): string | null {
  const host = hosts[region]
  if (host.kind === 'shared') return host.host
  return workspace === null ? null : `${workspace}${host.suffix}`
}

/** Whether a region cannot be used without naming a workspace. */
export function needsWorkspace(region: Region): boolean {
  return hosts[region].kind === 'workspace'
}

/** The currency that a region's prices are read in when the manifest names none. */
export function defaultCurrency(region: Region): Currency {
  return region === 'beijing' ? 'CNY' : 'USD'
}

/** List price of one image, or undefined where no list in that currency names the model in that region. */
export function priceOf(model: Model, region: Region, currency: Currency): Price | undefined {
  return model.prices[region]?.find((price) => price.currency === currency)
}
