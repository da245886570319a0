import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { encodeHeader, encodeRecord } from '../../src/lockfile/encode.ts'
import { anIo } from '../cli/an-io.ts'
import { aServer } from '../dashscope/a-server.ts'
import { done, generated, output, reserved, submitted } from '../lockfile/records.ts'
import { aSet } from '../support/a-set.ts'
import { temporaryFolder } from '../support/temp-folder.ts'
import { steersTerminal } from './target.ts'

const manifest = `version: 1
name: tea
defaults: {model: qwen-image-plus, size: "1:1", prompt_extend: true, seeds: [1]}
assets: {fox: {prompt: a fox, output: fox.png}}
`

async function mintage(cwd: string, ...args: string[]) {
  const io = anIo({ cwd, env: { NO_COLOR: '1' } })
  const code = await main(args, io)
  return { code, out: io.stdout.text, err: io.stderr.text }
}

const readers = ['validate', 'plan', 'status', 'verify', 'why fox.png', 'provenance', 'prune']

describe('a device in the place of a file is not read', () => {
  test.each([
    'mintage.lock',
    'other.lock',
    'out/provenance.json',
    'out/fox.png',
    '.mintage/mintage.index',
    '.mintage/mintage.run',
  ])('%s', async (path) => {
    const cwd = await temporaryFolder({ 'mintage.yaml': manifest })
    await mkdir(dirname(join(cwd, path)), { recursive: true })
    await symlink('/dev/zero', join(cwd, path))
    for (const command of readers) {
      const { code, err } = await mintage(cwd, ...command.split(' '))
      expect({ command, code, err }).not.toMatchObject({ code: 3 })
      expect(err).not.toContain('INTERNAL')
    }
  })

  test('nor in the place of a lockfile whose manifest is wrong, nor a folder', async () => {
    const cwd = await temporaryFolder({
      'mintage.yaml': `${manifest}bad: 1\n`,
      'b.yaml': 'bad: 1\n',
    })
    await symlink('/dev/zero', join(cwd, 'mintage.lock'))
    await mkdir(join(cwd, 'b.lock'))
    for (const command of readers) {
      const [name = '', ...rest] = command.split(' ')
      const told = [
        await mintage(cwd, name, ...rest),
        await mintage(cwd, name, ...rest, ...(name === 'why' ? ['b.yaml'] : ['b.yaml'])),
      ]
      expect({ command, codes: told.map(({ code }) => code) }).not.toMatchObject({
        codes: expect.arrayContaining([3]),
      })
    }
  })
})

describe('a forged line is refused with its number, by every command that reads it', () => {
  const url = 'https://result.aliyuncs.com/1.png'
  test.each<[string, object]>([
    ['a task id that leads elsewhere', { ...submitted(), task_id: '../../tasks?x=1' }],
    ['a task id of its own host', { ...submitted(), task_id: '@example.com' }],
    ['a key of another request', { ...done(), key: 'a'.repeat(64) }],
    [
      'a picture whose hash is a path',
      { ...done(), images: [{ sha256: '../../../x', bytes: 1, width: 1, height: 1 }] },
    ],
    [
      'a picture without end',
      { ...done(), images: [{ sha256: 'a'.repeat(64), bytes: 2 ** 53, width: 1, height: 1 }] },
    ],
    ['an output outside of its folder', { ...output(), output: '../mintage.yaml' }],
    ['an output that is hidden', { ...output(), output: '\u200d.git/config' }],
    ['an output by its short name', { ...output(), output: 'GIT~1/config' }],
    ['a URL that is none', { ...generated(), images: [{ url: [url] }] }],
    [
      'a negative price',
      { ...done(), cost: { amount: '-1.000000', currency: 'USD', price_list: 'x' } },
    ],
  ])('%s', async (_, line) => {
    const lock = `${encodeHeader('tea')}\n${encodeRecord(reserved({ attempt: 'b' }))}\n${JSON.stringify(line)}\n`
    const cwd = await temporaryFolder({ 'mintage.yaml': manifest, 'mintage.lock': lock })
    for (const command of ['plan', 'status', 'verify', 'run --simulate', 'prune']) {
      const { code, err } = await mintage(cwd, ...command.split(' '))
      if (command === 'run --simulate') expect(code, command).toBe(0)
      else
        expect({ command, code, err }).toMatchObject({
          code: 2,
          err: expect.stringContaining('line 3'),
        })
    }
  })
})

