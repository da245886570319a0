import { symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { type Diagnostic, isError } from '../../src/diagnostics/diagnostic.ts'
import { loadManifest } from '../../src/manifest/load.ts'
import { expand } from '../../src/plan/expand.ts'
import { anIo } from '../cli/an-io.ts'
import { loadText } from '../support/load-text.ts'
import { plannedText } from '../support/planned-text.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const head = 'version: 1\nname: tea\ndefaults: {model: qwen-image-plus, size: "1:1"}\n'
const anAsset = (keys: string) => `${head}assets: {poster: {${keys}}}\n`

/** What a manifest that is wrong is refused with: the errors, each with its place. */
async function errorsOf(
  text: string,
  files: Record<string, string> = {},
): Promise<readonly Diagnostic[]> {
  const { manifest, diagnostics } = await loadText(text, files)
  const all = manifest === null ? diagnostics : [...diagnostics, ...expand(manifest).diagnostics]
  const errors = all.filter(isError)
  for (const { span } of errors) expect(span).toMatchObject({ line: expect.any(Number) })
  return errors
}

async function errorCodesOf(text: string, files: Record<string, string> = {}): Promise<string[]> {
  return (await errorsOf(text, files)).map(({ code }) => code)
}

/** Exit code and words of the command line in a folder. */
async function mintage(cwd: string, ...args: string[]) {
  const io = anIo({ cwd, env: { NO_COLOR: '1' } })
  const code = await main(args, io)
  return { code, out: io.stdout.text, err: io.stderr.text }
}

describe('a manifest that asks for too much is refused before it is expanded', () => {
  const thousand = (name: string) =>
    `${name}: [${Array.from({ length: 1000 }, (_, index) => index).join(', ')}]`
  test.each([
    [
      'three axes of a thousand',
      `prompt: "{{a}}{{b}}{{c}}", matrix: {${['a', 'b', 'c'].map(thousand).join(', ')}}`,
    ],
    ['a range of seeds', 'prompt: A, seeds: {from: 0, count: 1000000000}'],
    ['derived seeds', 'prompt: A, seeds: {derive: 1000000000}'],
    [
      'axes times seeds',
      `prompt: "{{a}}{{b}}", matrix: {${['a', 'b'].map(thousand).join(', ')}}, seeds: {derive: 1000}`,
    ],
  ])('by %s', async (_, keys) => {
    const codes = await errorCodesOf(anAsset(keys))
    expect(codes.length).toBeGreaterThan(0)
    for (const code of codes) {
      expect(code).toMatch(/^(MATRIX_TOO_LARGE|MANIFEST_(BAD|TOO_MANY)_SEEDS|MANIFEST_BAD_VALUE)$/)
    }
  })

  test('by lists in lists without end, in the manifest and in its data', async () => {
    const deep = '['.repeat(100_000)
    expect(await errorCodesOf(`${head}vars: {a: ${deep}\n`)).toEqual(['YAML_TOO_DEEP'])
    for (const [file, text] of [
      ['r.json', `[${deep}`],
      ['r.jsonl', deep],
      ['r.yaml', `- ${deep}`],
    ] as const) {
      const keys = `prompt: "{{x}}", matrix: {x: {from: ${file}}}`
      expect(await errorCodesOf(anAsset(keys), { [file]: text }), file).toHaveLength(1)
    }
  })

  test('by aliases that double thirty times, in the manifest and in its data', async () => {
    const levels = Array.from({ length: 30 }, (_, n) => `x-${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`)
    const bomb = `x-0: &a0 [lol]\n${levels.join('')}`
    expect(await errorCodesOf(`${head}${bomb}vars: {a: *a30}\nassets: {p: A}\n`)).toContain(
      'YAML_ALIAS_BOMB',
    )
    const rows = `- &a0 [lol]\n${levels.map((line) => line.replace(/^x-\d+:/, '-')).join('')}`
    const keys = 'prompt: "{{json x}}", matrix: {x: {from: r.yaml}}'
    expect((await errorCodesOf(anAsset(keys), { 'r.yaml': rows }))[0]).toMatch(
      /YAML_ALIAS_BOMB|DATA_SYNTAX/,
    )
  })

  test.each(['m.yaml', 'r.csv', 'p.txt'])(
    'by %s of five gigabytes, which is never read',
    async (huge) => {
      const cwd = await temporaryFolder({
        'm.yaml': anAsset('prompt_file: p.txt, matrix: {x: {from: r.csv}}'),
        'r.csv': 'name\nx\n',
        'p.txt': '{{x.name}}',
      })
      await truncate(join(cwd, huge), 5 * 2 ** 30)
      const { diagnostics } = await loadManifest('m.yaml', { cwd })
      expect(diagnostics.filter(isError).map(({ code }) => code)).toEqual([
        huge === 'm.yaml' ? 'MANIFEST_TOO_LARGE' : 'DATA_TOO_LARGE',
      ])
    },
  )

  test('by a device in the place of a file', async () => {
    const cwd = await temporaryFolder({
      'm.yaml': anAsset('prompt: A, matrix: {x: {from: r.txt}}'),
    })
    await symlink('/dev/zero', join(cwd, 'r.txt'))
    await symlink('/dev/zero', join(cwd, 'endless.yaml'))
    const { diagnostics } = await loadManifest('m.yaml', { cwd })
    expect(diagnostics.filter(isError)).toMatchObject([{ code: 'DATA_OUTSIDE', span: { line: 4 } }])
    await expect(loadManifest('endless.yaml', { cwd })).rejects.toMatchObject({
      code: 'MANIFEST_UNREADABLE',
    })
  })
})

describe('names that every object inherits', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype']

  test.each(names)(
    '%s is a name like any other for axes, vars, columns, partials and assets',
    async (name) => {
      const other = name === 'valueOf' ? 'toString' : 'valueOf'
      const plan = await plannedText(`${head}vars: {${name}: one}
partials: {${name}: "a partial"}
assets:
  ${name.toLowerCase()}:
    prompt: "{{${name}}} {{> ${name}}} {{${other}.${name}}}"
    matrix: {${other}: [{id: r, ${name}: cell}]}
    output: "{{${other}.${name}}}.png"
`)
      expect(plan.jobs.map(({ request }) => request.prompt)).toEqual(['one a partial cell'])
    },
  )

  test.each(names)('what is not called %s has none', async (name) => {
    const [first] = await errorsOf(
      anAsset(`prompt: "{{${name}}} {{x.${name}}}", matrix: {x: [{id: r}]}`),
    )
    expect(first).toMatchObject({ code: 'MANIFEST_UNKNOWN_VARIABLE', span: { line: 4 } })
  })

  test.each(names)(
    'an axis, asset or setting called %s whose value is wrong is only that',
    async (name) => {
      const wrong = `${head}assets:
  ${name.toLowerCase()}: 5
  poster: {prompt: A, ${name}: 1, matrix: {${name}: 5}}
`
      const codes = await errorCodesOf(wrong)
      expect(codes.length).toBeGreaterThan(0)
    },
  )

  test.each([
    'vars: {__proto__: {polluted: 1}}',
    'partials: {__proto__: a}',
    'x-a: {__proto__: {polluted: 1}}',
    'prices: {__proto__: 1}',
  ])('__proto__ is refused where it stands: %s', async (line) => {
    const [first] = await errorsOf(`${anAsset('prompt: A')}${line}\n`)
    expect(first).toMatchObject({ code: 'YAML_KEY', span: { line: 5 } })
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

test.each(['5', 'null', '[a]', '{}'])('an axis whose file is %s is only that', async (from) => {
  const errors = await errorsOf(anAsset(`prompt: "{{x.a}}", matrix: {x: {from: ${from}, id: a}}`))
  expect(errors[0]).toMatchObject({ code: 'MANIFEST_WRONG_TYPE', span: { line: 4 } })
})

describe('templates reach nothing but their names', () => {
  test.each([
    '{{constructor.constructor}}',
    '{{x.constructor}}',
    '{{x.__proto__.y}}',
    '{{__defineGetter__}}',
    '{{this.constructor}}',
    '{{@root.constructor}}',
    '{{../x}}',
    '{{lookup x "constructor"}}',
    '{{#with x}}{{constructor}}{{/with}}',
    '{{#each x}}{{@key}}{{/each}}',
    '{{log "x"}}',
    '{{helperMissing}}',
    '{{blockHelperMissing x}}',
    '{{#*decorator}}{{/*decorator}}',
    '{{> (x)}}',
    '{{x.[constructor]}}',
    '{{json (lookup this "env")}}',
  ])('%s', async (template) => {
    const text = `${anAsset(`prompt: ${JSON.stringify(template)}, matrix: {x: [{id: r}]}`)}`
    const errors = await errorsOf(text)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors[0]).toMatchObject({ span: { line: 4 } })
  })

  test('values that look like templates are text, also from a data file', async () => {
    const { manifest } = await loadText(
      anAsset('prompt: "{{x.a}}", output: "{{x._row}}.png", matrix: {x: {from: r.csv}}'),
      {
        'r.csv': 'a\n{{constructor}}\n"=HYPERLINK(""https://example.com"")"\n',
      },
    )
    const jobs = manifest === null ? [] : expand(manifest).jobs
    expect(jobs.map(({ request }) => request.prompt)).toEqual([
      '{{constructor}}',
      '=HYPERLINK("https://example.com")',
    ])
  })
})

describe('no output leaves its folder', () => {
  test.each([
    '../a.png',
    'a/../../b.png',
    '..\\a.png',
    '/etc/a.png',
    '//server/share/a.png',
    'C:/a.png',
    'C:a.png',
    '\\\\?\\C:\\a.png',
    'a.png:stream',
    'a/.git/b.png',
    '.git/hooks.png',
    '\u200c.git/a.png',
    'a/\u200d..\u200d/b.png',
    '\ufeff.mintage/a.png',
    'GIT~1/a.png',
    'MINTAG~1/store/a.png',
    'a/con/b.png',
    'nul.png',
    'COM¹.png',
    'a. /b.png',
    'a\u0000.png',
    'a\u001b[2J.png',
    '~/../a.png',
    'provenance.json/a.png',
    '../'.repeat(40),
  ])('%j', async (path) => {
    const text = `${head}assets:\n  poster:\n    prompt: A\n    output: ${JSON.stringify(path)}\n    matrix: {x: [1]}\n`
    const fromValue = `${head}assets:\n  poster:\n    prompt: A\n    output: "{{x}}"\n    matrix: {x: [${JSON.stringify(path)}]}\n`
    for (const manifest of [text, fromValue]) {
      const errors = await errorsOf(manifest)
      expect(errors[0]).toMatchObject({ code: expect.stringMatching(/OUTPUT|YAML|TEMPLATE/) })
    }
  })

  test.each(['．．/a.png', '‥/a.png', 'a∕b.png', 'a／..／b.png'])(
    'what only looks like a way out is a name like any other: %s',
    async (path) => {
      const plan = await plannedText(anAsset(`prompt: A, output: ${JSON.stringify(path)}`))
      expect(plan.jobs[0]?.outputs[0]?.path).toBe(path)
    },
  )

  test('two names that some system takes for one are an error', async () => {
    const keys = (one: string, other: string) =>
      `${head}assets:\n  a: {prompt: A, output: ${one}}\n  b: {prompt: B, output: ${other}}\n`
    expect(await errorCodesOf(keys('Fox.png', 'fox.png'))).toHaveLength(1)
    expect(await errorCodesOf(keys('"caf\\u00e9.png"', '"cafe\\u0301.png"'))).toHaveLength(1)
  })
})

test('with whatever a stranger brings, the command line ends with 2, a place, and nothing sent', async () => {
  const bad = {
    'm.yaml': anAsset(
      'prompt: "{{constructor.constructor}}", matrix: {x: {from: ../../etc/passwd.txt}}',
    ),
    'deep.yaml': `${head}vars: {a: ${'{a: '.repeat(500)}`,
    'out.yaml': anAsset('prompt: A, output: "../../x.png"'),
  }
  const cwd = await temporaryFolder(bad)
  for (const file of Object.keys(bad)) {
    for (const command of ['validate', 'plan', 'run']) {
      const { code, out, err } = await mintage(cwd, command, file)
      expect({ command, file, code }).toEqual({ command, file, code: 2 })
      expect(`${out}${err}`).toMatch(new RegExp(`${file}:\\d+:\\d+`))
      expect(`${out}${err}`).toContain('nothing was sent')
    }
  }
})
