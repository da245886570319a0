import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Model, type Region, regions } from '../../src/catalog/model.ts'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import type { Answer, Mode, Provider } from '../../src/provider/provider.ts'
import type { Request } from '../../src/request/request.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { aProvider, aRequest } from './a-provider.ts'

let simulator: Simulator

async function start(region: Region): Promise<Provider> {
  simulator = await startSimulator({ region, durationOf: () => 20, queriesPerSecond: 1000 })
  return aProvider({ region, baseUrl: simulator.url, now: Date.now })
}

afterEach(() => simulator.close())

interface Case {
  readonly id: string
  readonly region: Region
  readonly mode: Mode
  readonly model: Model
}

/** Every model in every region and mode that offers it. */
const offered: readonly Case[] = modelIds().flatMap((id) => {
  const model = findModel(id)
  if (model === undefined) return []
  return regions
    .filter((region) => model.limits[region] !== undefined)
    .flatMap((region) =>
      (['async', 'sync'] as const)
        .filter((mode) => model.routes[mode] !== null)
        .map((mode) => ({ id, region, mode, model })),
    )
})

async function generate(provider: Provider, request: Request, mode: Mode): Promise<Answer> {
  const outcome = await provider.submit(request, { mode })
  if (outcome.kind === 'generated') return outcome.answer
  if (outcome.kind !== 'submitted') throw new Error(JSON.stringify(outcome))
  for (let look = 0; look < 1000; look += 1) {
    const seen = await provider.poll(outcome.taskId)
    if (seen.kind === 'succeeded') return seen.answer
    if (seen.kind !== 'pending' && seen.kind !== 'running') throw new Error(JSON.stringify(seen))
    await sleep(10)
  }
  throw new Error('the task never ended')
}

describe('a strict server takes every request that the catalogue allows', () => {
  test.each(offered)(
    '$id, $mode, in $region, with its largest n',
    async ({ id, region, ...one }) => {
      const { mode, model } = one
      const provider = await start(region)
      const { maxImages: n, sizes } = model
      const request = aRequest({ model: id, n, size: sizes.default, negative_prompt: 'blur' })
      const answer = await generate(provider, request, mode)
      expect(answer.images.map(({ kind }) => kind)).toEqual(Array(n).fill('url'))
      expect(answer.simulated).toBe(true)
      const rewritten = mode === 'async' && model.returnsActualPrompt
      expect(answer.actualPrompt !== null).toBe(rewritten)
      expect(answer.origPrompt).toBe(rewritten ? request.prompt : null)
      expect(answer.submittedAt !== null && answer.endedAt !== null).toBe(mode === 'async')
    },
  )
})

describe('against a strict server', () => {
  let provider: Provider
  beforeEach(async () => {
    provider = await start('singapore')
  })

  test('a picture is fetched from where the answer says', async () => {
    const answer = await generate(provider, aRequest(), 'async')
    const [image] = answer.images
    const outcome = await provider.download(image?.kind === 'url' ? image.url : '')
    expect(outcome.kind).toBe('bytes')
    const signature = outcome.kind === 'bytes' ? [...outcome.bytes.subarray(1, 4)] : []
    expect(String.fromCharCode(...signature)).toBe('PNG')
    expect(simulator.ledger().downloads).toMatchObject({ delivered: 1, withKey: 0 })
  })

  test('a task is found in the list by its model', async () => {
    const outcome = await provider.submit(aRequest(), { mode: 'async' })
    const query = { page: 1, pageSize: 10, model: 'qwen-image-plus' }
    const listed = await provider.list(query)
    expect(listed).toMatchObject({ kind: 'listed', total: 1, totalPages: 1, simulated: true })
    const ids = listed.kind === 'listed' ? listed.tasks.map(({ taskId }) => taskId) : []
    expect(ids).toEqual([outcome.kind === 'submitted' ? outcome.taskId : ''])
    expect(await provider.list({ ...query, model: 'qwen-image' })).toMatchObject({ total: 0 })
  })

  test('a task that ended cannot be canceled, and the refusal says why', async () => {
    const { taskId } = await generate(provider, aRequest(), 'async')
    expect(await provider.cancel(taskId ?? '')).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'UnsupportedOperation',
        scope: 'job',
        hint: expect.stringContaining('PENDING'),
      },
    })
  })

  test('a task that never was is gone', async () => {
    expect(await provider.poll('00000000-0000-4000-8000-000000000000')).toEqual({ kind: 'gone' })
  })

  test.each<[string, Partial<Request>, Mode, object]>([
    ['a size', { size: '1000*1000' }, 'sync', { scope: 'job', code: 'InvalidParameter' }],
    ['n', { n: 2 }, 'sync', { scope: 'job', code: 'InvalidParameter' }],
    ['a prompt', { prompt: 'x [[moderate-input]]' }, 'sync', { code: 'DataInspectionFailed' }],
    ['a region', { model: 'wanx2.1-t2i-plus' }, 'async', { scope: 'model' }],
  ])('%s that is refused is a failure', async (_, changes, mode, failure) => {
    const outcome = await provider.submit(aRequest(changes), { mode })
    expect(outcome).toMatchObject({ kind: 'failed', failure })
    expect(simulator.ledger().billed.images).toBe(0)
  })
})
