import type { Region } from '../catalog/model.ts'
import { apiHost } from '../catalog/regions.ts'
import { UserError } from '../diagnostics/user-error.ts'

/** The one address that the key is sent to. */
export interface BaseUrl {
  /** Ends in `/api/v1`, without a slash after it. */
  readonly url: string
  readonly origin: string
  readonly loopback: boolean
  /** Whether it is another than the region's own. */
  readonly foreign: boolean
}

/**
 * The base URL: the catalogue's for region and workspace, unless DASHSCOPE_HTTP_BASE_URL names one.
 *
 * @throws {UserError} PROVIDER_BASE_URL_INVALID, PROVIDER_WORKSPACE_INVALID, PROVIDER_WORKSPACE_MISSING
 */
export function baseUrlOf(options: {
  readonly region: Region
  readonly workspace: string | null
  /** DASHSCOPE_HTTP_BASE_URL; null: the region's own. */
  readonly baseUrl: string | null
}): BaseUrl {
  const { region, workspace, baseUrl } = options
  if (workspace !== null && !/^[A-Za-z0-9-]{1,63}$/.test(workspace)) {
    const message =
      'the workspace id holds other characters than letters, digits and `-`, or more than 63'
    throw new UserError('PROVIDER_WORKSPACE_INVALID', message)
  }
  const host = apiHost(region, workspace)
  const own = host === null ? null : `https://${host}/api/v1`
  if (baseUrl !== null) return readBaseUrl(baseUrl, own)
  if (own === null) {
    throw new UserError(
      'PROVIDER_WORKSPACE_MISSING',
      `region ${region} has no host that all workspaces share, and no workspace is named`,
      { hint: 'set provider.workspace to the workspace id that the console shows' },
    )
  }
  return { url: own, origin: new URL(own).origin, loopback: false, foreign: false }
}

function readBaseUrl(text: string, own: string | null): BaseUrl {
  const url = parseUrl(text.trim())
  if (url === null) throw invalidBase('is not a URL')
  const path = url.pathname.replace(/\/$/, '')
  const loopback = isLoopback(url)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw invalidBase('is neither https nor http on a loopback address')
  }
  if (url.username !== '' || url.password !== '') throw invalidBase('holds a user name or password')
  if (url.search !== '' || url.hash !== '') throw invalidBase('has a query or a fragment')
  if (!path.endsWith('/api/v1')) throw invalidBase('does not end in /api/v1')
  const base = `${url.origin}${path}`
  return { url: base, origin: url.origin, loopback, foreign: base !== own }
}

function invalidBase(what: string): UserError {
  return new UserError('PROVIDER_BASE_URL_INVALID', `DASHSCOPE_HTTP_BASE_URL ${what}`, {
    hint: 'unset it, or set it like https://dashscope-intl.aliyuncs.com/api/v1',
  })
}

export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** Whether a URL names this machine. */
export function isLoopback(url: URL): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
}

/**
 * Whether a picture may be fetched from an address that an answer named: https under
 * `aliyuncs.com` on the usual port, or the base URL's own origin where that is loopback.
 *
 * @returns the parsed URL, or why it is refused, without repeating the URL: it is signed.
 */
export function checkPictureUrl(
  text: string,
  base: BaseUrl,
): { readonly url: URL } | { readonly refused: string } {
  const url = parseUrl(text)
  if (url === null) return { refused: 'the picture has no valid URL' }
  if (url.username !== '' || url.password !== '') {
    return { refused: 'the URL of the picture holds a user name or password' }
  }
  if (base.loopback && url.origin === base.origin) return { url }
  if (url.protocol !== 'https:') return { refused: 'the URL of the picture is not https' }
  if (url.port !== '') return { refused: 'the URL of the picture names a port' }
  if (!url.hostname.endsWith('.aliyuncs.com')) {
    return { refused: 'the picture is not on a host under aliyuncs.com' }
  }
  return { url }
}
