import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadManifest } from '../../src/manifest/load.ts'
import type { Job } from '../../src/plan/job.ts'
import { jobsOf } from '../support/expanded.ts'

export const here = fileURLToPath(new URL('.', import.meta.url))

/** The jobs of a manifest file. */
export async function jobsOfFile(file: string): Promise<readonly Job[]> {
  const { manifest, diagnostics } = await loadManifest(file, { cwd: path.dirname(file) })
  if (manifest === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return jobsOf(manifest)
}

/** Seed and request key of every output, by path. */
export async function keysOfFile(file: string): Promise<Readonly<Record<string, string>>> {
  const jobs = await jobsOfFile(file)
  return Object.fromEntries(
    jobs.flatMap(({ key, request, outputs }) =>
      outputs.map(({ path: output }) => [output, `${request.seed} ${key}`]),
    ),
  )
}
