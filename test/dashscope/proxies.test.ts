import { expect, test } from 'vitest'
import { proxyFor, proxySettings } from '../../src/dashscope/proxies.ts'

const url = new URL('https://dashscope-intl.aliyuncs.com/api/v1')
const proxy = 'http://proxy.example:3128'

test('without settings everything is reached directly', () => {
  expect(proxyFor(url, {})).toBeNull()
  expect(proxyFor(url, { HTTPS_PROXY: ' ', NO_PROXY: '' })).toBeNull()
})

test('HTTPS_PROXY goes before HTTP_PROXY', () => {
  expect(proxyFor(url, { HTTPS_PROXY: proxy, HTTP_PROXY: 'http://other' })).toBe(`${proxy}/`)
  expect(proxyFor(url, { HTTP_PROXY: proxy })).toBe(`${proxy}/`)
})

test('a proxy without a scheme is an http proxy', () => {
  expect(proxyFor(url, { HTTPS_PROXY: 'proxy.example:3128' })).toBe(`${proxy}/`)
})

test.each([
  '*',
  'dashscope-intl.aliyuncs.com',
  'aliyuncs.com',
  '.aliyuncs.com',
  '*.ALIYUNCS.com',
  'example.com, aliyuncs.com:443',
  'example.com aliyuncs.com',
])('NO_PROXY %s excepts the host', (NO_PROXY) => {
  expect(proxyFor(url, { HTTPS_PROXY: proxy, NO_PROXY })).toBeNull()
})

test.each(['', ',', 'cs.com', 'aliyuncs.com:80', 'intl.aliyuncs.com.cn', 'x.aliyuncs.com'])(
  'NO_PROXY %j does not except the host',
  (NO_PROXY) => {
    expect(proxyFor(url, { HTTPS_PROXY: proxy, NO_PROXY })).toBe(`${proxy}/`)
  },
)

test.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'https://[::1]/'])(
  '%s never goes through a proxy',
  (loopback) => {
    const settings = { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }
    expect(proxyFor(new URL(loopback), settings)).toBeNull()
  },
)

test.each(['socks5://me:secret@proxy.example', 'http://', 'not a proxy'])(
  'a proxy that is none is an error that does not repeat it: %s',
  (HTTPS_PROXY) => {
    expect(() => proxyFor(url, { HTTPS_PROXY })).toThrow(
      expect.objectContaining({
        code: 'PROVIDER_PROXY_INVALID',
        message: expect.not.stringContaining('secret'),
      }),
    )
  },
)

test('the lower-case names of an environment go before the upper-case ones', () => {
  const env = { https_proxy: 'a', HTTPS_PROXY: 'b', HTTP_PROXY: 'c', no_proxy: '', NO_PROXY: 'd' }
  expect(proxySettings(env)).toEqual({ HTTPS_PROXY: 'a', HTTP_PROXY: 'c', NO_PROXY: 'd' })
})
