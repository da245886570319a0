import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDashScope, openProject, type Provider, type Request, run } from '../src/index.ts'
import type { Ledger } from '../src/simulator/ledger.ts'
import { benchModel, manifestOf, type PictureSet, promptsOf } from './picture-set.ts'
import { type ServerProcess, startServer } from './server-process.ts'

/** What a client came to. */
export interface Seen {
  readonly ledger: Ledger
  /** Milliseconds from the first look at the server to the end of everything, files included. */
  readonly wallMs: number
}

/** The engine as a user has it, from the manifest to the files, over HTTP. */
export async function byEngine(set: PictureSet): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-bench-'))
  const server = await startServer(set)
  try {
    const path = join(folder, 'mintage.yaml')
    await writeFile(path, manifestOf(set))
    const project = await openProject(path, { cwd: folder, simulate: true })
    const started = performance.now()
    const provider = async () => clientOf(server)
    const { counts } = await run(project, { generator: 'bench', provider })
    const wallMs = performance.now() - started
    if (counts.done !== set.count) throw new Error(`${counts.done} pictures came`)
    return { ledger: await server.ledger(), wallMs }
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Milliseconds before each look at a task; the first is at the submit's answer. */
export type Schedule = Iterable<number>

/** As `wait()` of the official SDKs (facts 5): 1, 1, 2, 2, 2, 4, 4, 4 and from then on 5 s. */
export function* sdkSchedule(): Generator<number> {
  yield* [0, 1000, 1000, 2000, 2000, 2000, 4000, 4000, 4000]
  for (;;) yield 5000
}

/** What the documents advise. */
export function* every(ms: number): Generator<number> {
  for (;;) yield ms
}

/**
 * What a script does with the same requests: as many workers as tasks may run, each of which submits,
 * looks by the schedule until the picture is there, fetches it and takes the next.
 */
export async function bySchedule(
  set: PictureSet,
  { workers, schedule }: { workers: number; schedule: () => Schedule },
): Promise<Seen> {
  const server = await startServer(set)
  const client = clientOf(server)
  try {
    const started = performance.now()
    const waiting = promptsOf(set).values()
    await Promise.all(Array.from({ length: workers }, () => work(client, { waiting, schedule })))
    return { ledger: await server.ledger(), wallMs: performance.now() - started }
  } finally {
    await client.close()
    server.close()
  }
}

/** All workers draw from one line. */
async function work(
  client: Provider,
  { waiting, schedule }: { waiting: Iterator<string>; schedule: () => Schedule },
): Promise<void> {
  for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
    const signal = new AbortController().signal
    const sent = await client.submit(requestFor(next.value), { mode: 'async', signal })
    if (sent.kind !== 'submitted') throw new Error(`a submit came to ${sent.kind}`)
    for (const pause of schedule()) {
      await sleep(pause)
      const seen = await client.poll(sent.taskId)
      if (seen.kind === 'pending' || seen.kind === 'running') continue
      if (seen.kind !== 'succeeded') throw new Error(`a task came to ${seen.kind}`)
      const [image] = seen.answer.images
      if (image?.kind !== 'url') throw new Error('a task has no picture')
      await client.download(image.url)
      break
    }
  }
}

function requestFor(prompt: string): Request {
  return {
    model: benchModel,
    prompt,
    negative_prompt: '',
    size: '1664*928',
    n: 1,
    seed: 1,
    prompt_extend: true,
    watermark: false,
  }
}

function clientOf(server: ServerProcess): Provider {
  return createDashScope({
    apiKey: 'sk-simulated',
    region: 'singapore',
    workspace: null,
    baseUrl: server.url,
    proxies: {},
    userAgent: 'bench',
    now: Date.now,
  })
}
