import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactState } from '../../src/lockfile/compact.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockStore } from '../../src/lockfile/lockfile.ts'
import { anyRecords, done, failed, reserved, submitted } from './records.ts'

/** One checkpoint, which can be opened again and again. */
export interface StorePlace {
  open(name: string): Promise<LockStore>
}

/** What every checkpoint store has to do, whatever it writes to. `place` gives an empty one each time. */
export function lockStoreContract(kind: string, place: () => Promise<StorePlace>): void {
  test(`${kind}: a new one holds nothing, and compacting it changes nothing`, async () => {
    const store = await (await place()).open('tea')
    expect(store.state).toEqual(stateOf('tea', []))
    expect(store.warnings).toEqual([])
    expect(await store.compact()).toBe(false)
    await store.close()
  })

  test(`${kind}: a record shows in the state once its append has resolved`, async () => {
    const store = await (await place()).open('tea')
    const appended = store.append(reserved())
    expect(store.state.attempts.size).toBe(0)
    await appended
    expect(store.state.attempts.get('a1')?.state).toBe('reserved')
    await store.close()
  })

  test(`${kind}: what was appended is there when it is opened again`, async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, fc.array(fc.nat(3)), async (records, sizes) => {
        const there = await place()
        const store = await there.open('tea')
        await appendInGroups(store, records, sizes)
        expect(store.state).toEqual(stateOf('tea', records))
        await store.close()
        expect((await there.open('tea')).state).toEqual(stateOf('tea', records))
      }),
      { numRuns: 50 },
    )
  })

  test(`${kind}: compacting keeps what compaction keeps, and twice is once`, async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const there = await place()
        const store = await there.open('tea')
        await Promise.all(records.map((record) => store.append(record)))
        await store.compact()
        const kept = compactState(stateOf('tea', records))
        expect(store.state).toEqual(kept)
        expect(await store.compact()).toBe(false)
        await store.close()
        expect((await there.open('tea')).state).toEqual(kept)
      }),
      { numRuns: 50 },
    )
  })

  test(`${kind}: appending goes on after a compaction`, async () => {
    const there = await place()
    const store = await there.open('tea')
    await store.append(failed({ attempt: 'a1', time: 1 }))
    await store.compact()
    await store.append(reserved({ attempt: 'a2', time: 2 }))
    await store.append(submitted({ attempt: 'a2', time: 3 }))
    await store.compact()
    await store.append(done({ attempt: 'a2', time: 4 }))
    await store.close()
    const { state } = await there.open('tea')
    expect([...state.attempts.values()].map(({ id, state }) => [id, state])).toEqual([
      ['a2', 'done'],
    ])
  })

  test(`${kind}: appends that are still under way when it is closed count`, async () => {
    const there = await place()
    const store = await there.open('tea')
    const appended = store.append(reserved())
    await store.close()
    await appended
    expect((await there.open('tea')).state.attempts.size).toBe(1)
  })

  test(`${kind}: a closed one takes nothing`, async () => {
    const store = await (await place()).open('tea')
    await store.close()
    await expect(store.append(reserved())).rejects.toThrow('closed')
    await expect(store.compact()).rejects.toThrow('closed')
  })

  test(`${kind}: a record that could not be read back is refused before it is written`, async () => {
    const there = await place()
    const store = await there.open('tea')
    await expect(store.append({ ...submitted(), task_id: '../x' })).rejects.toThrow(
      'a record could not be read back: task_id',
    )
    const prompt = '狐'.repeat(1_000_000)
    const long = { ...done(), response: { actual_prompt: prompt }, warning: 'x' }
    await expect(store.append({ ...long, request: { ...long.request, prompt } })).rejects.toThrow(
      'a record could not be read back: it is too long',
    )
    await store.append(reserved())
    await store.close()
    expect((await there.open('tea')).state.attempts.size).toBe(1)
  })

  test(`${kind}: an attempt of two requests is refused before it is written`, async () => {
    const store = await (await place()).open('tea')
    const appended = await Promise.allSettled([
      store.append(reserved()),
      store.append(done({ seed: 2 })),
    ])
    expect(appended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await store.close()
  })

  test(`${kind}: one of another name is refused`, async () => {
    const there = await place()
    const store = await there.open('tea')
    await store.append(reserved())
    await store.close()
    await expect(there.open('coffee')).rejects.toMatchObject({ code: 'LOCK_NAME' })
  })
}

/** Groups of 1 to 4 records at once, each awaited before the next. */
async function appendInGroups(
  store: LockStore,
  records: readonly Parameters<LockStore['append']>[0][],
  sizes: readonly number[],
): Promise<void> {
  let from = 0
  for (let group = 0; from < records.length; group += 1) {
    const to = from + 1 + (sizes[group] ?? 0)
    await Promise.all(records.slice(from, to).map((record) => store.append(record)))
    from = to
  }
}
