import { expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { Doors } from '../../src/cli/doors.ts'
import { UserError } from '../../src/diagnostics/user-error.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { requestKey } from '../../src/request/key.ts'
import type { RunEvent, RunResult } from '../../src/run/events.ts'
import { aJob, aPlan, aRequest } from '../report/a-plan.ts'
import { aProject, aResult, aStart, doorsOnto } from './a-project.ts'
import { anIo, type TestIo } from './an-io.ts'

type Run = Doors['run']

const toPay = aPlan([aJob(1), aJob(2)])
const kept = aPlan([aJob(1, { action: 'keep' })])
const open = aPlan([aJob(1, { action: 'resolve', reason: 'sent' })])

/** A run that emits these events and comes to this. */
function running(result: RunResult, events: readonly RunEvent[] = []): Run {
  return (_project, _options, { onEvent }) => {
    for (const event of events) onEvent(event)
    return Promise.resolve(result)
  }
}

async function mintage(args: string, plan: Plan, { run, io = anIo() }: { run?: Run; io?: TestIo }) {
  const doors = doorsOnto(aProject(plan), run === undefined ? {} : { run })
  const argv = ['run', 'campaign.yaml', ...args.split(' ').filter(Boolean)]
  const code = await main(argv, io, () => Promise.resolve(doors))
  return { code, out: io.stdout.text, err: io.stderr.text }
}

/** The options that the run was given. */
function recorded(): { run: Run; options: () => Parameters<Run>[1] | undefined } {
  let seen: Parameters<Run>[1] | undefined
  const run: Run = (_project, options) => {
    seen = options
    return Promise.resolve(aResult())
  }
  return { run, options: () => seen }
}

test('without a terminal and without --yes nothing is sent, and the estimate is named', async () => {
  const { code, out, err } = await mintage('', toPay, {})
  expect(code).toBe(5)
  expect(out).toBe('')
  expect(err).toContain('error[RUN_NOT_CONFIRMED]')
  expect(err).toContain('2 images, at most 0.06 USD')
  expect(err).toContain('nothing was sent, nothing was spent')
})

test('--yes confirms, and what came of it is the result', async () => {
  const { code, out } = await mintage('--yes', toPay, { run: running(aResult()) })
  expect(code).toBe(0)
  expect(out).toBe(
    `tea-launch: 2 of 2 jobs done, 2 files written, 0.06 USD spent
images: out/
provenance: out/provenance.json
`,
  )
})

test('a run that costs nothing needs no confirmation', async () => {
  const { code } = await mintage('', kept, { run: running(aResult()) })
  expect(code).toBe(0)
})

test('a simulated run needs no confirmation, and says that its money is not real', async () => {
  const { code, out } = await mintage('--simulate', toPay, { run: running(aResult()) })
  expect(code).toBe(0)
  expect(out).toContain('0.06 USD spent (simulated: no real money)')
})

test('on a terminal a person is asked, with the estimate', async () => {
  const io = anIo({ tty: true })
  io.stdin.write('y\n')
  const { code, err } = await mintage('', toPay, { run: running(aResult()), io })
  expect(code).toBe(0)
  expect(err).toContain('2 images, at most 0.06 USD, about 16 s. Go on? [y/N] ')
})

test.each(['n\n', '\n', 'nope\n', ''])('any other answer is a no: %j', async (answer) => {
  const io = anIo({ tty: true })
  io.stdin.end(answer)
  const { code, err } = await mintage('', toPay, { io })
  expect(code).toBe(5)
  expect(err).toContain('the answer was no')
})

test('Ctrl-C at the question is an interruption, and sends nothing', async () => {
  const io = anIo({ tty: true })
  io.signal('SIGINT')
  expect((await mintage('', toPay, { io })).code).toBe(130)
})

test('CI is never asked', async () => {
  const io = anIo({ tty: true, env: { CI: 'true' } })
  expect((await mintage('', toPay, { io })).code).toBe(5)
})

test('an open outcome is asked about on a terminal, and refused without consent elsewhere', async () => {
  const asked = recorded()
  const io = anIo({ tty: true })
  const running = mintage('', open, { run: asked.run, io })
  await io.stderr.shows('Go on?')
  io.stdin.write('y\n')
  await io.stderr.shows('Send again')
  io.stdin.write('y\n')
  await running
  expect(io.stderr.text).toContain('1 request has an open outcome and may have been paid')
  expect(asked.options()).toMatchObject({ resolveUnknown: 'retry' })
  expect((await mintage('', open, {})).code).toBe(5)
  const sure = recorded()
  await mintage('--yes', open, { run: sure.run })
  expect(sure.options()).toMatchObject({ resolveUnknown: 'skip' })
})

test('sending open outcomes again may cost money, so it has to be confirmed', async () => {
  expect((await mintage('--resolve-unknown retry', open, {})).code).toBe(5)
  const sure = recorded()
  await mintage('--resolve-unknown retry --yes', open, { run: sure.run })
  expect(sure.options()).toMatchObject({ resolveUnknown: 'retry' })
})

test('the bounds of a call reach the run', async () => {
  const { run, options } = recorded()
  await mintage('--yes --max-cost 0.50 --max-images 9 --max-failures 3 --take-over', toPay, { run })
  expect(options()).toEqual(
    expect.objectContaining({ maxCost: 500_000, maxImages: 9, maxFailures: 3, takeOver: true }),
  )
  await mintage('--yes --fail-fast', toPay, { run })
  expect(options()).toMatchObject({ maxFailures: 1, takeOver: false, maxCost: null, frozen: false })
})

test.each([
  ['90s', 90_000],
  ['50m', 3_000_000],
  ['1h30m', 5_400_000],
  ['2h1s', 7_201_000],
])('--stop-after %s reaches the run as milliseconds', async (text, ms) => {
  const { run, options } = recorded()
  await mintage(`--yes --stop-after ${text}`, toPay, { run })
  expect(options()).toMatchObject({ stopAfterMs: ms })
})

test('a frozen run is refused while something would be generated, and else needs no confirmation', async () => {
  const { code, err } = await mintage('--yes --frozen', toPay, {})
  expect(code).toBe(5)
  expect(err).toContain('error[RUN_FROZEN]')
  const { run, options } = recorded()
  expect((await mintage('--frozen', kept, { run })).code).toBe(0)
  expect(options()).toMatchObject({ frozen: true })
})

test('a cap in another currency is refused, never converted', async () => {
  const { code, err } = await mintage('--yes --max-cost 5CNY', toPay, {})
  expect(code).toBe(5)
  expect(err).toContain('error[PLAN_BUDGET_CURRENCY]: --max-cost is in CNY, but prices are in USD')
})

test('over a bound nothing is sent', async () => {
  const { code, err } = await mintage('--yes --max-cost 0.05', toPay, {})
  expect(code).toBe(5)
  expect(err).toContain('error[PLAN_OVER_BUDGET]')
})

test('--dry-run is plan', async () => {
  const { code, out } = await mintage('--dry-run', toPay, {})
  expect(code).toBe(0)
  expect(out).toContain('2 images × 0.03 USD')
})

test('missing files are named by reason and end with 1', async () => {
  const missing = Array.from({ length: 7 }, (_, index) => ({
    output: `poster/${index}.png`,
    why: 'absent: bring it back',
  }))
  const counts = { total: 7, waiting: 0, running: 0, unknown: 0, failed: 0, done: 7 }
  const result = aResult({ missing, counts })
  const { code, out } = await mintage('', kept, { run: running(result) })
  expect(code).toBe(1)
  expect(out).toContain('7 files not as wanted:\n  absent: bring it back\n    out/poster/0.png\n')
  expect(out).toContain('    and 2 more\n')
})

test('an account that says stop ends with 4, with what to do and what was spent', async () => {
  const result = aResult({
    ended: 'account',
    stop: { code: 'InvalidApiKey', message: 'the key was refused', hint: 'is it of this region?' },
    spend: { currency: 'USD', spent: 0, open: 0 },
  })
  const { code, err } = await mintage('--yes', toPay, { run: running(result) })
  expect(code).toBe(4)
  expect(err).toContain('error[InvalidApiKey]: the key was refused')
  expect(err).toContain('= help: is it of this region?')
  expect(err).toContain('error: nothing was spent')
})

test('a run that throws after something was paid does not say that nothing was', async () => {
  const run: Run = (_project, _options, { onEvent }) => {
    onEvent(aStart({ spend: { currency: 'USD', spent: 30_000, open: 0 } }))
    return Promise.reject(new UserError('LOCK_WRITE', 'the disk is full', { stop: 'disk' }))
  }
  const { code, err } = await mintage('--yes', toPay, { run })
  expect(code).toBe(1)
  expect(err).toContain('error: 0.03 USD spent; what was done is kept')
})

test('no key is exit 4 before anything is sent', async () => {
  const run: Run = () =>
    Promise.reject(new UserError('ACCOUNT_KEY_MISSING', 'no API key', { stop: 'account' }))
  const { code, err } = await mintage('--yes', toPay, { run })
  expect(code).toBe(4)
  expect(err).toContain('error: nothing was sent, nothing was spent')
})

test('the first signal asks the run to stop, and the summary says how to go on', async () => {
  const io = anIo()
  const run: Run = (_project, _options, { signals }) =>
    new Promise((resolve) => {
      signals.graceful.addEventListener('abort', () => {
        expect(signals.immediate.aborted).toBe(false)
        resolve(aResult({ ended: 'interrupted', signal: signals.graceful.reason }))
      })
      io.signal('SIGTERM')
    })
  const { code, out, err } = await mintage('--yes', toPay, { run, io })
  expect(code).toBe(143)
  expect(err).toContain('SIGTERM: no new requests')
  expect(out).toContain('to go on, run the same command again')
})

test('the second signal leaves even when the run does not come back', async () => {
  const io = anIo()
  const run: Run = () => {
    io.signal('SIGINT')
    io.signal('SIGINT')
    return new Promise(() => undefined)
  }
  const { code, err } = await mintage('--yes', toPay, { run, io })
  expect(code).toBe(130)
  expect(err).toContain('SIGINT: left at once')
})

test('--json prints one event a line on stdout, and nothing else there', async () => {
  const events: RunEvent[] = [
    aStart(),
    { type: 'end', at: '2026-11-20T03:01:00.000Z', result: aResult() },
  ]
  const { out } = await mintage('--yes --json', toPay, { run: running(aResult(), events) })
  const lines = out.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(['start', 'end'])
})

test('--quiet leaves only the result', async () => {
  const failed: RunEvent = {
    type: 'failed',
    at: '2026-11-20T03:01:00.000Z',
    key: requestKey(aRequest()),
    asset: 'poster',
    code: 'InvalidParameter',
    message: 'bad',
    hint: null,
    counts: aResult().counts,
    spend: aResult().spend,
  }
  const run = running(aResult(), [aStart(), failed])
  expect((await mintage('--yes --quiet', toPay, { run })).err).toBe('')
  expect((await mintage('--yes', toPay, { run })).err).toContain('failed[InvalidParameter]')
})
