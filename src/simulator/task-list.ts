import type { Region, Route } from '../catalog/model.ts'
import { invalidParameter } from './api-error.ts'
import type { Work } from './work.ts'

const dayMs = 24 * 3_600_000
const known = [
  'task_id',
  'start_time',
  'end_time',
  'model_name',
  'status',
  'page_no',
  'page_size',
  'api_key_id',
  'region',
]

/**
 * Answers `GET /tasks` (facts 1.5): one page of the account's tasks, the latest first.
 *
 * The zone of the time parameters is undocumented: here UTC+8, as in the answers. The most rows a
 * page may have is undocumented, too: here 100.
 *
 * @param works the account's tasks, the latest first.
 * @throws {ApiError} 400 InvalidParameter.
 */
export function taskListBody(
  works: readonly Work[],
  query: URLSearchParams,
  { now, region, requestId }: { now: number; region: Region; requestId: string },
): Readonly<Record<string, unknown>> {
  const page = readPage(query)
  const window = readWindow(query, now)
  const rows = works
    .filter(({ submittedAt }) => submittedAt >= window.from && submittedAt <= window.to)
    .map((work) => taskRow(work, region))
    .filter((row) => matches(row, query))
  const first = (page.number - 1) * page.size
  return {
    request_id: requestId,
    total: rows.length,
    total_page: Math.ceil(rows.length / page.size),
    page_no: page.number,
    page_size: page.size,
    data: rows.slice(first, first + page.size),
  }
}

function readPage(query: URLSearchParams): { number: number; size: number } {
  const stranger = [...query.keys()].find((name) => !known.includes(name))
  if (stranger !== undefined) throw invalidParameter(`unexpected parameter "${stranger}"`)
  const number = readInteger(query, 'page_no', { otherwise: 1, most: 1_000_000 })
  const size = readInteger(query, 'page_size', { otherwise: 10, most: 100 })
  return { number, size }
}

function readInteger(
  query: URLSearchParams,
  name: string,
  { otherwise, most }: { otherwise: number; most: number },
): number {
  const text = query.get(name)
  if (text === null) return otherwise
  const value = Number(text)
  if (/^\d{1,7}$/.test(text) && value >= 1 && value <= most) return value
  throw invalidParameter(`${name} must be an integer between 1 and ${most}`)
}

/** At most 24 hours; what is not given follows from the other, or is now. */
function readWindow(query: URLSearchParams, now: number): { from: number; to: number } {
  const start = readTime(query, 'start_time')
  const end = readTime(query, 'end_time')
  const from = start ?? (end ?? now) - dayMs
  const to = end ?? (start === null ? now : start + dayMs)
  if (to >= from && to - from <= dayMs) return { from, to }
  throw invalidParameter('start_time and end_time must be at most 24 hours apart')
}

function readTime(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6+08:00')
  const ms = Date.parse(iso)
  if (iso === text || Number.isNaN(ms)) throw invalidParameter(`${name} must be YYYYMMDDhhmmss`)
  return ms
}

type Row = Readonly<Record<string, string | number>>

/** No prompt, no URL, no error text; times in epoch milliseconds. */
function taskRow(work: Work, region: Region): Row {
  const { submission, startedAt, endedAt } = work
  const model = submission.model.id
  return {
    task_id: work.id,
    status: work.fate.kind === 'forgotten' ? 'UNKNOWN' : work.status,
    model_name: model,
    region: regionIds[region],
    request_id: work.requestId,
    gmt_create: work.submittedAt,
    ...(startedAt === null ? {} : { start_time: startedAt }),
    ...(endedAt === null ? {} : { end_time: endedAt }),
    api_key_id: 'simulator',
    caller_uid: work.account,
    caller_parent_id: work.account,
    user_api_unique_key: `apikey:v1:aigc:${functions[submission.route]}:${model}`,
  }
}

const regionIds: { readonly [region in Region]: string } = {
  singapore: 'ap-southeast-1',
  beijing: 'cn-beijing',
  virginia: 'us-east-1',
  frankfurt: 'eu-central-1',
}

const functions: { readonly [route in Route]: string } = {
  text2image: 'text2image:image-synthesis',
  'image-generation': 'image-generation:generation',
  'multimodal-generation': 'multimodal-generation:generation',
}

function matches(row: Row, query: URLSearchParams): boolean {
  return ['task_id', 'model_name', 'status'].every((name) => {
    const wanted = query.get(name)
    return wanted === null || row[name] === wanted
  })
}
