import type { Fault, FaultHook, Operation } from '../../src/simulator/faults.ts'
import { always, both, type FaultCase, faultTable, once } from './fault-table.ts'

/** Ways in which the answer to one POST can get lost or damaged. */
const lost: Readonly<Record<string, Fault>> = {
  'the connection is reset before the request is accepted': { kind: 'reset', accepted: false },
  'the connection is reset after it is accepted': { kind: 'reset', accepted: true },
  'no answer comes, and it was not accepted': { kind: 'hang', accepted: false },
  'no answer comes, though it was accepted': { kind: 'hang', accepted: true },
  'the answer stops half way': { kind: 'stall' },
  'the connection breaks in the middle of the answer': { kind: 'truncated', declared: 'whole' },
  'half of the answer comes as if it were the whole': { kind: 'truncated', declared: 'half' },
  'a gateway answers with a page of HTML, not accepted': { kind: 'html', accepted: false },
  'a gateway answers with a page of HTML, accepted': { kind: 'html', accepted: true },
  'the answer is empty, not accepted': { kind: 'empty', accepted: false },
  'the answer is empty, accepted': { kind: 'empty', accepted: true },
}

const slow: Fault = { kind: 'slow', pieces: 8, pauseMs: 5000 }

function lostBy(operation: Operation, mode: 'async' | 'sync'): Record<string, FaultCase> {
  const cases = Object.entries(lost).map(([name, fault]): [string, FaultCase] => [
    name,
    { wish: { mode, faults: once(operation, fault) } },
  ])
  return Object.fromEntries(cases)
}

const noList: FaultHook = always('list', {
  kind: 'error',
  status: 403,
  code: 'ListDenied',
  message: 'no list for this key',
})

/** A model whose tasks show no prompt. */
const mute = `version: 1
name: faults
assets:
  poster:
    prompt: "poster {{no}}."
    matrix: {no: [1, 2, 3]}
    model: wan2.6-t2i
    mode: async
    size: "768*768"
    output: "{{no}}.png"
`

faultTable('A request for a task', {
  ...lostBy('submit', 'async'),
  'the answer comes slowly': { wish: { faults: once('submit', slow) } },
  'the answer is lost, and the task list shows it late': {
    wish: {
      faults: once('submit', { kind: 'reset', accepted: true }),
      simulator: { listLagMs: 20_000 },
    },
  },
  'the answer is lost, and the account may not list its tasks': {
    wish: { faults: both(once('submit', { kind: 'reset', accepted: true }), noList) },
  },
  'the answer is lost, and the task list cannot be had for 20 minutes': {
    wish: {
      faults: both(
        once('submit', { kind: 'reset', accepted: true }),
        always('list', { kind: 'html', accepted: false }, 2),
      ),
    },
  },
  'the answer is lost, and tasks of the model show no prompt': {
    wish: { manifest: mute, faults: once('submit', { kind: 'reset', accepted: true }) },
  },
  'the answer is lost, and another request differs from it only in its seed': {
    wish: {
      faults: once('submit', { kind: 'reset', accepted: true }),
      asset: '    seeds: [1, 2]\n    output: "{{no}}-{{seed}}.png"\n',
    },
  },
})

faultTable('A call', {
  ...lostBy('call', 'sync'),
  'the answer comes slowly': { wish: { mode: 'sync', faults: once('call', slow) } },
  'the answer is lost, and `--resolve-unknown retry` is given': {
    wish: { mode: 'sync', faults: once('call', { kind: 'reset', accepted: true }) },
    act: (stage) => stage.run(['--resolve-unknown', 'retry']),
  },
})
