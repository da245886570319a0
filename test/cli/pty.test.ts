import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import { expect, test } from 'vitest'
import { aScreen, type Screen } from './screen.ts'

const program = fileURLToPath(new URL('pty-program.ts', import.meta.url))

/** A command in a pseudo-terminal, with what a person sees and types. */
function inTerminal(args: readonly string[], columns: number) {
  const screen = aScreen(columns)
  const { CI: _, NO_COLOR: __, ...env } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    cols: columns,
    rows: 24,
    env: { ...env, TERM: 'xterm-256color' },
  })
  const seen: { words: string; resolve: () => void }[] = []
  let drawn: Promise<void> = Promise.resolve()
  child.onData((text) => {
    drawn = drawn.then(() => screen.write(text)).then(() => meet(screen, seen))
  })
  const code = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => resolve(exitCode))
  })
  return {
    screen,
    type: (text: string) => child.write(text),
    until: (words: string) =>
      new Promise<void>((resolve) => {
        seen.push({ words, resolve })
        meet(screen, seen)
      }),
    end: async () => {
      const ended = await code
      await drawn
      return ended
    },
  }
}

/** Tells those who wait for words that are on the screen. */
function meet(screen: Screen, waiting: { words: string; resolve: () => void }[]): void {
  const text = screen.lines().join('\n')
  for (const { words, resolve } of waiting) if (text.includes(words)) resolve()
}

test('in a terminal a run asks, shows one block, and leaves the result and no remnants', async () => {
  const terminal = inTerminal([], 80)
  await terminal.until('Go on? [y/N]')
  expect(terminal.screen.cursorIsShown()).toBe(true)
  terminal.type('y\r')
  await terminal.until('images/min')
  expect(terminal.screen.cursorIsShown()).toBe(false)
  expect(await terminal.end()).toBe(0)
  expect(terminal.screen.cursorIsShown()).toBe(true)
  const lines = terminal.screen.lines()
  expect(lines[0]).toMatch(/^20 images, at most 0\.60 USD, .* Go on\? \[y\/N\] y$/)
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^failed\[DataInspectionFailed\]: poster [0-9a-f]{12}: refused$/),
    'tea-launch: 20 of 20 jobs done, 20 files written, 0.06 USD spent',
    'images: out/',
    'provenance: out/provenance.json',
  ])
})

test('Ctrl-C in a terminal stops, says how to go on, and gives the cursor back', async () => {
  const terminal = inTerminal(['--wait'], 40)
  await terminal.until('Go on? [y/N]')
  terminal.type('y\r')
  await terminal.until('10 done, 10 waiting')
  terminal.type('\u0003')
  expect(await terminal.end()).toBe(130)
  expect(terminal.screen.cursorIsShown()).toBe(true)
  const text = terminal.screen.lines().join('\n')
  expect(text).toContain('interrupted by SIGINT')
  expect(text).not.toContain('━')
})
