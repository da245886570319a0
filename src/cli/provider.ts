import { createDashScope } from '../dashscope/create-dashscope.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import type { Provider } from '../provider/provider.ts'
import type { Clock } from '../run/clock.ts'
import type { Project } from '../run/open-project.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { type ApiAddress, openApi, userAgent } from './api.ts'
import type { Io } from './io.ts'

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
  const unlisted = manifest.unlistedModels
  const address = { region, workspace, unlisted, now: () => clock.now() }
  return options.simulate === true ? simulated(address) : openApi(address, io)
}

/** The same client over real HTTP, to a server of our own that lives as long as it does. */
async function simulated(address: ApiAddress): Promise<Provider> {
  const { region, unlisted = new Map() } = address
  const server = await startSimulator({ region, unlisted, timeScale: simulatedSpeed })
  const client = createDashScope({
    ...address,
    userAgent: userAgent(),
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
