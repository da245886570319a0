import { plainPng } from '../src/simulator/pictures/plain-png.ts'
import { between, randomFrom } from '../src/simulator/random.ts'
import { startSimulator } from '../src/simulator/simulator.ts'
import type { PictureSet } from './picture-set.ts'

// The server of one set, as a process of its own: tells its address, and its ledger when it is asked.

const { durationMs, spread, overflow } = JSON.parse(process.argv[2] ?? '') as PictureSet
const server = await startSimulator({
  overflow,
  painter: async (subject) => plainPng(subject, subject.prompt),
  durationOf: ({ prompt }) =>
    Math.round(durationMs * between(randomFrom(prompt), 1 - spread, 1 + spread)),
})
process.send?.(server.url)
process.on('message', () => process.send?.(server.ledger()))
process.once('disconnect', () => process.exit())
