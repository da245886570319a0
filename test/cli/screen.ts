import xterm from '@xterm/headless'

/** A terminal in memory, to see what a person would. */
export interface Screen {
  write(text: string): Promise<void>
  resize(columns: number): void
  /** Lines with something on them, scrolled-away ones included. */
  lines(): string[]
  cursorIsShown(): boolean
}

export function aScreen(columns: number, rows = 24): Screen {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: true,
    scrollback: 1000,
  })
  let shown = true
  const watch = (final: string, value: boolean) =>
    terminal.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
      if (parameters.includes(25)) shown = value
      return false
    })
  watch('h', true)
  watch('l', false)
  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    resize: (width) => terminal.resize(width, rows),
    lines() {
      const buffer = terminal.buffer.active
      const all = Array.from({ length: buffer.length }, (_, row) =>
        (buffer.getLine(row)?.translateToString(true) ?? '').trimEnd(),
      )
      while (all.at(-1) === '') all.pop()
      return all
    },
    cursorIsShown: () => shown,
  }
}
