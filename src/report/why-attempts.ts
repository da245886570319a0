import { parseMicros } from '../catalog/money.ts'
import { plainText } from '../diagnostics/plain-text.ts'
import type { Attempt } from '../lockfile/records.ts'
import { counted, money } from './phrases.ts'
import { quotedText } from './quoted-text.ts'
import { openState } from './spend.ts'

/** What was sent for a request and what came of it, the oldest first. */
export function attemptLines(attempts: readonly Attempt[], width: number): string[] {
  if (attempts.length === 0) return ['none: it was never sent']
  return attempts.flatMap((attempt) => linesOf(attempt, width))
}

function linesOf(attempt: Attempt, width: number): string[] {
  const { state, at, reservedAt, taskId, requestId, response } = attempt
  const head = [
    `${openState(attempt) === 'expired' ? 'expired' : state} ${plainText(at)}`,
    ...(reservedAt === null || reservedAt === at ? [] : [`reserved ${plainText(reservedAt)}`]),
    costWords(attempt),
    ...pictures(attempt),
    ...(attempt.mode === null ? [] : [attempt.mode]),
    ...(taskId === null ? [] : [`task ${plainText(taskId)}`]),
    ...(requestId === null ? [] : [`request id ${plainText(requestId)}`]),
    ...(response?.adopted === true ? ['found again through the task list'] : []),
    ...(response?.simulated === true ? ['simulated'] : []),
  ]
  const rewritten = response?.actual_prompt
  return [
    [head.join(', '), ...wordsOf(attempt)].join(': '),
    ...(rewritten === undefined
      ? []
      : ['the prompt as the API rewrote it', ...quotedText(rewritten, width)]),
  ]
}

/** What went wrong, or is odd about the picture. */
function wordsOf({ error, warning }: Attempt): string[] {
  return [error?.code, error?.message, warning]
    .filter((words) => words !== undefined && words !== null)
    .map(plainText)
}

function costWords(attempt: Attempt): string {
  const { state, cost } = attempt
  const amount = cost === null ? null : parseMicros(cost.amount)
  if (cost === null || amount === null)
    return state === 'failed' ? 'not billed' : 'no cost recorded'
  const price = `${money(amount, cost.currency)} (price list ${plainText(cost.price_list)})`
  return openState(attempt) === null ? price : `may cost ${price}`
}

function pictures({ images }: Attempt): string[] {
  if (images === null) return []
  return images.map((image, index) => {
    const which = images.length > 1 ? `image ${index + 1} ` : ''
    if (image === null) return `${which}did not come`
    return `${which}${image.width}×${image.height}, ${counted(image.bytes, 'byte')}`
  })
}
