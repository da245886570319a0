import { appendFile, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProject, type Project, reopenProject } from '../../src/run/open-project.ts'
import { writeFinishedSet } from '../support/finished-set.ts'

const manifest = `version: 1
name: foxes
assets:
  fox:
    prompt_file: prompt.md
    model: qwen-image-plus
    size: 1328*1328
    seed: 1
    output: "{{slug animal.id}}.png"
    matrix: {animal: {from: animals.csv, id: id}}
    variants:
      - {name: web, width: 64, format: webp, overlay: {file: logo.svg}}
`

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-reopen-'))
  await writeFile(at('prompt.md'), '{{animal.id}} at dusk')
  await writeFile(at('animals.csv'), 'id\nfox\nbadger\n')
  await writeFile(at('logo.svg'), logo(1))
  const paint = async (_: unknown, index: number) => Buffer.from(`picture ${index}`)
  await writeFinishedSet(folder, manifest, paint)
})

afterEach(() => rm(folder, { recursive: true }))

const at = (path: string) => join(folder, path)

function logo(radius: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="${radius}"/></svg>`
}

function opened(): Promise<Project> {
  return openProject(at('mintage.yaml'), { cwd: folder })
}

test('where nothing changed, the plan is the one that was made', async () => {
  const before = await opened()
  const again = await reopenProject(before)
  expect(before.plan?.jobs).toHaveLength(2)
  expect(again.plan).toBe(before.plan)
  expect(again.ground?.index).not.toBe(before.ground?.index)
})

test('a file whose bytes are the same changes nothing', async () => {
  const before = await opened()
  await utimes(at('out/fox.png'), 1, 1)
  await utimes(at('mintage.lock'), 1, 1)
  expect((await reopenProject(before)).plan).toBe(before.plan)
})

const changes: Readonly<Record<string, () => Promise<void>>> = {
  'the manifest': () => writeFile(at('mintage.yaml'), manifest.replace('seed: 1', 'seed: 2')),
  'a comment in it': () => appendFile(at('mintage.yaml'), '# seen\n'),
  'a manifest that is broken': () => writeFile(at('mintage.yaml'), 'version: 2\n'),
  'its data': () => writeFile(at('animals.csv'), 'id\nfox\nowl\n'),
  'its prompt': () => writeFile(at('prompt.md'), '{{animal.id}} at dawn'),
  'its overlay': () => writeFile(at('logo.svg'), logo(2)),
  'an output': () => writeFile(at('out/fox.png'), 'edited'),
  'an output that is gone': () => rm(at('out/fox.png')),
  'a lockfile with a line less': async () => {
    const lines = (await readFile(at('mintage.lock'), 'utf8')).split('\n')
    await writeFile(at('mintage.lock'), `${lines.slice(0, -2).join('\n')}\n`)
  },
  'a lockfile that is gone': () => rm(at('mintage.lock')),
  'a provenance of another set': () =>
    writeFile(at('out/provenance.json'), JSON.stringify({ mintage_provenance: 1, name: 'other' })),
}

test.each(Object.entries(changes))(
  '%s is planned anew, as if for the first time',
  async (_, change) => {
    const before = await opened()
    await change()
    const [again, fresh] = [await reopenProject(before), await opened()]
    expect(again.plan).not.toBe(before.plan)
    expect(again.findings).toEqual(fresh.findings)
    expect(again.plan?.jobs).toEqual(fresh.plan?.jobs)
    expect(again.plan?.estimate).toEqual(fresh.plan?.estimate)
  },
)

test('a lockfile is not taken for that of a manifest that got another name', async () => {
  const before = await opened()
  await writeFile(at('mintage.yaml'), manifest.replace('name: foxes', 'name: owls'))
  await expect(opened()).rejects.toThrow('foxes')
  await expect(reopenProject(before)).rejects.toThrow('foxes')
})

test('a call with other wishes than the one before is planned anew', async () => {
  const before = await opened()
  const plan = { regenerate: ['fox'], only: ['fox'] }
  const again = await reopenProject({ ...before, options: { ...before.options, plan } })
  expect(again.plan?.jobs.map(({ action }) => action)).toEqual(['regenerate', 'regenerate'])
  const overrides = { model: 'qwen-image' }
  const other = await reopenProject({ ...before, options: { ...before.options, overrides } })
  expect(other.plan?.jobs.map(({ request }) => request.model)).toEqual(['qwen-image', 'qwen-image'])
  const simulated = { ...before.options, simulate: true }
  const apart = await reopenProject({ ...before, options: simulated })
  expect(apart.manifest?.outputDir).toBe('out.simulated')
})

test('a plan that somebody wrote over is not what is run', async () => {
  const before = await opened()
  const again = await reopenProject({ ...before, plan: null })
  expect(again.plan).toBe(before.plan)
})

test('a call with overrides comes to the same plan once more', async () => {
  const options = { cwd: folder, overrides: { model: 'qwen-image' } }
  const before = await openProject(at('mintage.yaml'), options)
  await writeFile(at('animals.csv'), 'id\nfox\nowl\n')
  const again = await reopenProject(before)
  const fresh = await openProject(at('mintage.yaml'), options)
  expect(again.plan?.jobs).toEqual(fresh.plan?.jobs)
  expect(again.plan?.orphans).toEqual(fresh.plan?.orphans)
})
