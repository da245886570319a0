import type { LookupAddress, LookupOptions } from 'node:dns'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'

/**
 * Networks that no picture is fetched from. 198.18.0.0/15 is left out: proxies that answer every
 * name with an address of their own use it, and it is nobody's intranet.
 */
const privateNetworks: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]

const blocked = new BlockList()
for (const [network, prefix] of privateNetworks) {
  blocked.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4')
}

/** Whether an address belongs to this machine or to a private network; IPv4 inside IPv6 included. */
export function isPrivateAddress(address: string): boolean {
  if (!isIPv6(address)) return blocked.check(address, 'ipv4')
  const embedded = embeddedIPv4(address)
  return blocked.check(address, 'ipv6') || (embedded !== null && blocked.check(embedded, 'ipv4'))
}

/** The IPv4 address in a NAT64 address (64:ff9b::/96), written in either form. */
function embeddedIPv4(address: string): string | null {
  const tail = /^64:ff9b::(.+)$/i.exec(address)?.[1]
  if (tail === undefined) return null
  if (tail.includes('.')) return tail
  const [high = '0', low = '0'] = tail.includes(':') ? tail.split(':') : ['0', tail]
  const number = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** Resolves a name to all its addresses, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A lookup for sockets that connects to no private address, whatever a name resolves to. A name
 * with one such address among others is refused as a whole.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = addresses?.find(({ address }) => isPrivateAddress(address))
      const first = addresses?.[0]
      if (error !== null) callback(error, '', 0)
      else if (refused !== undefined) callback(privateError(hostname, refused.address), '', 0)
      else if (first === undefined) callback(new Error(`${hostname} has no address`), '', 0)
      else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function privateError(hostname: string, address: string): Error {
  return new Error(`${hostname} resolves to ${address}, a private address`)
}
