import pc from 'picocolors'
import { plainText } from '../diagnostics/plain-text.ts'
import type { Answer, AnswerImage, TaskSummary } from '../provider/provider.ts'
import { wrap } from './lines.ts'
import { localTime } from './local-time.ts'
import { counted, duration, groupDigits } from './phrases.ts'
import { renderTable } from './table.ts'
import { type TaskAccount, type TaskLook, type TaskPage, taskStatusOf, timesOf } from './tasks.ts'

export interface TaskTextOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
  /** The reader's. */
  readonly timeZone: string
}

const titles = ['task', 'status', 'model', 'created', 'took']

/** A page of tasks as a table, or on a narrow terminal as a few lines for each. */
export function taskPageText(list: TaskPage, { width, colour, timeZone }: TaskTextOptions): string {
  const { account, tasks, page, pages, total } = list
  if (total === 0) return `${accountWords(account)}: no such task in the last 24 hours\n`
  const colors = pc.createColors(colour)
  const rows = tasks.map((task) => cellsOf(task, timeZone))
  const table = renderTable(
    titles.map((title) => ({ title })),
    rows,
  )
  const body =
    table.width <= width
      ? [colors.dim(table.head), ...table.lines]
      : rows.flatMap(([id = '', ...cells]) => [
          colors.bold(id),
          ...cells.map((cell, index) => `  ${titles[index + 1]}: ${cell}`),
        ])
  const next = page < pages ? `; --page ${page + 1} shows more` : ''
  const place = pages > 1 || page > 1 ? `, page ${groupDigits(page)} of ${groupDigits(pages)}` : ''
  return [
    ...body,
    '',
    `${accountWords(account)}: ${counted(total, 'task')}${place}${next}; times of ${timeZone}`,
    '',
  ].join('\n')
}

function cellsOf({ taskId, status, model, createdAt, endedAt }: TaskSummary, timeZone: string) {
  const took = endedAt === null ? '' : duration(Math.max(0, endedAt - createdAt) / 1000)
  return [
    plainText(taskId),
    plainText(status),
    plainText(model),
    localTime(createdAt, timeZone),
    took,
  ]
}

/** One task, with everything that the API tells of it. */
export function taskLookText(look: TaskLook, options: TaskTextOptions): string {
  const { seen, row, taskId, account } = look
  const facts: [name: string, value: string][] = [
    ['status', taskStatusOf(seen)],
    ['account', accountWords(account)],
    ...fact('model', row?.model),
    ...timeFacts(look, options.timeZone),
    ...(seen.kind === 'succeeded' ? answerFacts(seen.answer) : []),
    ...(seen.kind === 'failed'
      ? [
          ...fact('error', `${seen.failure.code}: ${seen.failure.message}`),
          ...fact('help', seen.failure.hint),
        ]
      : []),
  ]
  const colors = pc.createColors(options.colour)
  const lines = facts.flatMap(([name, value]) =>
    wrap(value, Math.max(30, options.width - 13)).map(
      (part, index) => `  ${(index === 0 ? name : '').padEnd(10)} ${part}`,
    ),
  )
  return [colors.bold(plainText(taskId)), ...lines, ''].join('\n')
}

function timeFacts(look: TaskLook, timeZone: string): [string, string][] {
  const { created, scheduled, ended } = timesOf(look)
  const words = (ms: number) => `${localTime(ms, timeZone)} (${timeZone})`
  return [
    ...(created === null ? [] : fact('created', words(created))),
    ...(scheduled === null ? [] : fact('started', words(scheduled))),
    ...(ended === null ? [] : fact('ended', words(ended))),
  ]
}

function answerFacts({ origPrompt, actualPrompt, images, usage }: Answer): [string, string][] {
  return [
    ...fact('prompt', origPrompt),
    ...fact('rewritten', actualPrompt),
    ...images.flatMap((image) => fact('image', imageWords(image))),
    ...(usage === null ? [] : fact('usage', JSON.stringify(usage))),
  ]
}

function imageWords(image: AnswerImage): string {
  if (image.kind === 'url') return image.url
  if (image.kind === 'base64') return 'in the answer itself'
  return `${image.code}: ${image.message}`
}

function fact(name: string, value: string | null | undefined): [string, string][] {
  return value == null || value === '' ? [] : [[name, plainText(value)]]
}

function accountWords({ region, endpoint }: TaskAccount): string {
  return plainText(endpoint === null ? region : `${region} at ${endpoint}`)
}
