import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placesOf } from '../../src/lockfile/places.ts'

test('the files of a manifest stand beside it', () => {
  const folder = join('/work', 'set')
  expect(placesOf(join(folder, 'campaign.yaml'), { outputDir: 'out', simulated: false })).toEqual({
    lock: join(folder, 'campaign.lock'),
    private: join(folder, '.mintage'),
    store: join(folder, '.mintage', 'store'),
    index: join(folder, '.mintage', 'campaign.index'),
    runLock: join(folder, '.mintage', 'campaign.run'),
    outputs: join(folder, 'out'),
    provenance: join(folder, 'out', 'provenance.json'),
  })
})

test('a simulated run shares none of them', () => {
  const options = { outputDir: 'out/web', store: '/mnt/store' }
  const real = placesOf('/set/campaign.yaml', { ...options, simulated: false })
  const simulated = placesOf('/set/campaign.yaml', { ...options, simulated: true })
  expect(real.store).toBe('/mnt/store')
  expect(simulated).toMatchObject({
    lock: join('/set', 'campaign.simulated.lock'),
    store: join('/set', '.mintage', 'simulated'),
    outputs: join('/set', 'out/web.simulated'),
  })
  const shared = Object.values(real).filter((path) => Object.values(simulated).includes(path))
  expect(shared).toEqual([join('/set', '.mintage')])
})
