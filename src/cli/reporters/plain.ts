import pc from 'picocolors'
import { plainText } from '../../diagnostics/plain-text.ts'
import { counted } from '../../report/phrases.ts'
import type { RunEvent } from '../../run/events.ts'
import { countWords, doubtWords, eventLine, paceWords, retryWords, spendWords } from './lines.ts'
import { advance, noProgress, type Progress } from './progress.ts'
import type { Reporter } from './reporter.ts'

/** Milliseconds between two lines of progress. */
const between = 10_000

/** For logs: one plain line of progress at most every ten seconds; failures and warnings at once. */
export function plainReporter({ colour }: { colour: boolean }): Reporter {
  const colors = pc.createColors(colour)
  let progress = noProgress
  let saidAt = 0
  let said = ''

  const progressLine = (now: number): string => {
    if (progress.startedAt === null || now - saidAt < between) return ''
    const line = progressWords(progress, now)
    if (line === said) return ''
    saidAt = now
    said = line
    return `${line}\n`
  }
  return {
    event(event, now) {
      progress = advance(progress, event, now)
      if (event.type === 'start') {
        saidAt = now
        return `${startWords(event)}\n`
      }
      if (event.type === 'end') return ''
      const line = eventLine(event, colors)
      return (line === null ? '' : `${line}\n`) + progressLine(now)
    },
    note: (text) => `${text}\n`,
    tick: progressLine,
    end: () => '',
  }
}

function startWords({ name, simulated, counts }: Extract<RunEvent, { type: 'start' }>): string {
  const left = counts.waiting + counts.running + counts.unknown
  const where = simulated ? ', simulated' : ''
  return `${plainText(name)}${where}: ${counted(left, 'job')} to do of ${counts.total}`
}

function progressWords(progress: Progress, now: number): string {
  const pace = paceWords(progress, now)
  const doubt = doubtWords(progress)
  const retry = retryWords(progress)
  return [
    countWords(progress.counts),
    ...(retry === null ? [] : [retry]),
    spendWords(progress.spend),
    ...(pace === '' ? [] : [pace]),
    ...(doubt === null ? [] : [doubt]),
  ].join('; ')
}
