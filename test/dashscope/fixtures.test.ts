import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aMock, aProvider, aRequest, singapore } from './a-provider.ts'

/** A body as a document or a capture shows it, and the outcome it must be read as; hints left out. */
interface Fixture {
  readonly source: string
  readonly via: 'call' | 'submit' | 'poll' | 'list' | 'cancel'
  readonly status: number
  readonly task?: string
  readonly body: object
  readonly outcome: object
}

const folder = new URL('./fixtures/', import.meta.url)
const files = readdirSync(folder).sort()

async function outcomeOf(fixture: Fixture): Promise<object> {
  const { mock, dispatchers } = aMock()
  mock
    .get(singapore)
    .intercept({ path: () => true, method: () => true })
    .reply(fixture.status, fixture.body)
  const provider = aProvider({ dispatchers })
  const task = fixture.task ?? 'task-1'
  switch (fixture.via) {
    case 'call':
      return provider.submit(aRequest(), { mode: 'sync' })
    case 'submit':
      return provider.submit(aRequest(), { mode: 'async' })
    case 'poll':
      return provider.poll(task)
    case 'list':
      return provider.list({ page: 1, pageSize: 10 })
    case 'cancel':
      return provider.cancel(task)
  }
}

function withoutHint(outcome: object): object {
  if (!('failure' in outcome)) return outcome
  const { hint, ...failure } = outcome.failure as { hint: unknown }
  return { ...outcome, failure }
}

describe('recorded answers', () => {
  test.each(files)('%s is read as its outcome', async (file) => {
    const fixture: Fixture = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    expect(withoutHint(await outcomeOf(fixture))).toEqual(fixture.outcome)
  })

  test('every one of the five documents has its samples here', () => {
    const documents = ['zh-cn-2025-08', 'zh-cn-2025-09', 'zh-tw-2025-11', 'guide', 'id-2026-03']
    for (const document of documents) {
      expect(files.filter((file) => file.startsWith(document)).length).toBeGreaterThanOrEqual(5)
    }
  })
})
