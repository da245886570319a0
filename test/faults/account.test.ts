import { expect } from 'vitest'
import type { Fault } from '../../src/simulator/faults.ts'
import { always, both, type FaultCase, faultTable, once } from './fault-table.ts'
import type { Scene } from './scene.ts'

const minuteMs = 60_000

const refusals = {
  wrongKey: refusal(401, 'InvalidApiKey', 'Invalid API-key provided.'),
  overdue: refusal(
    400,
    'Arrearage',
    'Access denied, please make sure your account is in good standing.',
  ),
  noModel: refusal(404, 'InvalidParameter', 'Model not exist.'),
  rate: refusal(
    429,
    'Throttling.RateQuota',
    'Requests rate limit exceeded, please try again later.',
  ),
  burst: refusal(429, 'Throttling.BurstRate', 'Request rate increased too quickly.'),
  quota: refusal(429, 'Throttling.AllocationQuota', 'Allocated quota exceeded.'),
  fault: refusal(500, 'InternalError', 'An internal error has occured.'),
}

function refusal(status: number, code: string, message: string): Fault {
  return { kind: 'error', status, code, message }
}

faultTable('The account', {
  'does not know the key': {
    wish: { faults: both(always('list', refusals.wrongKey), always('submit', refusals.wrongKey)) },
    also: ({ simulator }) => expect(simulator.ledger().accepted.tasks).toBe(0),
  },
  'says stop to the first request': { wish: { faults: always('submit', refusals.overdue) } },
  'says stop while tasks run': {
    hits: 3,
    wish: { images: 8, faults: always('submit', refusals.overdue, 3) },
    also: ({ simulator }) => expect(simulator.ledger().refused.count).toBeLessThan(3),
  },
  'says stop to a call while others are in flight': {
    hits: 3,
    wish: { mode: 'sync', images: 8, faults: always('call', refusals.overdue, 3) },
  },
  'says stop to a look at a task': { wish: { faults: always('poll', refusals.wrongKey) } },
  'says stop while a lost answer is looked up': {
    wish: {
      images: 1,
      faults: both(
        once('submit', { kind: 'reset', accepted: true }),
        always('list', refusals.wrongKey, 2),
      ),
    },
  },
  'does not have the model in this region': {
    wish: { faults: always('submit', refusals.noModel) },
  },
})

/** A fault for some minutes of the scene's time. */
function forMinutes(
  fault: Fault,
  { operation, minutes }: { operation: 'submit' | 'call' | 'poll'; minutes: number },
): FaultCase {
  let stage: Scene | null = null
  return {
    wish: {
      mode: operation === 'call' ? 'sync' : 'async',
      images: 12,
      faults: (seen) => {
        const now = stage?.time.monotonic() ?? 0
        return seen.operation === operation && now < minutes * minuteMs ? fault : undefined
      },
    },
    before: async (set) => {
      stage = set
    },
  }
}

faultTable('Limits and outages', {
  'a request is refused as too fast': { wish: { faults: once('submit', refusals.rate) } },
  'a call is refused as too fast': {
    wish: { mode: 'sync', faults: once('call', refusals.burst) },
  },
  'a look is refused as too fast': { wish: { faults: once('poll', refusals.rate) } },
  'the first look at the account is refused as too fast': {
    wish: { faults: once('list', refusals.rate) },
  },
  'every request is refused for five minutes': forMinutes(refusals.burst, {
    operation: 'submit',
    minutes: 5,
  }),
  'every call is refused for five minutes': forMinutes(refusals.quota, {
    operation: 'call',
    minutes: 5,
  }),
  'every look is refused for five minutes': forMinutes(refusals.rate, {
    operation: 'poll',
    minutes: 5,
  }),
  'every request is refused for hours': {
    hits: 2,
    wish: { images: 12, faults: always('submit', refusals.rate, 2) },
  },
  'tasks beyond the limit are refused, not queued': {
    wish: { images: 8, simulator: { overflow: 'refuse' } },
    also: ({ simulator }) => expect(simulator.ledger().throttled.concurrency).toBeLessThan(2),
  },
  'the true limits are half of the documented': {
    wish: {
      images: 8,
      simulator: {
        overflow: 'refuse',
        limits: {
          'wan2.2-t2i-flash': { submit: { count: 1, per: 'second' }, concurrent: { async: 1 } },
        },
      },
    },
  },
  'the server fails once': { wish: { faults: once('submit', refusals.fault) } },
  'the server fails each time': {
    wish: {
      faults: ({ operation, prompt }) =>
        operation === 'submit' && prompt === 'poster 1.' ? refusals.fault : undefined,
    },
  },
  'there is no connection at the start': {
    before: async ({ network }) => {
      network.isGone = true
    },
    mend: isBack,
  },
  'there is no connection for ten minutes in the middle of a run': {
    wish: { images: 8 },
    act: (stage) => cutting(stage, 10),
  },
  'there is no connection any more': {
    hits: 8,
    wish: { images: 8 },
    act: (stage) => cutting(stage, null),
    mend: isBack,
  },
})

async function isBack({ network }: Scene): Promise<void> {
  network.isGone = false
}

/** Takes the network away after the first picture; it comes back after so many minutes, or not at all. */
function cutting({ run, network, time }: Scene, minutes: number | null): ReturnType<Scene['run']> {
  let isDone = false
  return run([], (event) => {
    if (event.type !== 'image' || isDone) return
    isDone = true
    network.isGone = true
    if (minutes === null) return
    time.after(minutes * minuteMs, () => {
      network.isGone = false
    })
  })
}
