import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { outputOf } from '../children.ts'
import type { Figure } from '../figure.ts'
import { inTurn } from '../in-turn.ts'

const script = fileURLToPath(new URL('../append.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

export const figure: Figure = {
  id: 'checkpoint',
  title: 'one more record in a lockfile of 100,000 records: CPU / of 1,000 records',
  target: { atMost: 1.3 },
  measure: async ({ runs }) => {
    const folder = await mkdtemp(join(tmpdir(), 'mintage-bench-'))
    try {
      return await inTurn(runs, {
        ours: () => costPerRecord(folder, 100_000),
        beside: () => costPerRecord(folder, 1000),
        label: '1,000 records',
        unit: 'µs a record',
        note: 'each record synced on its own; the wait for the disk is not in it',
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

async function costPerRecord(folder: string, records: number): Promise<number> {
  const args = ['--import', 'tsx', script, join(folder, `${records}.lock`), String(records)]
  const text = await outputOf(process.execPath, args, { cwd: root })
  const [, cost] = /^cost ([\d.]+)$/m.exec(text) ?? []
  if (cost === undefined) throw new Error(`no cost in: ${text}`)
  return Number(cost)
}
