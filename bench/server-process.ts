import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Ledger } from '../src/simulator/ledger.ts'
import type { PictureSet } from './picture-set.ts'

/** A simulator in a process of its own: what a client computes must not delay the server's clock. */
export interface ServerProcess {
  readonly url: string
  ledger(): Promise<Ledger>
  close(): void
}

export async function startServer(set: PictureSet): Promise<ServerProcess> {
  const module = fileURLToPath(new URL('./server.ts', import.meta.url))
  const child = fork(module, [JSON.stringify(set)], { execArgv: ['--import', 'tsx'] })
  const ask = async <T>(): Promise<T> => {
    const [answer] = await Promise.race([once(child, 'message'), gone(child)])
    return answer as T
  }
  const url = await ask<string>()
  return {
    url,
    ledger: () => {
      child.send('ledger')
      return ask<Ledger>()
    },
    close: () => child.kill('SIGKILL'),
  }
}

async function gone(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`the server ended with ${code}`)
}
