import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeHeader, encodeRecord } from '../../src/lockfile/encode.ts'
import { requestKey, sha256Hex } from '../../src/request/key.ts'
import { systemClock } from '../../src/run/clock.ts'
import { openProject, type ProjectOptions } from '../../src/run/open-project.ts'
import { runProject } from '../../src/run/run-project.ts'
import { readSettled } from '../../src/run/settled.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-settled-'))
  await writeSet()
})

afterEach(() => rm(folder, { recursive: true }))

const at = (path: string) => join(folder, path)
const manifest = `version: 1
name: foxes
assets:
  fox:
    prompt: "{{animal.id}} at dusk"
    model: qwen-image-plus
    size: 1328*1328
    seed: 1
    output: "{{slug animal.id}}.png"
    matrix: {animal: {from: animals.csv, id: id}}
`

/** Two pictures that were made, paid and recorded. */
async function writeSet(): Promise<void> {
  await write('mintage.yaml', manifest)
  await write('animals.csv', 'id\nfox\nbadger\n')
  const lines: string[] = []
  for (const animal of ['fox', 'badger']) {
    await write(`out/${animal}.png`, `picture of a ${animal}`)
    lines.push(...linesOf(animal))
  }
  await write('mintage.lock', `${[encodeHeader('foxes'), ...lines].join('\n')}\n`)
}

function linesOf(animal: string): string[] {
  const request = {
    model: 'qwen-image-plus',
    prompt: `${animal} at dusk`,
    negative_prompt: '',
    size: '1328*1328',
    n: 1,
    seed: 1,
    prompt_extend: true,
    watermark: false,
  }
  const key = requestKey(request)
  const time = '2026-11-20T00:00:00.000Z'
  const sha256 = sha256Hex(`picture of a ${animal}`)
  const facts = { sha256, bytes: 9, width: 1328, height: 1328 }
  const cost = { amount: '0.030000', currency: 'USD', price_list: '2026-07' } as const
  const done = { key, attempt: animal, at: time, state: 'done', images: [facts], request, cost }
  const output = { output: `${animal}.png`, key, image: 1, recipe: null, ...facts, format: 'png' }
  return [
    encodeRecord({ ...done, state: 'done', response: { region: 'singapore', mode: 'async' } }),
    encodeRecord({ ...output, at: time }),
  ]
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true })
  await writeFile(at(path), text)
}

/** Runs long after the files were written, so that the index may keep what it knows of them. */
async function run(options: Partial<ProjectOptions> = {}): Promise<void> {
  const project = await openProject(at('mintage.yaml'), { ...options, cwd: folder })
  const real = systemClock()
  const clock = { ...real, now: () => Date.now() + 60_000 }
  const provider = () => Promise.reject(new Error('nothing is to be sent'))
  await runProject(project, { clock, generator: 'mintage test', provider })
}

function settled(generator = 'mintage test') {
  return readSettled(at('mintage.yaml'), { cwd: folder, simulatedCounts: false, generator })
}

test('a set is settled once a run had nothing to do', async () => {
  expect(await settled()).toBeNull()
  await run()
  expect(await settled()).toMatchObject({ jobs: 2, outputs: at('out') })
  expect((await settled())?.manifest.name).toBe('foxes')
})

const changes: Readonly<Record<string, () => Promise<void>>> = {
  'the manifest': async () => write('mintage.yaml', `${await text('mintage.yaml')}# seen\n`),
  'its data': () => write('animals.csv', 'id\nfox\nowl\n'),
  'the lockfile': () =>
    write('mintage.lock', `${encodeHeader('foxes')}\n${linesOf('fox').join('\n')}\n`),
  'an output': () => write('out/fox.png', 'picture of a vixen'),
  'the times of an output': () => utimes(at('out/fox.png'), 1, 1),
  'an output that is gone': () => rm(at('out/fox.png')),
  'the provenance': () => write('out/provenance.json', '{}'),
  'a provenance that is gone': () => rm(at('out/provenance.json')),
  'an index that is gone': () => rm(at('.mintage/mintage.index')),
}

test.each(Object.entries(changes))('%s has to be planned', async (_, change) => {
  await run()
  await change()
  expect(await settled()).toBeNull()
})

test('a file that someone edited is no settled one after the next run has looked at it either', async () => {
  await run()
  await write('out/fox.png', 'picture of a vixen')
  await run()
  await run()
  expect(await settled()).toBeNull()
})

test('an index that knows no files settles nothing', async () => {
  await run()
  const index = JSON.parse(await text('.mintage/mintage.index'))
  await write('.mintage/mintage.index', JSON.stringify({ ...index, files: [] }))
  expect(await settled()).toBeNull()
})

test('another version has to plan', async () => {
  await run()
  expect(await settled('mintage next')).toBeNull()
})

test('a run that was about a part, or otherwise than the manifest says, settles nothing', async () => {
  await run({ plan: { only: ['fox'] } })
  await run({ plan: { overwrite: true } })
  await run({ overrides: { region: 'singapore' } })
  expect(await settled()).toBeNull()
})

test('a set with a finding is planned each time, so that it is told', async () => {
  await write('mintage.yaml', (await text('mintage.yaml')).replace('seed: 1', 'seeds: [1, 1]'))
  await run()
  expect(await settled()).toBeNull()
})

function text(path: string): Promise<string> {
  return readFile(at(path), 'utf8')
}
