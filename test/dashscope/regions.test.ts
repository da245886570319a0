import { expect, test } from 'vitest'
import type { Region } from '../../src/catalog/model.ts'
import { listed } from '../support/listed.ts'
import { aMock, aProvider, aRequest } from './a-provider.ts'

/** Where a submit of wan2.6-t2i goes, and what it says of the workspace. */
async function sentFrom(region: Region, workspace: string | null) {
  const { mock, dispatchers } = aMock()
  let seen: { host: string; workspace: unknown } | null = null
  for (const host of hosts) {
    mock
      .get(`https://${host}`)
      .intercept({ path: () => true, method: 'POST' })
      .reply(200, ({ headers }) => {
        const given = Object.fromEntries(Object.entries(headers ?? {}))
        seen = { host, workspace: given['x-dashscope-workspace'] ?? null }
        return { output: { task_id: 't-1', task_status: 'PENDING' }, request_id: 'r-1' }
      })
  }
  const provider = aProvider({ region, workspace, dispatchers })
  const request = aRequest({ model: 'wan2.6-t2i', size: '1280*1280' })
  expect(await provider.submit(request, { mode: 'async' })).toMatchObject({ kind: 'submitted' })
  return seen
}

const hosts = [
  'dashscope-intl.aliyuncs.com',
  'dashscope.aliyuncs.com',
  'dashscope-us.aliyuncs.com',
  'ws-1.eu-central-1.maas.aliyuncs.com',
]

test.each<[Region, string | null, string, string | null]>([
  ['singapore', null, 'dashscope-intl.aliyuncs.com', null],
  ['singapore', 'ws-1', 'dashscope-intl.aliyuncs.com', 'ws-1'],
  ['beijing', null, 'dashscope.aliyuncs.com', null],
  ['beijing', 'ws-1', 'dashscope.aliyuncs.com', 'ws-1'],
  ['virginia', null, 'dashscope-us.aliyuncs.com', null],
  ['virginia', 'ws-1', 'dashscope-us.aliyuncs.com', 'ws-1'],
  ['frankfurt', 'ws-1', 'ws-1.eu-central-1.maas.aliyuncs.com', null],
])('%s with workspace %s: to %s, with the header %s', async (region, workspace, host, header) => {
  expect(await sentFrom(region, workspace)).toEqual({ host, workspace: header })
})

test('a model that is spelled out goes the way it says', async () => {
  const { mock, dispatchers } = aMock()
  const paths: string[] = []
  mock
    .get('https://dashscope-intl.aliyuncs.com')
    .intercept({
      path: (path) => {
        paths.push(path)
        return true
      },
      method: 'POST',
    })
    .reply(200, { output: { task_id: 't-1', task_status: 'PENDING' } })
  const model = { ...listed('wan2.6-t2i'), id: 'wan9.9-t2i' }
  const provider = aProvider({ dispatchers, unlisted: new Map([[model.id, model]]) })
  const outcome = await provider.submit(aRequest({ model: model.id }), { mode: 'async' })
  expect(outcome.kind).toBe('submitted')
  expect(paths).toContain('/api/v1/services/aigc/image-generation/generation')
})

test('a model that nobody knows is never sent', async () => {
  const provider = aProvider({ dispatchers: aMock().dispatchers })
  const request = aRequest({ model: 'wan9.9-t2i' })
  await expect(provider.submit(request, { mode: 'async' })).rejects.toThrow(
    'model wan9.9-t2i has no async route',
  )
})
