import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openProject } from '../../src/index.ts'
import { compactText } from '../../src/lockfile/compact.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import type { PlannedJob } from '../../src/plan/plan.ts'
import { sha256Hex } from '../../src/request/key.ts'

/**
 * Gives a set a lockfile that says of its first jobs that they are done, as a run would have left it. Their
 * pictures are not here, as in a fresh checkout.
 */
export async function writeRecorded(manifest: string, count: number): Promise<void> {
  const { plan } = await openProject(manifest, { cwd: dirname(manifest), simulatedCounts: true })
  if (plan === null) throw new Error('the set has no plan')
  const records = plan.jobs.slice(0, count).flatMap(recordsOf)
  const state = stateOf(plan.manifest.name, records)
  await writeFile(join(dirname(manifest), 'mintage.lock'), compactText(state))
}

function recordsOf({ key, request, outputs }: PlannedJob, nth: number): readonly LockRecord[] {
  const sha256 = sha256Hex(key)
  const image = { sha256, bytes: 161, width: 64, height: 64 }
  const at = new Date(Date.UTC(2026, 0, 1) + nth * 500).toISOString()
  return [
    {
      key,
      attempt: randomUUID(),
      state: 'done',
      at,
      reserved_at: at,
      request,
      cost: { amount: '0.030000', currency: 'USD', price_list: 'manifest' },
      images: [image],
      response: {
        task_id: randomUUID(),
        request_id: randomUUID(),
        actual_prompt: `${request.prompt}. An even, diffuse light rests on the scene; large, calm shapes lead the eye.`,
        submitted_at: at,
        scheduled_at: at,
        ended_at: at,
        usage: { image_count: 1 },
        region: 'singapore',
        mode: 'async',
        simulated: true,
      },
    },
    ...outputs.map(({ path }) => {
      return { ...image, output: path, key, image: 1, recipe: null, format: 'png', at }
    }),
  ]
}
