import { UserError } from '../diagnostics/user-error.ts'
import { isLoopback, parseUrl } from './urls.ts'

/** The proxy settings of an environment, by their usual names. */
export interface ProxySettings {
  readonly HTTP_PROXY?: string | undefined
  readonly HTTPS_PROXY?: string | undefined
  readonly NO_PROXY?: string | undefined
}

/** Reads them from an environment; the lower-case spelling goes before, as in curl. */
export function proxySettings(env: { readonly [name: string]: string | undefined }): ProxySettings {
  return {
    HTTP_PROXY: env['http_proxy'] || env['HTTP_PROXY'],
    HTTPS_PROXY: env['https_proxy'] || env['HTTPS_PROXY'],
    NO_PROXY: env['no_proxy'] || env['NO_PROXY'],
  }
}

/**
 * The proxy for a URL, or null where it is reached directly: loopback addresses, what NO_PROXY
 * names, and everything where none is set. An https URL falls back to HTTP_PROXY.
 *
 * @throws {UserError} PROVIDER_PROXY_INVALID
 */
export function proxyFor(url: URL, settings: ProxySettings): string | null {
  const https = url.protocol === 'https:' ? settings.HTTPS_PROXY : undefined
  const proxy = (https || settings.HTTP_PROXY || '').trim()
  if (proxy === '' || isLoopback(url) || isExcepted(url, settings.NO_PROXY ?? '')) return null
  const parsed = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    // Not repeated: it may hold a password.
    throw new UserError(
      'PROVIDER_PROXY_INVALID',
      'HTTPS_PROXY or HTTP_PROXY is not the URL of an http or https proxy',
      { hint: 'set it like http://proxy.example:3128, or unset it' },
    )
  }
  return parsed.href
}

/** NO_PROXY: names separated by commas or spaces, each with its subdomains; `*` is every name. */
function isExcepted(url: URL, noProxy: string): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      if (entry === '*') return true
      const [, name = '', entryPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? []
      if (name === '' || (entryPort !== undefined && entryPort !== port)) return false
      return url.hostname === name || url.hostname.endsWith(`.${name}`)
    })
}
