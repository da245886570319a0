import { expect, test } from 'vitest'
import { type LabelSubject, labelValues } from '../../../src/images/labels/label-values.ts'
import type { Labels } from '../../../src/manifest/manifest.ts'
import { key, request } from '../../lockfile/records.ts'

const subject: LabelSubject = {
  key: key(),
  request: request(1, '一只狐狸 <fox> & "tea"'),
  family: 'qwen-image',
  image: 1,
  rewritten: null,
}
const iptc = { prompt: true, promptWriter: null }
const aigc = { contentProducer: '青莲茶业', contentPropagator: null }

function values(labels: Partial<Labels>, change: Partial<LabelSubject> = {}) {
  const all = labelValues({ iptc: null, aigc: null, ...labels }, { ...subject, ...change })
  return Object.fromEntries(all)
}

test('iptc says how it was made, by what, and from which prompt', () => {
  expect(values({ iptc })).toEqual({
    DigitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    AISystemUsed: 'Qwen-Image',
    AISystemVersionUsed: 'qwen-image-plus',
    AIPromptInformation: '一只狐狸 <fox> & "tea"',
  })
  expect(values({ iptc }, { family: 'wan' })['AISystemUsed']).toBe('Wan')
})

test('the prompt stays private where it is to, and its writer is told only on demand', () => {
  const told = values({ iptc: { prompt: false, promptWriter: 'Team' } })
  expect(told).not.toHaveProperty('AIPromptInformation')
  expect(told['AIPromptWriterName']).toBe('Team')
  expect(values({ iptc })).not.toHaveProperty('AIPromptWriterName')
})

test('the negative prompt and the rewritten one stand beside the prompt', () => {
  const both = { request: { ...subject.request, negative_prompt: 'rain' }, rewritten: 'A red fox' }
  expect(values({ iptc }, both)['AIPromptInformation']).toBe(
    '一只狐狸 <fox> & "tea"\n\nNegative prompt: rain\n\nPrompt as rewritten by the service: A red fox',
  )
  const same = { rewritten: subject.request.prompt }
  expect(values({ iptc }, same)['AIPromptInformation']).toBe(subject.request.prompt)
})

test('prompts are cut where no model reads on, between characters', () => {
  const long = values({ iptc }, { request: request(1, '𝄞'.repeat(50_000)) })['AIPromptInformation']
  expect(Array.from(long ?? '')).toHaveLength(6001)
  expect(long?.endsWith('𝄞…')).toBe(true)
  const fitting = '茶'.repeat(8000)
  expect(values({ iptc }, { request: request(1, fitting) })['AIPromptInformation']).toBe(fitting)
})

test('aigc is seven texts in the order of the guide; what nobody gave is empty', () => {
  expect(values({ aigc })['AIGC']).toBe(
    `{"Label":"1","ContentProducer":"青莲茶业","ProduceID":"${key()}","ReservedCode1":"",` +
      '"ContentPropagator":"","PropagateID":"","ReservedCode2":""}',
  )
  const spread = values({ aigc: { ...aigc, contentPropagator: 'Shop' } })['AIGC'] ?? ''
  expect(JSON.parse(spread)).toMatchObject({ ContentPropagator: 'Shop', PropagateID: key() })
})

test('each image of a request has a number of its own', () => {
  const several = { request: { ...subject.request, n: 4 }, image: 3 }
  expect(JSON.parse(values({ aigc }, several)['AIGC'] ?? '').ProduceID).toBe(`${key()}-3`)
})
