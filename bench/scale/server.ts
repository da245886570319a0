import { loadManifest, startSimulator } from '../../src/index.ts'
import { plainPng } from '../../src/simulator/pictures/plain-png.ts'
import { speed } from './set.ts'

// The server of a large run, as a process of its own: tells its address, and lives until its parent ends it.

const [path = ''] = process.argv.slice(2)
const { manifest } = await loadManifest(path, { cwd: process.cwd() })
if (manifest === null) throw new Error(`${path} could not be read`)
const server = await startSimulator({
  unlisted: manifest.unlistedModels,
  timeScale: speed,
  queriesPerSecond: 20,
  durationOf: () => 4000,
  painter: async (subject) => plainPng(subject, subject.prompt),
})
process.send?.(server.url)
process.once('message', () => {
  const { billed, throttled, queries } = server.ledger()
  const { images, repeated } = billed
  process.send?.({ images, repeated: repeated.length, throttled, queries })
})
