import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareLoop, builtCli, cpuOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inTurn } from '../in-turn.ts'

const images = 100

/** JSON is YAML. The limit is lifted: what is measured is the work, not the wait. */
const manifest = JSON.stringify({
  version: 1,
  name: 'image-bench',
  limits: { 'qwen-image-plus': { submit: { count: images, per: 'second' }, concurrent: 20 } },
  assets: {
    poster: {
      prompt: 'A poster, take {{take}}',
      model: 'qwen-image-plus',
      mode: 'sync',
      size: '1328*1328',
      seed: 1,
      matrix: { take: Array.from({ length: images }, (_, take) => take) },
    },
  },
})

export const figure: Figure = {
  id: 'image-cpu',
  title: 'engine, per image (1328 × 1328, answered at once): CPU / of a bare loop',
  target: { atMost: 1.5 },
  measure: ({ runs }) =>
    withServer((url) =>
      inTurn(runs, {
        ours: () => inFolder((cwd) => engineCpu(cwd, url)),
        beside: () => inFolder((cwd) => loopCpu(cwd, url)),
        label: 'fetch, sharp, hash, write',
        unit: 'ms an image',
      }),
    ),
}

/** Of the whole process, its start and its plan included. */
async function engineCpu(cwd: string, url: string): Promise<number> {
  await writeFile(join(cwd, 'mintage.yaml'), manifest)
  const env = { DASHSCOPE_HTTP_BASE_URL: `${url}/api/v1`, DASHSCOPE_API_KEY: 'sk-bench' }
  const says = '100 of 100 jobs done, 100 files written'
  return (await cpuOf([builtCli(), 'run', '--yes'], { cwd, env, says })) / images
}

async function loopCpu(cwd: string, url: string): Promise<number> {
  const args = [bareLoop('images'), url, String(images)]
  return (await cpuOf(args, { cwd, says: '100 pictures' })) / images
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The server ends when its input does. */
async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const script = fileURLToPath(new URL('../picture-server.mjs', import.meta.url))
  const server = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    const died = once(server, 'exit').then(() => {
      throw new Error('the picture server ended before it began')
    })
    const [line] = await Promise.race([once(server.stdout.setEncoding('utf8'), 'data'), died])
    return await work(String(line).trim())
  } finally {
    server.stdin.end()
  }
}