test('a URL of a forged line is asked for nothing, and the request is not believed to be paid', async () => {
  const bait = await aServer((_, response) => response.end('secret'))
  const { port } = new URL(bait.origin)
  const urls = [
    `${bait.origin}/x.png`,
    `http://localhost:${port}/x.png`,
    `http://[::ffff:127.0.0.1]:${port}/x.png`,
    `https://key@127.0.0.1:${port}/x.png`,
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data/',
    'javascript:alert(1)',
  ]
  for (const url of urls) {
    const set = await aSet(manifest)
    const line = encodeRecord({ ...generated(), images: [{ url }] })
    const before = encodeRecord({ ...reserved(), mode: 'sync' })
    await set.write('mintage.lock', `${encodeHeader('tea')}\n${before}\n${line}\n`)
    const { result } = await set.run()
    expect({ url, counts: result.counts }).toMatchObject({ counts: { done: 0 } })
  }
  expect(bait.received).toEqual([])
})

describe('what a stranger wrote reaches no terminal, log or page as more than text', () => {
  const values = [
    '\u001b[2J\u001b]0;title\u0007',
    '\u009b31m',
    '\u202eevil',
    'a\u2028::error::b',
    '::error file=x::y',
    '##vso[task.setvariable]x',
    '=HYPERLINK("https://example.com")',
    '@SUM(1+1)|cmd',
    '<script>alert(1)</script>',
    '</details><img src=x onerror=alert(1)>',
    '\u0000',
  ]
  const one = values.join(' ')
  const sound = `version: 1
name: tea
defaults: {model: qwen-image-plus, size: "1:1"}
vars: {unused: ${JSON.stringify(one)}}
assets:
  fox: {prompt: "{{x}}", matrix: {x: [${JSON.stringify(one)}]}, output: p.png}
`
  const wrong = `${sound}  twice: {prompt: "{{x}}", matrix: {x: ${JSON.stringify(values)}}, output: t.png}
  odd: {prompt: "{{\u001b[31m}}", output: "a\u009b.png"}
`

  test.each(['pretty', 'json', 'markdown', 'junit', 'github'])('as %s', async (format) => {
    const cwd = await temporaryFolder({ 'mintage.yaml': sound, 'bad.yaml': wrong })
    const texts: string[] = []
    const pages: string[] = []
    for (const command of format === 'pretty' || format === 'json'
      ? [...all, 'why out/p.png']
      : all) {
      const { code, out, err } = await mintage(cwd, ...command.split(' '), '--format', format)
      expect({ command, code, err }).not.toMatchObject({ code: 3 })
      texts.push(out, err)
      pages.push(out)
    }
    const text = texts.join('\n')
    expect(steersTerminal(text), JSON.stringify(text)).toBe(false)
    expect(text).toMatch(/evil|0;title/)
    expect(text).not.toMatch(/^\s*##(vso)?\[/m)
    expect(text).not.toMatch(/^\s*::error file=x/m)
    if (format !== 'github') expect(text).not.toMatch(/^\s*::/m)
    const isMarkup = format === 'markdown' || format === 'junit'
    // In blocks of code markup is text; how these are closed has tests of its own.
    const page = pages.join('\n').replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, '')
    if (isMarkup) expect(page).not.toMatch(/<(script|img)\b/)
  })

  const all = [
    'validate',
    'plan',
    'run --simulate --yes',
    'status',
    'verify',
    'plan bad.yaml',
    'validate bad.yaml',
  ]
})
