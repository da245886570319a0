import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkKey, findApiKey, type KeySources } from '../../src/dashscope/key.ts'

const homeFile = join('/home/me', '.dashscope', 'api_key')

function sources(
  env: KeySources['env'],
  files: Readonly<Record<string, string | Error>> = {},
): KeySources {
  return {
    env,
    home: '/home/me',
    readFile: async (path) => {
      const found = files[path] ?? Object.assign(new Error('no such file'), { code: 'ENOENT' })
      if (found instanceof Error) throw found
      return found
    },
  }
}

describe('the key is looked for in the order of the official SDKs', () => {
  const files = { '/run/key': 'sk-named-file', [homeFile]: 'sk-home-file' }

  test('first DASHSCOPE_API_KEY', async () => {
    const env = { DASHSCOPE_API_KEY: ' sk-direct\n', DASHSCOPE_API_KEY_FILE_PATH: '/run/key' }
    expect(await findApiKey(sources(env, files))).toBe('sk-direct')
  })

  test('then the file that DASHSCOPE_API_KEY_FILE_PATH names', async () => {
    const env = { DASHSCOPE_API_KEY: ' ', DASHSCOPE_API_KEY_FILE_PATH: '/run/key' }
    expect(await findApiKey(sources(env, files))).toBe('sk-named-file')
  })

  test('then the file in the home folder, without its line end and byte order mark', async () => {
    const home = { [homeFile]: '\ufeffsk-home-file\r\n' }
    expect(await findApiKey(sources({}, home))).toBe('sk-home-file')
  })

  test('and a named file that is missing is an error, not a reason to look further', async () => {
    const env = { DASHSCOPE_API_KEY_FILE_PATH: '/run/typo' }
    await expect(findApiKey(sources(env, files))).rejects.toMatchObject({
      code: 'ACCOUNT_KEY_UNREADABLE',
      stop: 'account',
      message: expect.stringContaining('/run/typo'),
    })
  })
})

test('no key at all says how to give one, and how to try without', async () => {
  await expect(findApiKey(sources({}))).rejects.toMatchObject({
    code: 'ACCOUNT_KEY_MISSING',
    stop: 'account',
    hint: expect.stringMatching(/DASHSCOPE_API_KEY.*--simulate/),
  })
  const homeless = { ...sources({}), home: null }
  await expect(findApiKey(homeless)).rejects.toMatchObject({ code: 'ACCOUNT_KEY_MISSING' })
})

test('a home file that may not be read is an error of its own', async () => {
  const denied = Object.assign(new Error('permission denied'), { code: 'EACCES' })
  await expect(findApiKey(sources({}, { [homeFile]: denied }))).rejects.toMatchObject({
    code: 'ACCOUNT_KEY_UNREADABLE',
  })
})

test.each([
  ['a line end inside', 'sk-one\nsk-two'],
  ['a space inside', 'sk-one two'],
  ['a control character', 'sk-\u0000one'],
  ['a C1 control character', 'sk-\u0085one'],
  ['another script', 'sk-密钥'],
  ['typographic quotes', '“sk-one”'],
  ['too much text', 'x'.repeat(513)],
  ['nothing', '  '],
])('a key with %s is refused without being printed', (_, key) => {
  try {
    checkKey(key, 'DASHSCOPE_API_KEY')
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: 'ACCOUNT_KEY_INVALID', stop: 'account' })
    expect(String(error)).not.toMatch(/one|密钥|xxx/)
  }
})

test('the key of a subscription plan is refused, since it may not be used for batches', () => {
  expect(() => checkKey('sk-sp-0123456789', 'DASHSCOPE_API_KEY')).toThrow(
    expect.objectContaining({ code: 'ACCOUNT_KEY_SUBSCRIPTION', stop: 'account' }),
  )
})
