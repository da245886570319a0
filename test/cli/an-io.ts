import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import type { Io, Signal } from '../../src/cli/io.ts'

/** A stream that remembers what was written to it. */
export class Memory extends Writable {
  text = ''
  readonly isTTY: boolean
  columns = 100
  rows = 24

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
    this.emit('shown')
  }

  /** Resolves once the text stands there. */
  async shows(text: string): Promise<void> {
    while (!this.text.includes(text)) await once(this, 'shown')
  }
}

export interface TestIo extends Io {
  readonly stdout: Memory
  readonly stderr: Memory
  readonly stdin: PassThrough & { isTTY: boolean }
  /** Sends a signal to whoever listens, or will listen first. */
  readonly signal: (name: Signal) => void
}

/** The process as a command sees it, held in memory. */
export function anIo(wish: { tty?: boolean; env?: Io['env']; cwd?: string } = {}): TestIo {
  const { tty = false, env = {}, cwd = '/nowhere' } = wish
  const listeners = new Set<(signal: Signal) => void>()
  const waiting: Signal[] = []
  return {
    stdin: Object.assign(new PassThrough(), { isTTY: tty }),
    stdout: new Memory(tty),
    stderr: new Memory(tty),
    env,
    cwd,
    system: 'Node v20.19.0, linux x64',
    home: null,
    now: () => 0,
    timeZone: () => 'Asia/Shanghai',
    onSignal(listener) {
      listeners.add(listener)
      const early = waiting.shift()
      if (early !== undefined) setImmediate(() => listener(early))
      return () => listeners.delete(listener)
    },
    signal(name) {
      if (listeners.size === 0) waiting.push(name)
      for (const listener of [...listeners]) listener(name)
    },
  }
}
