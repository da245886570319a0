import type { PlannedJob, PlannedOutput } from '../../plan/plan.ts'

/** One picture that the manifest wants: its main output and the files made of it. */
export interface Picture {
  readonly job: PlannedJob
  readonly main: PlannedOutput
  /** The main output first. */
  readonly outputs: readonly PlannedOutput[]
}

/** Every picture of a plan, in its order. Variants follow the main output that they are made with. */
export function picturesOf(jobs: readonly PlannedJob[]): readonly Picture[] {
  return jobs.flatMap((job) => {
    const groups: [PlannedOutput, ...PlannedOutput[]][] = []
    for (const output of job.outputs) {
      const last = groups.at(-1)
      if (output.variant === null || last === undefined) groups.push([output])
      else last.push(output)
    }
    return groups.map((outputs) => ({ job, main: outputs[0], outputs }))
  })
}
