import { createInterface } from 'node:readline'
import type { Io, Signal } from './io.ts'

export type Reply = 'yes' | 'no' | Signal

/** Asks on the terminal; everything but y or yes is a no, the end of the input too. A signal ends the question. */
export async function ask({ stdin, stderr, onSignal }: Io, question: string): Promise<Reply> {
  stderr.write(`${question} [y/N] `)
  const lines = createInterface({ input: stdin, terminal: false })
  let off: () => void = () => undefined
  try {
    return await new Promise<Reply>((resolve) => {
      off = onSignal(resolve)
      lines.once('line', (line) => resolve(/^y(es)?$/i.test(line.trim()) ? 'yes' : 'no'))
      lines.once('close', () => resolve('no'))
    })
  } finally {
    off()
    lines.close()
  }
}
