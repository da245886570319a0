import { readSavedPlan } from '../../../src/plan/saved/read-saved-plan.ts'
import { saved } from '../../plan/saved/a-saved-plan.ts'
import { aJob, aPlan } from '../../report/a-plan.ts'
import { mutateJson } from '../mutate.ts'
import { attempt, promise, type Target } from '../target.ts'

/** Saved plans with small changes of their values. */
export function savedPlans(): Target {
  const sound = JSON.parse(JSON.stringify(saved(aPlan([aJob(1), aJob(2), aJob(3)]))))
  readSavedPlan(sound, 'p.json')
  return {
    name: 'saved plans',
    share: 10,
    close: () => Promise.resolve(),
    async tryOne(random) {
      const changed = JSON.parse(JSON.stringify(mutateJson(sound, random) ?? null))
      const read = await attempt(() => readSavedPlan(changed, 'p.json'))
      if ('value' in read) return 'taken'
      const { code, message, stop } = read.error
      promise(/^PLAN_FILE_/.test(code) && stop === 'usage', () => `an odd code: ${code}`)
      promise(message.includes('p.json'), () => `no file is named: ${message}`)
      return 'refused'
    },
  }
}
