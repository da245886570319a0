import { expect, test } from 'vitest'
import { internalErrorText, userErrorText } from '../../src/cli/error-text.ts'
import { InternalError, UserError } from '../../src/diagnostics/user-error.ts'

const context = { engine: 'mintage 0.1.0', system: 'Node v20.19.0, linux x64', secret: undefined }

test('an error has its code, its sentence, its help, and what it means for the money', () => {
  const error = new UserError('CLI_NO_MANIFEST', 'there is no mintage.yaml in this folder', {
    hint: 'name the manifest',
  })
  expect(userErrorText(error, { colour: false })).toBe(
    `error[CLI_NO_MANIFEST]: there is no mintage.yaml in this folder
  = help: name the manifest
  = docs: docs/errors.md#cli_no_manifest

error: nothing was sent, nothing was spent`,
  )
})

test('an error in the words of the API names no section that does not exist', () => {
  const error = new UserError('InvalidApiKey', 'Invalid API-key provided.', { stop: 'account' })
  expect(userErrorText(error, { colour: false })).not.toContain('= docs')
})

test('values in an error stay on their line and cannot reach the terminal', () => {
  const error = new UserError('X_Y', 'a\n::error::b\u001b[2J', { hint: 'c\nd' })
  const text = userErrorText(error, { colour: false })
  expect(text.split('\n')).toHaveLength(4)
  expect(text).not.toContain('\u001b')
})

test('our own fault names the place and the version, and how to report it', () => {
  const text = internalErrorText(new InternalError('the sum is wrong'), context)
  expect(text).toMatch(/^error\[INTERNAL\]: Mintage broke: InternalError: the sum is wrong\n/)
  expect(text).toContain('cli/error-text.test.ts:')
  expect(text).toContain('version: mintage 0.1.0, Node v20.19.0, linux x64')
  expect(text).toContain('open an issue')
  expect(text).not.toContain(process.cwd())
})

test('a key that an error carries is not printed', () => {
  const error = new Error('header Bearer sk-marked-1234 is bad')
  const text = internalErrorText(error, { ...context, secret: 'sk-marked-1234' })
  expect(text).not.toContain('sk-marked-1234')
  expect(text).toContain('Bearer ***')
})

test('what is thrown need not be an error', () => {
  expect(internalErrorText('a text', context)).toContain('Mintage broke: a text')
})
