import { MockAgent } from 'undici'
import { afterEach } from 'vitest'
import { createDashScope, type DashScopeOptions } from '../../src/dashscope/create-dashscope.ts'
import type { Provider } from '../../src/provider/provider.ts'
import type { Request } from '../../src/request/request.ts'

export const apiKey = 'sk-0123456789abcdef0123456789abcdef'
export const singapore = 'https://dashscope-intl.aliyuncs.com'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

export function aRequest(changes: Partial<Request> = {}): Request {
  return {
    model: 'qwen-image-plus',
    prompt: 'A teapot on a wooden table',
    negative_prompt: '',
    size: '1328*1328',
    n: 1,
    seed: 7,
    prompt_extend: true,
    watermark: false,
    ...changes,
  }
}

/** A provider that is closed after the test. */
export function aProvider(options: Partial<DashScopeOptions> = {}): Provider {
  const provider = createDashScope({
    apiKey,
    region: 'singapore',
    workspace: null,
    baseUrl: null,
    proxies: {},
    userAgent: 'mintage/0.0.0',
    now: () => Date.UTC(2026, 10, 20),
    ...options,
  })
  open.push(provider)
  return provider
}

/** An agent without network, in place of all ways out. */
export function aMock(): { mock: MockAgent; dispatchers: DashScopeOptions['dispatchers'] } {
  const mock = new MockAgent({ enableCallHistory: true })
  mock.disableNetConnect()
  return { mock, dispatchers: { submits: mock, queries: mock, pictures: mock } }
}
