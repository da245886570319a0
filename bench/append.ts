import { writeFile } from 'node:fs/promises'
import { encodeHeader, encodeRecord } from '../src/lockfile/encode.ts'
import { openLockfile } from '../src/lockfile/lockfile.ts'
import type { ReservedRecord } from '../src/lockfile/records.ts'
import { requestKey } from '../src/request/key.ts'

// A process of its own, so that nothing but the lockfile is in its memory:
// `append.ts FILE RECORDS` prints the microseconds of CPU that one more record takes.

const name = 'checkpoint-bench'
/** Appended first, so that what is measured was compiled in a short lockfile as well as in a long one. */
const warmUp = 1000
/** Appended and measured, each waited for. */
const measured = 2000

const [path = '', count = ''] = process.argv.slice(2)
const records = Number(count)
await writeFile(path, `${[encodeHeader(name), ...linesUpTo(records)].join('\n')}\n`)
const lock = await openLockfile(path, { name })
let next = records
await append(warmUp)
const before = process.cpuUsage()
await append(measured)
const { user, system } = process.cpuUsage(before)
await lock.close()
console.log(`cost ${(user + system) / measured}`)

async function append(more: number): Promise<void> {
  const end = next + more
  for (; next < end; next += 1) await lock.append(reserved(next))
}

function linesUpTo(end: number): string[] {
  return Array.from({ length: end }, (_, seed) => encodeRecord(reserved(seed)))
}

function reserved(seed: number): ReservedRecord {
  const request = {
    model: 'qwen-image-plus',
    prompt: 'A poster of oolong in Shanghai, warm light, generous white space',
    negative_prompt: 'low resolution',
    size: '1328*1328',
    n: 1,
    seed,
    prompt_extend: true,
    watermark: false,
  }
  return {
    key: requestKey(request),
    attempt: `attempt-${seed}`,
    state: 'reserved',
    at: '2026-11-20T00:00:00.000Z',
    mode: 'async',
    request,
    cost: { amount: '0.030000', currency: 'USD', price_list: '2026-07' },
  }
}
