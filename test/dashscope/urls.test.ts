import { describe, expect, test } from 'vitest'
import { baseUrlOf } from '../../src/dashscope/urls.ts'

function base(options: Partial<Parameters<typeof baseUrlOf>[0]>) {
  return baseUrlOf({ region: 'singapore', workspace: null, baseUrl: null, ...options })
}

describe('the base URL', () => {
  test.each([
    ['singapore', 'https://dashscope-intl.aliyuncs.com/api/v1'],
    ['beijing', 'https://dashscope.aliyuncs.com/api/v1'],
    ['virginia', 'https://dashscope-us.aliyuncs.com/api/v1'],
  ] as const)('of %s is its shared host, with and without a workspace', (region, url) => {
    const expected = { url, loopback: false, foreign: false }
    expect(base({ region })).toMatchObject(expected)
    expect(base({ region, workspace: 'ws-1' })).toMatchObject(expected)
  })

  test('of frankfurt is the host of the workspace', () => {
    expect(base({ region: 'frankfurt', workspace: 'ws-1' }).url).toBe(
      'https://ws-1.eu-central-1.maas.aliyuncs.com/api/v1',
    )
  })

  test('of frankfurt needs a workspace', () => {
    expect(() => base({ region: 'frankfurt' })).toThrow(
      expect.objectContaining({ code: 'PROVIDER_WORKSPACE_MISSING' }),
    )
  })

  test.each(['evil.example.com/', 'a.b', 'a b', '', 'x'.repeat(64), 'ws_1'])(
    'is not made from the workspace %j, which could name another host',
    (workspace) => {
      expect(() => base({ region: 'frankfurt', workspace })).toThrow(
        expect.objectContaining({ code: 'PROVIDER_WORKSPACE_INVALID' }),
      )
    },
  )
})

describe('DASHSCOPE_HTTP_BASE_URL', () => {
  test.each([
    ['https://gateway.example/api/v1', 'https://gateway.example/api/v1', false],
    [
      'https://gateway.example:8443/team/api/v1/',
      'https://gateway.example:8443/team/api/v1',
      false,
    ],
    [' http://127.0.0.1:8787/api/v1 ', 'http://127.0.0.1:8787/api/v1', true],
    ['http://localhost:8787/api/v1', 'http://localhost:8787/api/v1', true],
    ['http://[::1]:8787/api/v1', 'http://[::1]:8787/api/v1', true],
    ['https://localhost/api/v1', 'https://localhost/api/v1', true],
  ])('%s goes before the region', (baseUrl, url, loopback) => {
    expect(base({ baseUrl })).toMatchObject({ url, loopback, foreign: true })
    expect(base({ baseUrl, region: 'frankfurt' })).toMatchObject({ url })
  })

  test('that names the region’s own host is not foreign', () => {
    const baseUrl = 'https://dashscope-intl.aliyuncs.com/api/v1/'
    expect(base({ baseUrl })).toMatchObject({ foreign: false })
  })

  test.each([
    ['no URL', 'dashscope'],
    ['http elsewhere', 'http://gateway.example/api/v1'],
    ['http to a name that begins like loopback', 'http://127.0.0.1.example/api/v1'],
    ['another path', 'https://gateway.example/'],
    ['the compatible path', 'https://gateway.example/compatible-mode/v1'],
    ['a password', 'https://me:secret@gateway.example/api/v1'],
    ['a query', 'https://gateway.example/api/v1?x=1'],
    ['a fragment', 'https://gateway.example/api/v1#x'],
    ['another scheme', 'ftp://127.0.0.1/api/v1'],
  ])('with %s is refused, without being repeated', (_, baseUrl) => {
    expect(() => base({ baseUrl })).toThrow(
      expect.objectContaining({
        code: 'PROVIDER_BASE_URL_INVALID',
        stop: 'usage',
        message: expect.not.stringContaining('secret'),
      }),
    )
  })
})
