import type { RateLimits } from '../catalog/model.ts'
import type { Mode } from '../provider/provider.ts'
import type { Job } from './job.ts'

/**
 * The mode a job runs in. `auto` takes the first that applies: the only mode there is; async where it
 * returns the rewritten prompt and one is made; sync where only async has a concurrency limit; async,
 * whose tasks survive a crash.
 */
export function chooseMode(job: Job, limits: RateLimits): Mode {
  const { model } = job
  if (job.wantedMode !== 'auto') return job.wantedMode
  if (model.routes.async === null) return 'sync'
  if (model.routes.sync === null) return 'async'
  if (model.returnsActualPrompt && job.request.prompt_extend) return 'async'
  if (limits.concurrent.sync === null && limits.concurrent.async !== null) return 'sync'
  return 'async'
}
