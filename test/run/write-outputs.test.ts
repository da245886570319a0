import { expect, test } from 'vitest'
import type { ImageFacts } from '../../src/lockfile/records.ts'
import type { PlannedOutput } from '../../src/plan/plan.ts'
import { writeBounds, writeOutputs } from '../../src/run/write-outputs.ts'
import { MemoryLock, MemoryPictures, planOf, requests } from '../support/run-harness.ts'

const recipe = {
  width: 16,
  height: null,
  fit: 'cover',
  position: 'centre',
  format: 'webp',
  quality: 70,
} as const

/** Writes only when it is let, and knows what is under way. */
class HeldPictures extends MemoryPictures {
  readonly underWay: string[] = []
  readonly released: string[] = []
  let: () => void = () => undefined
  readonly #held = new Promise<void>((resolve) => {
    this.let = resolve
  })

  override async write(
    ...args: Parameters<MemoryPictures['write']>
  ): ReturnType<MemoryPictures['write']> {
    this.underWay.push(args[0].path)
    await this.#held
    return super.write(...args)
  }

  override release(sha256: string): void {
    this.released.push(sha256)
  }
}

/** One picture, with ten files that are encoded, listed first, and ten that are the original. */
async function setOfTwenty(pictures: HeldPictures) {
  const [job] = planOf(requests(1), { lock: new MemoryLock(), pictures }).jobs
  const [first] = job?.outputs ?? []
  if (job === undefined || first === undefined) throw new Error('no output')
  const named = (kind: string, changes: Partial<PlannedOutput>) =>
    Array.from({ length: 10 }, (_, nth) => ({ ...first, path: `${kind} ${nth}`, ...changes }))
  const kept = await pictures.keep(Buffer.from('picture 8*8'))
  if (!('facts' in kept)) throw new Error('no picture')
  const facts: readonly ImageFacts[] = [kept.facts]
  const outputs = [...named('encoded', { recipe }), ...named('copied', {})]
  return { job: { ...job, outputs }, facts }
}

test('originals do not wait for files that are encoded', async () => {
  const pictures = new HeldPictures()
  const { job, facts } = await setOfTwenty(pictures)
  const append = async () => undefined
  const parts = { pictures, append, isNew: true, bounds: writeBounds() }
  const writing = writeOutputs(job, facts, parts)
  await new Promise((resolve) => setImmediate(resolve))
  const started = (kind: string) => pictures.underWay.filter((path) => path.startsWith(kind)).length
  expect({ encoded: started('encoded'), copied: started('copied') }).toEqual({
    encoded: 2,
    copied: 8,
  })
  expect(pictures.released).toEqual([])
  pictures.let()
  expect((await writing).written).toHaveLength(20)
  expect(pictures.released).toEqual([facts[0]?.sha256])
})

test('the picture is let go also where no file of it can be written', async () => {
  const pictures = new HeldPictures()
  const { job, facts } = await setOfTwenty(pictures)
  pictures.let()
  const append = async () => Promise.reject(new Error('no'))
  const parts = { pictures, append, isNew: true, bounds: writeBounds() }
  expect((await writeOutputs(job, facts, parts)).failed).toHaveLength(20)
  expect(pictures.released).toEqual([facts[0]?.sha256])
})
