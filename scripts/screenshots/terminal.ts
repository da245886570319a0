import { spawn } from '@lydell/node-pty'
import type { IBufferCell } from '@xterm/headless'
import xterm from '@xterm/headless'

/** A command as it is typed, and how its terminal is to be looked at. */
export interface Session {
  /** What is shown behind the `$`. */
  readonly typed: string
  /** The program and its arguments that stand for it. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly columns: number
  /** Shows the screen as it is once these words are on it and ends the program; null: at its end. */
  readonly until: RegExp | null
}

/** Runs a command in a pseudo-terminal and gives its screen as an HTML page, colours and all. */
export async function terminalPage(session: Session): Promise<string> {
  const { columns, until, argv, cwd } = session
  const rows = until === null ? 400 : 24
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  const [program = '', ...args] = argv
  const { CI: _, NO_COLOR: __, ...env } = process.env
  const child = spawn(program, args, {
    cols: columns,
    rows,
    cwd,
    env: { ...env, TERM: 'xterm-256color' },
  })
  await new Promise<void>((resolve) => {
    child.onData((text) =>
      terminal.write(text, () => {
        if (until === null || !until.test(textOf(terminal))) return
        child.kill('SIGKILL')
        resolve()
      }),
    )
    child.onExit(() => terminal.write('', resolve))
  })
  return page(session.typed, linesOf(terminal))
}

function textOf(terminal: xterm.Terminal): string {
  const { active } = terminal.buffer
  return Array.from({ length: active.length }, (_, row) =>
    active.getLine(row)?.translateToString(true),
  ).join('\n')
}

/** Each line as HTML; empty ones at the end are left out. */
function linesOf(terminal: xterm.Terminal): string[] {
  const { active } = terminal.buffer
  const lines = Array.from({ length: active.length }, (_, row) => {
    const line = active.getLine(row)
    if (line === undefined || line.translateToString(true) === '') return ''
    return Array.from({ length: line.length }, (_, column) => line.getCell(column))
      .map((cell) => (cell === undefined || cell.getWidth() === 0 ? '' : cellHtml(cell)))
      .join('')
      .trimEnd()
  })
  while (lines.at(-1) === '') lines.pop()
  return lines
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

function cellHtml(cell: IBufferCell): string {
  const text = escaped(cell.getChars() || ' ')
  const classes = [
    ...(cell.isBold() ? ['bold'] : []),
    ...(cell.isDim() ? ['dim'] : []),
    ...(cell.isFgPalette() ? [names[cell.getFgColor() % 8] ?? ''] : []),
    ...(cell.getWidth() === 2 ? ['wide'] : []),
  ]
  return classes.length === 0 ? text : `<span class="${classes.join(' ')}">${text}</span>`
}

function page(typed: string, lines: readonly string[]): string {
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #16181d; color: #d6d9df; width: max-content }
    pre { margin: 0; padding: 20px 24px; font: 14px/1.45 "DejaVu Sans Mono", monospace }
    .prompt { color: #8a919e } .bold { font-weight: 700; color: #fff } .dim { color: #8a919e }
    .wide { display: inline-block; width: 2ch; text-align: center; font-family: "Noto Sans SC", sans-serif }
    .red { color: #ff7a78 } .green { color: #7fd48b } .yellow { color: #f0c674 } .blue { color: #82aaff }
    .magenta { color: #d6a0f0 } .cyan { color: #78d6d6 } .black { color: #8a919e } .white { color: #fff }
  </style><pre><span class="prompt">$</span> <span class="bold">${escaped(typed)}</span>
${lines.join('\n')}</pre>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
