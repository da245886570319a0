import { readFile } from 'node:fs/promises'
import { createDashScope } from '../dashscope/create-dashscope.ts'
import { findApiKey } from '../dashscope/key.ts'
import { proxySettings } from '../dashscope/proxies.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import type { Provider } from '../provider/provider.ts'
import type { Clock } from '../run/clock.ts'
import type { Project } from '../run/open-project.ts'
import { startSimulator } from '../simulator/simulator.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

/** How much faster than the real service a simulated run goes: a demo takes seconds. */
export const simulatedSpeed = 20

/**
 * The API that a project's requests go to, or the embedded simulator in its place, which ignores key
 * and base URL.
 *
 * @throws {UserError} without a key, or where the base URL or a proxy cannot be used.
 */
export async function providerOf(
  { manifest, options }: Project,
  { clock, io }: { clock: Clock; io: Io },
): Promise<Provider> {
  if (manifest === null) throw new InternalError('a set without a manifest asks for nothing')
  const { region, workspace } = manifest.provider
  const common = {
    region,
    workspace,
    userAgent: `mintage/${version()}`,
    now: () => clock.now(),
  }
  if (options.simulate === true) return simulated(common)
  return createDashScope({
    ...common,
    apiKey: await findApiKey({ ...io, readFile: (path) => readFile(path, 'utf8') }),
    baseUrl: io.env['DASHSCOPE_HTTP_BASE_URL'] || null,
    proxies: proxySettings(io.env),
  })
}

type Common = Pick<
  Parameters<typeof createDashScope>[0],
  'region' | 'workspace' | 'userAgent' | 'now'
>

/** The same client over real HTTP, to a server of our own that lives as long as it does. */
async function simulated(common: Common): Promise<Provider> {
  const server = await startSimulator({ region: common.region, timeScale: simulatedSpeed })
  const client = createDashScope({
    ...common,
    apiKey: 'sk-simulated',
    baseUrl: server.url,
    proxies: {},
  })
  return {
    ...client,
    async close() {
      await client.close()
      await server.close()
    },
  }
}
