// The command line in a real terminal, onto a project held in memory: run by pty.test.ts.
import { setTimeout as sleep } from 'node:timers/promises'
import { main } from '../../src/cli/cli.ts'
import type { Doors } from '../../src/cli/doors.ts'
import type { Signal } from '../../src/cli/io.ts'
import { aJob, aPlan } from '../report/a-plan.ts'
import { aProject, aResult, aStart, doorsOnto } from './a-project.ts'
import { arrived, countsOf, failed, spendOf } from './an-event.ts'

const jobs = Array.from({ length: 20 }, (_, index) => aJob(index))

const run: Doors['run'] = async (_project, _options, { onEvent, signals }) => {
  onEvent(aStart({ counts: countsOf({ waiting: 20 }) }))
  for (let done = 1; done <= 20 && !signals.graceful.aborted; done += 1) {
    await sleep(20)
    const state = { counts: countsOf({ waiting: 20 - done, done }), spend: spendOf(done * 30_000) }
    onEvent(done === 7 ? failed(done, state) : arrived(done, state))
    // Waits for the signal that the test sends at this sight.
    if (done === 10 && process.argv.includes('--wait')) await aborted(signals.graceful)
  }
  if (!signals.graceful.aborted) return aResult({ counts: countsOf({ done: 20 }), written: 20 })
  const counts = countsOf({ waiting: 10, done: 10 })
  return aResult({ ended: 'interrupted', signal: 'SIGINT', counts, written: 10 })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
}

const io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  system: 'a test',
  home: null,
  now: Date.now,
  timeZone: () => 'Asia/Shanghai',
  onSignal(listener: (signal: Signal) => void) {
    process.on('SIGINT', listener)
    return () => process.off('SIGINT', listener)
  },
}
const doors = doorsOnto(aProject(aPlan(jobs)), { run })
process.exitCode = await main(['run', 'campaign.yaml'], io, () => Promise.resolve(doors))
process.stdin.unref()
