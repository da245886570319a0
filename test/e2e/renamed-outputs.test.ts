import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { quickPainter } from '../support/quick-pictures.ts'
import { type Place, place, service } from '../support/real-cli.ts'

const animals = ['fox', 'owl', 'hare', 'otter', 'crow']

/** A set with an asset for each animal, whose outputs are these names in their order. */
function manifest(names: readonly string[]): string {
  const assets = animals.map(
    (animal, nth) => `  ${animal}: {prompt: "a ${animal}", output: ${names[nth]}}`,
  )
  return `version: 1
name: zoo
defaults: {model: wan2.2-t2i-flash, size: "512*512"}
assets:
${assets.join('\n')}
`
}

const names = animals.map((_, nth) => `${nth}.png`)
const shifted = [...names.slice(1), '0.png']

/** The set bought, and only its committed files left: no store, no index. */
async function freshClone() {
  const here = await place({ 'mintage.yaml': manifest(names) })
  const simulator = await service(here, { painter: quickPainter, durationOf: () => 50 })
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  await rm(join(here.folder, '.mintage'), { recursive: true })
  return { here, simulator }
}

async function prompts(here: Place): Promise<Readonly<Record<string, string>>> {
  const { images } = JSON.parse(String(await here.read('out/provenance.json')))
  return Object.fromEntries(Object.keys(images).map((path) => [path, images[path].prompt.rendered]))
}

test('outputs that change names with each other lose no picture, without a store', async () => {
  const { here, simulator } = await freshClone()
  await here.write('mintage.yaml', manifest(shifted))
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  expect(await prompts(here)).toEqual(
    Object.fromEntries(animals.map((animal, nth) => [shifted[nth], `a ${animal}`])),
  )
  expect(await here.mintage('verify')).toMatchObject({ code: 0 })
  expect(simulator.ledger().billed).toMatchObject({ images: animals.length, repeated: [] })
})

test('a picture whose file another one takes, it alone being run, can be restored', async () => {
  const { here, simulator } = await freshClone()
  await here.write('mintage.yaml', manifest(shifted))
  expect(await here.mintage('run', '--yes', '--only', 'otter')).toMatchObject({ code: 0 })
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  expect(simulator.ledger().billed).toMatchObject({ images: animals.length, repeated: [] })
})
