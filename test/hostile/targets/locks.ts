import { compactText } from '../../../src/lockfile/compact.ts'
import { encodeHeader, encodeRecord } from '../../../src/lockfile/encode.ts'
import type { LockRecord } from '../../../src/lockfile/records.ts'
import { type Replay, replay } from '../../../src/lockfile/replay.ts'
import { statusOf } from '../../../src/report/status.ts'
import { statusText } from '../../../src/report/status-text.ts'
import { done, failed, generated, output, reserved, submitted } from '../../lockfile/records.ts'
import { mutateJson, mutateText, pick, type Random } from '../mutate.ts'
import { attempt, promise, steersTerminal, type Target } from '../target.ts'

/** One attempt of every state, and an output. */
const records: readonly LockRecord[] = [
  reserved({ seed: 1, attempt: 'a1' }),
  submitted({ seed: 1, attempt: 'a1', time: 1 }),
  reserved({ seed: 2, attempt: 'a2' }),
  generated({ seed: 2, attempt: 'a2', time: 1 }),
  done({ seed: 3, attempt: 'a3' }),
  failed({ seed: 4, attempt: 'a4' }),
  output(),
]

const options = { file: 'tea.lock', name: 'tea' }

/** Lockfiles with small changes of their text or their values: read, compacted, told about. */
export function locks(): Target {
  return {
    name: 'lockfiles',
    share: 20,
    close: () => Promise.resolve(),
    async tryOne(random) {
      const read = await attempt(() => replay(changedLock(random), options))
      if ('error' in read) {
        const { code, message } = read.error
        promise(/^LOCK_/.test(code), () => `an odd code: ${code}`)
        promise(message.includes('tea.lock'), () => `no file is named: ${message}`)
        const isPlaced = /tea\.lock, line \d+: |^tea\.lock (does not begin|has \d+ bytes)/
        promise(isPlaced.test(message), () => `no line is named: ${message}`)
        return 'refused'
      }
      checkState(read.value)
      return 'taken'
    },
  }
}

/** What was read is read again as it was, and can be told. */
function checkState({ state }: Replay): void {
  const compact = compactText(state)
  const again = compactText(replay(compact, options).state)
  promise(compact === again, () => `reading changes what was written: ${compact}`)
  const text = statusText(statusOf(null, state), { width: 80, colour: false, lockPath: 'tea.lock' })
  promise(!steersTerminal(text), () => `the status steers the terminal: ${JSON.stringify(text)}`)
}

function changedLock(random: Random): string {
  const lines = [encodeHeader('tea'), ...records.map(encodeRecord)]
  if (random() < 0.4) return mutateText(`${lines.join('\n')}\n`, random)
  const at = Math.floor(random() * lines.length)
  const line = JSON.stringify(mutateJson(JSON.parse(lines[at] ?? ''), random))
  const changed = lines.toSpliced(at, random() < 0.8 ? 1 : 0, line)
  return `${changed.join(pick(['\n', '\n', '\r\n'], random))}\n`
}
