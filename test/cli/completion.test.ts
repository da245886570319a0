import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modelIds } from '../../src/catalog/models.ts'
import { main } from '../../src/cli/cli.ts'
import { anIo } from './an-io.ts'
import { aScreen } from './screen.ts'

/** A folder with files to choose from, and the scripts of all shells. */
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-completion-'))
  for (const path of ['sets', 'a folder']) await mkdir(join(folder, path))
  for (const path of ['tea.yaml', 'two words.yml', 'tea.plan.json', 'notes.txt', 'sets/x.yaml']) {
    await writeFile(join(folder, path), '')
  }
  for (const shell of ['bash', 'zsh', 'fish']) {
    await writeFile(join(folder, `script.${shell}`), await script(shell))
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function script(shell: string): Promise<string> {
  const io = anIo()
  expect(await main(['completion', shell], io)).toBe(0)
  return io.stdout.text
}

function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0
}

const fish = 'fish'
const regions = ['singapore', 'beijing', 'virginia', 'frankfurt']

/** What is typed before the cursor, and what is offered for its last word. */
const offers: [typed: string, offered: readonly string[]][] = [
  ['mintage pl', ['plan']],
  ['mintage pr', ['provenance', 'prune']],
  ['mintage tasks ', ['list', 'show', 'cancel', 'help']],
  ['mintage tasks l', ['list']],
  ['mintage help si', ['simulator']],
  ['mintage plan --reg', ['--region', '--regenerate']],
  ['mintage plan --region ', regions],
  ['mintage plan --only poster --mode ', ['auto', 'async', 'sync']],
  ['mintage plan tea.yaml --model wan2.6', ['wan2.6-t2i']],
  ['mintage tasks list --status S', ['SUCCEEDED']],
  ['mintage tasks list --page 2 --reg', ['--region']],
  ['mintage models qwen-image-m', modelIds().filter((id) => id.startsWith('qwen-image-m'))],
  ['mintage init --template ', ['basic', 'catalog', 'ci']],
  ['mintage completion ', ['bash', 'zsh', 'fish']],
  ['mintage plan te', ['tea.yaml']],
  ['mintage run te', ['tea.plan.json', 'tea.yaml']],
  ['mintage plan two', ['two words.yml']],
  ['mintage plan no', []],
  ['mintage plan sets/', ['sets/x.yaml']],
  ['mintage why poster/a.png te', ['tea.yaml']],
  ['mintage plan tea.yaml te', []],
  ['mintage plan --store te', []],
  ['mintage plan --limit ', []],
  ['mintage prune --store te', ['tea.yaml']],
  ['mintage sheet --out po', []],
  ['mintage sheet te', ['tea.yaml']],
  ['mintage prune --y', ['--yes']],
  ['mintage tasks show some-id te', ['tea.yaml']],
]

describe.skipIf(!has('bash'))('in bash', () => {
  /** The words as bash takes a line apart before it asks. */
  function wordsOf(typed: string): string[] {
    return typed.split(' ').flatMap((word) => word.split(/(=)/).filter((part) => part !== ''))
  }

  function completed(typed: string): string[] {
    const words =
      typed.endsWith(' ') || typed.endsWith('=') ? [...wordsOf(typed), ''] : wordsOf(typed)
    // After an equals sign bash gives that sign as the word to complete.
    if (typed.endsWith('=')) words.pop()
    const program =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that reads it
      'source ./script.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mintage; printf "%s\\n" "${COMPREPLY[@]}"'
    const { stdout, stderr } = spawnSync(
      'bash',
      ['--norc', '--noprofile', '-c', program, 'bash', ...words],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    return stdout.split('\n').filter(Boolean)
  }

  test.each(offers)('`%s`', (typed, offered) => {
    expect(completed(typed).sort()).toEqual([...offered].sort())
  })

  test.each<[string, readonly string[]]>([
    ['mintage plan --region=', regions],
    ['mintage plan --region=be', ['beijing']],
    ['mintage plan --region=beijing --mo', ['--mode', '--model']],
    ['mintage plan --region=beijing te', ['tea.yaml']],
  ])('`%s`, which bash takes apart', (typed, offered) => {
    expect(completed(typed).sort()).toEqual([...offered].sort())
  })

  test('at a prompt, with Tab', async () => {
    const shell = atPrompt('bash', ['--norc', '--noprofile', '-i'])
    await shell.enter("PS1='ready> '; source ./script.bash; clear")
    await shell.tab('mintage tasks sh', 'mintage tasks show ')
    await shell.tab('mintage plan two', 'mintage plan two\\ words.yml ')
    await shell.tab('mintage plan --region=be', 'mintage plan --region=beijing ')
    shell.end()
  })
})

describe.skipIf(!has(fish))('in fish', () => {
  test('every place offers what it should', () => {
    const program =
      'source ./script.fish; while read -l line; complete -C $line | string replace -r "\\t.*" ""; echo ---; end'
    const { stdout, stderr } = spawnSync(fish, ['--no-config', '-c', program], {
      cwd: folder,
      input: offers.map(([typed]) => `${typed}\n`).join(''),
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    })
    expect(stderr).toBe('')
    const answers = stdout.split('---\n').map((answer) => answer.split('\n').filter(Boolean))
    const told = offers.map(([typed], index) => [typed, answers[index]?.sort()])
    expect(told).toEqual(offers.map(([typed, offered]) => [typed, [...offered].sort()]))
  })
})

describe.skipIf(!has('zsh'))('in zsh', () => {
  test('at a prompt, with Tab', async () => {
    const shell = atPrompt('zsh', ['-f', '-i'])
    await shell.enter(
      'autoload -Uz compinit; compinit -u -D; source ./script.zsh; PS1="ready> "; clear',
    )
    // One answer is put in place; of several, zsh writes what they have in common.
    for (const [typed, offered] of offers.filter(([, { length }]) => length === 1)) {
      const start = typed.slice(0, typed.lastIndexOf(' ') + 1)
      await shell.tab(typed, `${start}${offered[0]?.replace(' ', '\\ ')} `)
    }
    await shell.tab('mintage plan --region=be', 'mintage plan --region=beijing ')
    await shell.list('mintage plan --reg', 'overrides the region')
    shell.end()
  })
})

/** A shell at its prompt, in a terminal. */
function atPrompt(shell: string, args: string[]) {
  const screen = aScreen(120)
  const child = spawn(shell, args, {
    cols: 120,
    rows: 24,
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm-256color' },
  })
  let drawn: Promise<void> = Promise.resolve()
  const waiting: { words: string; resolve: () => void }[] = []
  const meet = () => {
    const text = screen.lines().join('\n')
    for (const { words, resolve } of waiting) if (text.includes(words)) resolve()
  }
  child.onData((text) => {
    drawn = drawn.then(() => screen.write(text)).then(meet)
  })
  const until = (words: string) =>
    new Promise<void>((resolve) => {
      waiting.push({ words, resolve })
      meet()
    })
  return {
    async enter(line: string) {
      child.write(`${line}\r`)
      await until('ready>')
    },
    /** Types, presses Tab, waits until the line is as expected, and clears it. */
    async tab(typed: string, expected: string) {
      child.write(`${typed}\t`)
      await until(`ready> ${expected}`.trimEnd())
      child.write('\u0015\u000c')
    },
    /** Types, presses Tab, and waits until the list below has these words. */
    async list(typed: string, words: string) {
      child.write(`${typed}\t`)
      await until(words)
    },
    end: () => child.kill(),
  }
}
