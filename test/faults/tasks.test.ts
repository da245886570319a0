import type { Fate } from '../../src/simulator/fate.ts'
import type { FaultHook } from '../../src/simulator/faults.ts'
import { always, faultTable, once } from './fault-table.ts'
import type { SceneWish } from './scene.ts'

const hourMs = 3_600_000

function work(fate: Fate): SceneWish {
  return { faults: once('submit', { kind: 'work', fate }) }
}

const passing = { code: 'InternalError', message: 'a passing fault', status: 500 }

/** From the first download on no URL is good, and no look is answered. */
function expiredAndSilent(): FaultHook {
  let isOver = false
  return ({ operation }) => {
    isOver ||= operation === 'download'
    if (operation === 'download') return { kind: 'expired' }
    return isOver && operation === 'poll' ? { kind: 'html', accepted: true } : undefined
  }
}

faultTable('A task on the server', {
  'a look at it is reset': { wish: { faults: once('poll', { kind: 'reset', accepted: true }) } },
  'a look gets no answer': { wish: { faults: once('poll', { kind: 'hang', accepted: true }) } },
  'a look stops half way': { wish: { faults: once('poll', { kind: 'stall' }) } },
  'the answer to a look breaks off': {
    wish: { faults: once('poll', { kind: 'truncated', declared: 'whole' }) },
  },
  'half of the answer to a look comes as the whole': {
    wish: { faults: once('poll', { kind: 'truncated', declared: 'half' }) },
  },
  'the answer to a look comes slowly': {
    wish: { faults: once('poll', { kind: 'slow', pieces: 4, pauseMs: 3000 }) },
  },
  'a look gets a page of HTML': {
    wish: { faults: once('poll', { kind: 'html', accepted: true }) },
  },
  'a look gets an empty answer': {
    wish: { faults: once('poll', { kind: 'empty', accepted: true }) },
  },
  'every look fails from some moment on': {
    wish: { faults: always('poll', { kind: 'html', accepted: true }, 2) },
  },
  'it is UNKNOWN once': { wish: { faults: once('poll', { kind: 'status', status: 'UNKNOWN' }) } },
  'it is UNKNOWN for good': { wish: work({ kind: 'forgotten' }) },
  'it is SUSPENDED for a while': {
    wish: { faults: once('poll', { kind: 'status', status: 'SUSPENDED' }) },
  },
  'it never leaves RUNNING': { wish: work({ kind: 'stuck' }) },
  'it is CANCELED': { wish: work({ kind: 'canceled' }) },
  'it fails with a passing fault': { wish: work({ kind: 'fails', failure: passing }) },
  'it fails with a passing fault each time': {
    wish: {
      faults: ({ operation, prompt }) =>
        operation === 'submit' && prompt === 'poster 1.'
          ? { kind: 'work', fate: { kind: 'fails', failure: passing } }
          : undefined,
    },
  },
  'one of its two pictures fails': {
    wish: {
      asset: '    n: 2\n    output: "{{no}}-{{index}}.png"\n',
      faults: once('submit', {
        kind: 'work',
        fate: { kind: 'partly', failed: [2], failure: passing },
      }),
    },
  },
  'all of its two pictures fail': {
    wish: {
      asset: '    n: 2\n    output: "{{no}}-{{index}}.png"\n',
      faults: once('submit', {
        kind: 'work',
        fate: { kind: 'partly', failed: [1, 2], failure: passing },
      }),
    },
  },
  'the run ends, and the next one comes a day later': {
    act: async (stage) => {
      const ended = await stage.run([], (event, signal) => {
        if (event.type === 'job' && event.state === 'submitted') signal('SIGINT')
      })
      await new Promise<void>((resolve) => stage.time.after(25 * hourMs, resolve))
      return ended
    },
  },
})

faultTable('A picture', {
  'its download is reset': {
    wish: { faults: once('download', { kind: 'reset', accepted: true }) },
  },
  'its download hangs': { wish: { faults: once('download', { kind: 'hang', accepted: true }) } },
  'its download stops half way': { wish: { faults: once('download', { kind: 'stall' }) } },
  'its download breaks off': {
    wish: { faults: once('download', { kind: 'truncated', declared: 'whole' }) },
  },
  'half of it comes as if it were the whole': {
    wish: { faults: once('download', { kind: 'truncated', declared: 'half' }) },
  },
  'it comes slowly, a minute from byte to byte': {
    wish: { faults: once('download', { kind: 'slow', pieces: 6, pauseMs: 50_000 }) },
  },
  'a page of HTML comes in its place': {
    wish: { faults: once('download', { kind: 'html', accepted: true }) },
  },
  'a page of HTML comes with status 200 for good': {
    wish: { images: 1, faults: always('download', { kind: 'html', accepted: true, status: 200 }) },
  },
  'nothing comes in its place': {
    wish: { faults: once('download', { kind: 'empty', accepted: true }) },
  },
  'it cannot be reached in this run': {
    wish: { images: 1, faults: always('download', { kind: 'reset', accepted: true }) },
  },
  'it has other dimensions than asked for': {
    wish: { faults: once('download', { kind: 'picture', shows: 'other-size' }) },
  },
  'it is no image, each time': {
    wish: { images: 1, faults: always('download', { kind: 'picture', shows: 'no-image' }) },
  },
  'it is damaged, each time': {
    wish: { images: 1, faults: always('download', { kind: 'picture', shows: 'damaged' }) },
  },
  'it is a decompression bomb': {
    wish: { images: 1, faults: always('download', { kind: 'picture', shows: 'bomb' }) },
  },
  'it leads to another address': {
    wish: {
      images: 1,
      faults: always('download', { kind: 'redirect', location: 'http://169.254.169.254/' }),
    },
  },
  'its URL answers 403 once': { wish: { faults: once('download', { kind: 'expired' }) } },
  'its URL answers 404 once': { wish: { faults: once('download', { kind: 'missing' }) } },
  'its URL answers 403 for good': {
    wish: { images: 1, faults: always('download', { kind: 'expired' }) },
  },
  'its URL answers 404 for good': {
    wish: { images: 1, faults: always('download', { kind: 'missing' }) },
  },
  'its URL answers 403, and its task cannot be asked for another': {
    wish: { images: 1, faults: expiredAndSilent() },
  },
  'the URL of a call answers 403 for good': {
    wish: { mode: 'sync', images: 1, faults: always('download', { kind: 'expired' }) },
  },
  'the picture of a call cannot be reached in this run': {
    wish: {
      mode: 'sync',
      images: 1,
      faults: always('download', { kind: 'reset', accepted: true }),
    },
  },
  'the picture of a call cannot be reached, and a day goes by': {
    wish: {
      mode: 'sync',
      images: 1,
      faults: always('download', { kind: 'reset', accepted: true }),
    },
    act: async (stage) => {
      const ended = await stage.run()
      await new Promise<void>((resolve) => stage.time.after(25 * hourMs, resolve))
      return ended
    },
  },
})
