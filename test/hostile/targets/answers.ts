import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Dispatcher, MockAgent } from 'undici'
import { createDashScope } from '../../../src/dashscope/create-dashscope.ts'
import { plainText } from '../../../src/diagnostics/plain-text.ts'
import { decodeLine } from '../../../src/lockfile/decode.ts'
import { encodeRecord } from '../../../src/lockfile/encode.ts'
import type { LockRecord } from '../../../src/lockfile/records.ts'
import type { Answer, Provider, ProviderFailure } from '../../../src/provider/provider.ts'
import { pendingItem } from '../../../src/run/item.ts'
import {
  doneRecord,
  failedRecord,
  generatedRecord,
  responseFacts,
  submittedRecord,
} from '../../../src/run/records.ts'
import { aJob } from '../../report/a-plan.ts'
import { mutateJson, mutateText, pick, type Random } from '../mutate.ts'
import { type End, promise, type Target } from '../target.ts'

const fixtures = fileURLToPath(new URL('../../dashscope/fixtures', import.meta.url))
const key = 'sk-marked-5c0de5c0de5c0de5c0de5c0de'
const host = 'https://dashscope-intl.aliyuncs.com'
const cost = { amount: '0.030000', currency: 'USD', price_list: '2026-07' } as const
const statuses = [200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 502, 503]

/** The documents' answers with small changes, through the whole of the client. */
export async function answers(): Promise<Target> {
  const recorded = await recordedAnswers()
  const wire = { status: 200, body: '' }
  const mock = new MockAgent()
  mock.disableNetConnect()
  mock
    .get(host)
    .intercept({ path: () => true, method: () => true })
    .reply(() => ({ statusCode: wire.status, data: wire.body }))
    .persist()
  const pictures = new PictureHosts()
  const provider = createDashScope({
    apiKey: key,
    region: 'singapore',
    workspace: null,
    baseUrl: null,
    proxies: {},
    userAgent: 'mintage/fuzz',
    now: () => Date.UTC(2026, 10, 20),
    dispatchers: { submits: mock, queries: mock, pictures },
  })
  return {
    name: 'answers',
    share: 20,
    close: () => provider.close(),
    async tryOne(random) {
      const { via, status, body, task = 'task-1' } = pick(recorded, random)
      wire.status = random() < 0.7 ? status : pick(statuses, random)
      wire.body = changedBody(body, random)
      const call = calls[random() < 0.7 ? via : pick(ways, random)]
      const end = await checkOutcome(await call(provider, task), provider)
      promise(pictures.wrong.length === 0, () => pictures.wrong.splice(0).join('; '))
      return end
    },
  }
}

const request = aJob(1).request

const calls = {
  submit: (provider) => provider.submit(request, { mode: 'async' }),
  call: (provider) => provider.submit(request, { mode: 'sync' }),
  poll: (provider, task) => provider.poll(task),
  list: (provider) => provider.list({ page: 1, pageSize: 10 }),
  cancel: (provider, task) => provider.cancel(task),
} as const satisfies Readonly<
  Record<string, (provider: Provider, task: string) => Promise<Outcome>>
>
type Via = keyof typeof calls
const ways = Object.keys(calls) as Via[]

/** An answer that a document shows, or that was recorded. */
interface Fixture {
  readonly via: Via
  readonly status: number
  readonly body: unknown
  readonly task?: string
}

/** What all outcomes may have. */
interface Outcome {
  readonly kind: string
  readonly failure?: ProviderFailure | null
  readonly reason?: string
  readonly answer?: Answer
  readonly taskId?: string
  readonly requestId?: string | null
}

async function recordedAnswers(): Promise<readonly Fixture[]> {
  const names = (await readdir(fixtures)).filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(names.map((name) => readFile(`${fixtures}/${name}`, 'utf8')))
  return texts.map((text) => JSON.parse(text))
}

function changedBody(body: unknown, random: Random): string {
  const text = JSON.stringify(random() < 0.7 ? mutateJson(body, random) : body) ?? ''
  const changed = random() < 0.3 ? mutateText(text, random) : text
  if (random() < 0.8) return changed
  const strings = [...text.matchAll(/:"[^"]{4,}"/g)]
  return strings.length === 0 ? key : changed.replace(pick(strings, random)[0], `:"${key}"`)
}

async function checkOutcome(outcome: Outcome, provider: Provider): Promise<End> {
  const text = JSON.stringify(outcome)
  promise(!text.includes(key), () => `the key is repeated: ${text}`)
  promise(typeof outcome.kind === 'string', () => `no outcome: ${text}`)
  for (const words of [outcome.reason, outcome.failure?.message, outcome.failure?.code]) {
    if (words === undefined) continue
    promise(words.length <= 2200, () => `words without end: ${words.length} characters`)
    promise(plainText(words) === words, () => `words that are not plain: ${JSON.stringify(words)}`)
  }
  for (const record of recordsOf(outcome, provider)) checkRecord(record)
  await checkPictures(outcome.answer, provider)
  return ['failed', 'unknown', 'unanswered'].includes(outcome.kind) ? 'refused' : 'taken'
}

/** The lines that a run would write down of an outcome. */
function recordsOf(outcome: Outcome, provider: Provider): LockRecord[] {
  const item = pendingItem(aJob(1), { cost, amount: { cost: 30_000, images: 1 } })
  item.attempt = 'a1'
  const { answer, failure, taskId, requestId = null } = outcome
  const now = Date.UTC(2026, 10, 20)
  const records: LockRecord[] = []
  if (taskId !== undefined)
    records.push(submittedRecord(item, { taskId, requestId, provider, now }))
  if (failure != null) {
    records.push(failedRecord(item, { ...failure, retriable: false, billed: false }, now))
  }
  if (answer === undefined || answer.images.length === 0) return records
  const response = responseFacts(item, answer, provider)
  const images = answer.images.map(() => null)
  return [
    ...records,
    generatedRecord(item, { answer, response, now }),
    doneRecord(item, { images, response, cost, warning: null, now }),
  ]
}

/** A line that could not be read again would keep everything that was paid from being found. */
function checkRecord(record: LockRecord): void {
  const line = encodeRecord(record)
  const decoded = decodeLine(line)
  promise(decoded.kind === 'record', () => `${JSON.stringify(decoded)} of ${line}`)
}

async function checkPictures(answer: Answer | undefined, provider: Provider): Promise<void> {
  for (const image of answer?.images ?? []) {
    if (image.kind !== 'url') continue
    const { kind } = await provider.download(image.url)
    promise(kind !== 'bytes', () => 'a picture came from nowhere')
  }
}

/** In the place of the network: notes who would have been asked for a picture, and with what. */
class PictureHosts extends Dispatcher {
  readonly wrong: string[] = []

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    const { origin = '' } = options
    const { protocol, hostname, port } = new URL(String(origin))
    const isTheirs = protocol === 'https:' && port === '' && hostname.endsWith('.aliyuncs.com')
    if (!isTheirs) this.wrong.push(`a picture is asked for at ${origin}`)
    if (JSON.stringify(options).includes(key)) this.wrong.push(`the key goes to ${origin}`)
    handler.onResponseError?.(noController, new Error('no network'))
    return true
  }
}

const noController: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: null,
  rawTrailers: null,
  abort() {},
  pause() {},
  resume() {},
}
