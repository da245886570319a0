import { expect, test } from 'vitest'
import { schemaErrors } from '../report/schemas.ts'
import { place, service } from '../support/real-cli.ts'

const manifest = `version: 1
name: teas
defaults: {model: qwen-image-plus, size: "1:1"}
assets:
  poster:
    prompt: "a poster of {{tea}}, 柔和的光"
    matrix: {tea: [oolong, jasmine]}
    output: "{{tea}}.png"
    variants: [{name: thumb, width: 64, format: webp}]
`

test('the request behind a file, before it is bought, once it is there, and after an edit', async () => {
  const here = await place({ 'mintage.yaml': manifest })
  await service(here)
  const before = await here.mintage('why', 'out/oolong.png')
  expect(before).toMatchObject({ code: 0, stderr: '' })
  expect(before.stdout).toContain('create: not in the lockfile')
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })

  const bought = await here.mintage('why', 'out/oolong.thumb.webp', '--json')
  const found = JSON.parse(bought.stdout)
  expect(schemaErrors('why', found)).toEqual([])
  expect(found).toMatchObject({
    job: { action: 'keep' },
    others: ['out/oolong.png'],
    attempts: [{ state: 'done', cost: { amount: '0.030000' }, response: { simulated: true } }],
    files: [{ wanted: { variant: 'thumb', status: 'at-hand' }, difference: null }],
    changes: [],
  })
  expect(bought.stdout).not.toContain('sk-test')

  await here.write(
    'mintage.yaml',
    manifest.replace('柔和的光', '清晨的光').replace('[oolong', '[puer'),
  )
  const edited = await here.mintage('why', 'jasmine.png')
  expect(edited.stdout).toContain('│ a poster of jasmine, [-柔和-]{+清晨+}的光')
  const orphan = await here.mintage('why', found.key.slice(0, 8))
  expect(orphan).toMatchObject({ code: 0 })
  expect(orphan.stdout).toContain('no asset asks for it any more')
  expect(orphan.stdout).toContain('│ a poster of oolong, 柔和的光')
})

test('a simulated run is explained from its own lockfile', async () => {
  const here = await place({ 'mintage.yaml': manifest })
  expect(await here.mintage('run', '--simulate')).toMatchObject({ code: 0 })
  const simulated = await here.mintage('why', 'out.simulated/oolong.png', '--simulate')
  expect(simulated.stdout).toContain('keep: done')
  const real = await here.mintage('why', 'out/oolong.png')
  expect(real.stdout).toContain('create: not in the lockfile')
})
