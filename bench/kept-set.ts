import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encodeHeader, encodeRecord } from '../src/lockfile/encode.ts'
import { requestKey, sha256Hex } from '../src/request/key.ts'
import { builtCli, cpuOf } from './children.ts'

const name = 'kept-bench'
const cities = Array.from({ length: 100 }, (_, value) => `city value ${value}`)
const drinks = Array.from({ length: 100 }, (_, value) => `drink value ${value}`)

/** JSON is YAML. */
const manifest = JSON.stringify({
  version: 1,
  name,
  assets: {
    poster: {
      prompt: 'A poster of {{drink}} in {{city}}, warm light, generous white space',
      model: 'qwen-image-plus',
      size: '1328*1328',
      seed: 1,
      output: 'poster/{{slug city}}/{{slug drink}}.png',
      matrix: { city: cities, drink: drinks },
    },
  },
})

/** Milliseconds after which the index may keep what it knows of a file. */
const untilSettled = 2500

/**
 * A folder with 10,000 outputs on the disk and the lockfile that tells of them, after a run that found
 * nothing to do: what a set looks like the next time.
 */
export async function inKeptSet<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-bench-'))
  try {
    await writeSet(folder)
    await sleep(untilSettled)
    await cpuOf([builtCli(), 'run'], { cwd: folder, says: '10,000 of 10,000 jobs done' })
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function writeSet(folder: string): Promise<void> {
  await writeFile(join(folder, 'mintage.yaml'), manifest)
  const pictures = cities.flatMap((city) => drinks.map((drink) => pictureOf(city, drink)))
  for (const city of cities) await mkdir(join(folder, 'out', cityFolder(city)), { recursive: true })
  for (const { path, bytes } of pictures) await writeFile(join(folder, 'out', path), bytes)
  const lines = [
    ...pictures.toSorted(by(({ key }) => key)).map(doneLine),
    ...pictures.toSorted(by(({ path }) => path)).map(outputLine),
  ]
  await writeFile(join(folder, 'mintage.lock'), `${[encodeHeader(name), ...lines].join('\n')}\n`)
}

function cityFolder(city: string): string {
  return `poster/${city.replaceAll(' ', '-')}`
}

type Picture = ReturnType<typeof pictureOf>

/** A few bytes stand for a picture: no run with nothing to do reads them. */
function pictureOf(city: string, drink: string) {
  const request = {
    model: 'qwen-image-plus',
    prompt: `A poster of ${drink} in ${city}, warm light, generous white space`,
    negative_prompt: '',
    size: '1328*1328',
    n: 1,
    seed: 1,
    prompt_extend: true,
    watermark: false,
  }
  const bytes = `${drink} in ${city}`
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 1328, height: 1328 }
  const path = `${cityFolder(city)}/${drink.replaceAll(' ', '-')}.png`
  return { key: requestKey(request), request, path, bytes, facts }
}

const time = '2026-11-20T00:01:00.000Z'

function doneLine({ key, request, facts }: Picture): string {
  return encodeRecord({
    key,
    attempt: `attempt-${key.slice(0, 32)}`,
    state: 'done',
    at: time,
    images: [facts],
    request,
    response: {
      task_id: key.slice(0, 32),
      actual_prompt: `${request.prompt}, finely drawn, as the service wrote it at more length`,
      submitted_at: time,
      ended_at: time,
      region: 'singapore',
      mode: 'async',
    },
    cost: { amount: '0.030000', currency: 'USD', price_list: '2026-07' },
  })
}

function outputLine({ key, path, facts }: Picture): string {
  const line = { output: path, key, image: 1, recipe: null, ...facts, format: 'png', at: time }
  return encodeRecord(line)
}

function by(of: (picture: Picture) => string) {
  return (one: Picture, other: Picture) => (of(one) < of(other) ? -1 : 1)
}
