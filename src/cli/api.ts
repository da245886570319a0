import { readFile } from 'node:fs/promises'
import type { Region } from '../catalog/model.ts'
import type { UnlistedModels } from '../catalog/models.ts'
import { createDashScope } from '../dashscope/create-dashscope.ts'
import { findApiKey } from '../dashscope/key.ts'
import { proxySettings } from '../dashscope/proxies.ts'
import type { Provider } from '../provider/provider.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

/** Which API is meant, and by whose clock. */
export interface ApiAddress {
  readonly region: Region
  readonly workspace: string | null
  /** Models beside those of the catalogue. */
  readonly unlisted?: UnlistedModels
  /** Epoch milliseconds. */
  readonly now: () => number
}

export const userAgent = () => `mintage/${version()}`

/**
 * The real API of an account; opens no connection yet.
 *
 * @throws {UserError} without a key, or where the base URL or a proxy cannot be used.
 */
export async function openApi(address: ApiAddress, io: Io): Promise<Provider> {
  return createDashScope({
    ...address,
    userAgent: userAgent(),
    apiKey: await findApiKey({ ...io, readFile: (path) => readFile(path, 'utf8') }),
    baseUrl: io.env['DASHSCOPE_HTTP_BASE_URL'] || null,
    proxies: proxySettings(io.env),
  })
}
