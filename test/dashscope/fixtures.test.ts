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

/** What a document shows of a task, in one of its languages. */
function tasks(language: string): string[] {
  return [`task-created-${language}`, `task-result-${language}`]
}

describe('recorded answers', () => {
  test.each(files)('%s is read as its outcome', async (file) => {
    const fixture: Fixture = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    expect(withoutHint(await outcomeOf(fixture))).toEqual(fixture.outcome)
  })

  test.each<[document: string, ...samples: string[]]>([
    ['zh-cn-2025-08', 'call-java', 'call-python', ...tasks('java'), ...tasks('python')],
    ['zh-cn-2025-09', 'call-http', 'call-python', ...tasks('http')],
    ['zh-cn-2025-09', 'task-result-java', 'task-result-python'],
    ['zh-tw-2025-11', 'call-http', 'call-java', 'call-python', 'error-call', 'error-submit'],
    ['zh-tw-2025-11', ...tasks('http'), ...tasks('java'), ...tasks('python'), 'task-failed'],
    ['guide-2026-03', 'call-http', 'call-java', 'call-python', 'call-wan-java', 'call-wan-python'],
    ['id-2026-03', 'call-java', 'call-python', ...tasks('java'), ...tasks('python')],
  ])('every answer that %s shows has its fixture', (document, ...samples) => {
    const missing = samples.filter((sample) => !files.includes(`${document}--${sample}.json`))
    expect(missing).toEqual([])
  })
})
