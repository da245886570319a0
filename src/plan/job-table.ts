import type { Model } from '../catalog/model.ts'
import type { Asset } from '../manifest/manifest.ts'
import { requestKey } from '../request/key.ts'
import type { Request, RequestKey } from '../request/request.ts'
import type { Paths } from './collisions.ts'
import type { Job, Output } from './job.ts'

/** A request, and what is known of the model that it names. */
interface Asked {
  readonly request: Request
  readonly model: Model
}

/** Jobs by request key, in the order of their first cells. */
export interface JobTable {
  /** Adds a cell: to the job that has its request already, or as a job of its own. */
  add(asset: Asset, asked: Asked, outputs: readonly Output[]): void
  cells(): number
  jobs(): readonly Job[]
}

type GrowingJob = Omit<Job, 'outputs' | 'cells'> & { outputs: Output[]; cells: number }

export function createJobTable(paths: Paths): JobTable {
  const jobs = new Map<RequestKey, GrowingJob>()
  let cells = 0
  return {
    add: (asset, { request, model }, outputs) => {
      cells += 1
      const key = requestKey(request)
      let job = jobs.get(key)
      if (job === undefined) {
        const { id, mode } = asset
        job = { key, request, model, asset: id, wantedMode: mode, outputs: [], cells: 0 }
        jobs.set(key, job)
      }
      job.cells += 1
      for (const output of outputs) {
        if (paths.claim(output, job)) append(output, job)
      }
    },
    cells: () => cells,
    jobs: () => [...jobs.values()],
  }
}

/** Most jobs have one output; a list that grows from nothing takes room for seventeen. */
function append(output: Output, job: GrowingJob): void {
  if (job.outputs.length === 0) job.outputs = [output]
  else job.outputs.push(output)
}
