import { expect, test } from 'vitest'
import type { Labels } from '../../src/manifest/manifest.ts'
import { labelOnly } from '../../src/plan/label-only.ts'
import type { PlannedJob } from '../../src/plan/plan.ts'
import { labelLines } from '../../src/report/plan-labels.ts'
import { aJob, aPlan } from './a-plan.ts'

const iptc: Labels = { iptc: { prompt: true, promptWriter: null }, aigc: null }
const aigc: Labels = { iptc: null, aigc: { contentProducer: 'L', contentPropagator: null } }

function job(seed: number, labels: Labels, format: 'png' | 'jpeg' = 'png'): PlannedJob {
  const made = aJob(seed)
  const recipe = { ...labelOnly(labels), format }
  return { ...made, outputs: made.outputs.map((output) => ({ ...output, recipe })) }
}

test('a plan without labels says nothing of them', () => {
  expect(labelLines(aPlan([aJob(1), aJob(2)]))).toEqual([])
})

test('a plan says that labelled pngs are no longer their originals byte for byte', () => {
  expect(labelLines(aPlan([aJob(1), job(2, iptc), job(3, aigc, 'jpeg')]))).toEqual([
    '2 files of 3 with IPTC and AIGC',
    '1 of them is full-size PNG: every pixel of the original, no longer its bytes; originals stay in the store',
  ])
  expect(labelLines(aPlan([job(1, iptc, 'jpeg')]))).toEqual(['1 file of 1 with IPTC'])
})
