import { plainText } from '../diagnostics/plain-text.ts'
import type { Plan, PlannedJob } from '../plan/plan.ts'
import { truncate, wrap } from './lines.ts'
import { printedPath } from './plan-reasons.ts'

/** Prompts shown, one of each asset. */
const samples = 3
/** Lines of one prompt that are shown. */
const promptLines = 4

/**
 * A few prompts as they are sent, one of each of the first assets: the first that is to be paid for,
 * else the first. Each line of a prompt stands behind a bar, so that no prompt can look like our words.
 */
export function promptLinesOf(plan: Plan, width: number): string[] {
  return sampleJobs(plan).flatMap((job) => {
    const { model, size, seed, prompt, negative_prompt } = job.request
    const path = printedPath(plan, job.outputs[0]?.path ?? '')
    return [
      `${path} (${plainText(model)}, ${size}, seed ${seed})`,
      ...quoted(prompt, width),
      ...(negative_prompt === '' ? [] : quoted(`negative: ${negative_prompt}`, width)),
    ]
  })
}

function sampleJobs(plan: Plan): PlannedJob[] {
  const chosen = new Map<string, PlannedJob>()
  for (const job of plan.jobs) {
    const before = chosen.get(job.asset)
    if (before === undefined || (before.cost === 0 && job.cost > 0)) chosen.set(job.asset, job)
  }
  return [...chosen.values()].slice(0, samples)
}

function quoted(text: string, width: number): string[] {
  const room = Math.max(20, width - 6)
  const lines = wrap(plainText(text.replace(/\s+/gu, ' ')), room, { anywhere: true })
  const shown = lines.slice(0, promptLines)
  if (lines.length > promptLines) {
    shown[promptLines - 1] = truncate(`${shown[promptLines - 1]} …`, room)
  }
  return shown.map((line) => `  │ ${line}`)
}
