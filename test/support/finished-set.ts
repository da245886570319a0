import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { encodeHeader, encodeRecord } from '../../src/lockfile/encode.ts'
import type { DoneRecord, LockRecord, OutputRecord } from '../../src/lockfile/records.ts'
import { loadManifest } from '../../src/manifest/load.ts'
import { expand } from '../../src/plan/expand.ts'
import type { Job } from '../../src/plan/job.ts'
import { sha256Hex } from '../../src/request/key.ts'

/**
 * Writes a manifest with everything that it wants, as runs would have left it: pictures that `paint`
 * draws, and a lockfile that tells of them. For sets that are too large to be bought from a simulator.
 */
export async function writeFinishedSet(
  folder: string,
  manifestText: string,
  paint: (job: Job, index: number) => Promise<Buffer>,
): Promise<readonly Job[]> {
  const path = join(folder, 'mintage.yaml')
  await writeFile(path, manifestText)
  const { manifest } = await loadManifest(path, { cwd: folder })
  if (manifest === null) throw new Error('the manifest has errors')
  const { jobs } = expand(manifest)
  const records: LockRecord[] = []
  for (const [index, job] of jobs.entries()) {
    const bytes = await paint(job, index)
    records.push(doneRecord(job, index, bytes))
    for (const output of job.outputs.filter(({ recipe }) => recipe === null)) {
      const file = join(folder, manifest.outputDir, output.path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, bytes)
      records.push(outputRecord(job, output.path, bytes))
    }
  }
  const lines = [encodeHeader(manifest.name), ...records.map(encodeRecord)]
  await writeFile(join(folder, 'mintage.lock'), `${lines.join('\n')}\n`)
  return jobs
}

function doneRecord(job: Job, index: number, bytes: Buffer): DoneRecord {
  const [width = 0, height = 0] = job.request.size.split('*').map(Number)
  return {
    key: job.key,
    attempt: `attempt-${index}`,
    state: 'done',
    at: '2026-11-20T03:00:16.000Z',
    reserved_at: '2026-11-20T03:00:00.000Z',
    request: job.request,
    images: [{ sha256: sha256Hex(bytes), bytes: bytes.length, width, height }],
    response: {
      request_id: `request-${index}`,
      actual_prompt: `${job.request.prompt}. Soft morning light falls in from the left.`,
      region: 'singapore',
      mode: 'async',
    },
    cost: { amount: '0.030000', currency: 'USD', price_list: '2026-07' },
  }
}

function outputRecord(job: Job, path: string, bytes: Buffer): OutputRecord {
  const [width = 0, height = 0] = job.request.size.split('*').map(Number)
  return {
    output: path,
    key: job.key,
    image: 1,
    recipe: null,
    sha256: sha256Hex(bytes),
    bytes: bytes.length,
    width,
    height,
    format: 'png',
  }
}
