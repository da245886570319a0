import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { FaultHook } from '../../src/simulator/faults.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { type Place, place, service } from '../support/real-cli.ts'

/** Two images; a sync call answers as soon as its picture is there. */
const manifest = (changes: { mode?: string; more?: string; tea?: string } = {}) => `version: 1
name: teas
${changes.more ?? ''}
defaults: {model: qwen-image-plus, size: "1:1", mode: ${changes.mode ?? 'sync'}}
assets:
  poster:
    prompt: "{{tea}} poster"
    matrix: {tea: [oolong, "${changes.tea ?? 'mint'}"]}
    output: "{{slug tea}}.png"
`

async function setOf(
  changes: Parameters<typeof manifest>[0] = {},
  options: Parameters<typeof service>[1] = {},
): Promise<{ here: Place; simulator: Simulator }> {
  const here = await place({ 'mintage.yaml': manifest(changes) })
  return { here, simulator: await service(here, { durationOf: () => 20, ...options }) }
}

/** A set whose two images were bought. */
async function boughtSet(): Promise<{ here: Place; simulator: Simulator }> {
  const set = await setOf()
  expect(await set.here.mintage('run', '--yes')).toMatchObject({
    code: 0,
    stderr: expect.anything(),
  })
  return set
}

function accepted({ accepted: { tasks, calls } }: ReturnType<Simulator['ledger']>): number {
  return tasks + calls
}

const faultAt = (nth: number, fault: ReturnType<FaultHook>): FaultHook => {
  return (seen) => (seen.operation === 'call' && seen.nth === nth ? fault : undefined)
}

describe.concurrent('0: everything wanted exists', () => {
  test('after a run, and after one with nothing to do; and for what only reads', async () => {
    const { here, simulator } = await boughtSet()
    const commands = ['run --frozen', 'plan --exit-code', 'status', 'verify', 'validate', 'models']
    const ended = await Promise.all(commands.map((command) => here.mintage(...command.split(' '))))
    expect(ended.map(({ code }) => code)).toEqual(commands.map(() => 0))
    expect(accepted(simulator.ledger())).toBe(2)
  })

  test('also where pictures are kept elsewhere, for those who neither make nor need them', async () => {
    const { here } = await boughtSet()
    await here.remove('out')
    await here.remove('.mintage')
    delete here.env['DASHSCOPE_API_KEY']
    const commands = ['run --frozen', 'plan --exit-code', 'verify --allow-missing', 'status']
    for (const command of commands) {
      expect(await here.mintage(...command.split(' ')), command).toMatchObject({ code: 0 })
    }
    expect(await here.mintage('run'), 'run').toMatchObject({ code: 1 })
    expect(await here.mintage('verify'), 'verify').toMatchObject({ code: 1 })
  })
})

describe.concurrent('1: some are not as wanted, the rest are kept', () => {
  test('an image failed', async () => {
    const { here } = await setOf({ tea: '[[moderate-input]]' })
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(1)
    expect(stderr).toContain('failed[DataInspectionFailed]')
    expect(await here.read('out/oolong.png')).not.toBeNull()
  })

  test('an outcome stays unknown', async () => {
    const { here } = await setOf({}, { faults: faultAt(2, { kind: 'reset', accepted: true }) })
    const { code, stdout } = await here.mintage('run', '--yes')
    expect(code).toBe(1)
    expect(stdout).toContain('whether 1 request was paid is not known')
  })

  test('a file was changed, and verify finds it too', async () => {
    const { here } = await boughtSet()
    await here.write('out/mint.png', 'mine')
    expect(await here.mintage('run')).toMatchObject({ code: 1 })
    const { code, stdout } = await here.mintage('verify', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      agrees: false,
      problems: [{ code: 'OUTPUT_CHANGED', path: 'out/mint.png' }],
    })
  })

  test('the run was told to stop, and the next one goes on', async () => {
    const { here, simulator } = await setOf({
      more: 'limits: {qwen-image-plus: {submit: {count: 1, per: minute}}}',
    })
    const { code, stdout } = await here.mintage('run', '--yes', '--stop-after', '1s')
    expect(code).toBe(1)
    expect(stdout).toContain('stopped as asked')
    expect(stdout).toContain('run the same command again')
    expect(accepted(simulator.ledger())).toBe(1)
  })

  test('the disk refused', async () => {
    const { here, simulator } = await setOf()
    await here.write('.mintage/store', 'a file in the place of the folder')
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(1)
    expect(stderr).toContain('run again')
    expect(accepted(simulator.ledger())).toBeLessThanOrEqual(2)
  })
})

describe.concurrent('2: usage or manifest wrong, nothing was sent', () => {
  test.each<[string, string[], Readonly<Record<string, string>>]>([
    ['an option that does not exist', ['run', '--yess'], {}],
    ['a manifest that is wrong', ['run', '--yes'], { 'mintage.yaml': `${manifest()}  bad: {}\n` }],
    ['a damaged lockfile', ['verify'], { 'mintage.lock': '{"mintage_lock":1,"name":"teas"}\n{\n' }],
    ['a damaged saved plan', ['run', 'p.json', '--yes'], { 'p.json': '{"saved_plan": 1}' }],
  ])('%s', async (_, args, files) => {
    const { here, simulator } = await setOf()
    for (const [path, text] of Object.entries(files)) await here.write(path, text)
    const { code, stderr } = await here.mintage(...args)
    expect(stderr).toContain('nothing was sent')
    expect(code).toBe(2)
    expect(accepted(simulator.ledger())).toBe(0)
  })
})

test.concurrent('3: our own fault, with what a report needs', async () => {
  const { here } = await setOf()
  const sabotage = `import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
crypto.hash = () => { throw new TypeError('sabotaged') }
syncBuiltinESMExports()
`
  await here.write('sabotage.mjs', sabotage)
  here.env['NODE_OPTIONS'] = `--import ${pathToFileURL(join(here.folder, 'sabotage.mjs'))}`
  const { code, stderr } = await here.mintage('plan')
  expect(code).toBe(3)
  expect(stderr).toContain('error[INTERNAL]: Mintage broke: TypeError: sabotaged')
  expect(stderr).toContain('please open an issue')
  expect(stderr).not.toContain(here.folder)
})

describe.concurrent('4: the account said stop, or there is no key', () => {
  test('no key', async () => {
    const { here } = await setOf()
    delete here.env['DASHSCOPE_API_KEY']
    const { code, stderr } = await here.mintage('run', '--yes')
    expect(code).toBe(4)
    expect(stderr).toContain('DASHSCOPE_API_KEY')
  })

  test.each([
    ['Arrearage', 400],
    ['AllocationQuota.FreeTierOnly', 403],
    ['Model.AccessDenied', 403],
  ])('%s in the middle of a run: what was made is kept', async (code, status) => {
    const fault = { kind: 'error', status, code, message: 'Access denied.' } as const
    const { here } = await setOf(
      { more: 'limits: {qwen-image-plus: {concurrent: 1}}' },
      { faults: faultAt(2, fault) },
    )
    const ended = await here.mintage('run', '--yes')
    expect(ended.code).toBe(4)
    expect(ended.stderr).toContain(code)
    expect(await here.read('out/oolong.png')).not.toBeNull()
  })
})

describe.concurrent('5: refused before spending', () => {
  test.each<[string, string, string[], string]>([
    ['the budget of the set', 'budget: {max_cost: 0.05 USD}', ['run', '--yes'], 'PLAN_OVER_BUDGET'],
    ['its number of images', 'budget: {max_images: 1}', ['plan'], 'PLAN_OVER_BUDGET'],
    [
      'a budget in another currency',
      'budget: {max_cost: 9 CNY}',
      ['run', '--yes'],
      'PLAN_BUDGET_CURRENCY',
    ],
    ['the cap of this call', '', ['plan', '--max-cost', '0.05'], 'PLAN_OVER_BUDGET'],
    [
      'a cap in another currency',
      '',
      ['run', '--yes', '--max-cost', '9 CNY'],
      'PLAN_BUDGET_CURRENCY',
    ],
    ['--max-images', '', ['run', '--yes', '--max-images', '1'], 'PLAN_OVER_BUDGET'],
    ['--frozen', '', ['run', '--yes', '--frozen'], 'RUN_FROZEN'],
    ['nobody confirmed', '', ['run'], 'RUN_NOT_CONFIRMED'],
  ])('%s', async (_, more, args, refused) => {
    const { here, simulator } = await setOf({ more })
    const { code, stderr } = await here.mintage(...args)
    expect(stderr).toContain(`error[${refused}]`)
    expect(stderr).toContain('nothing was sent, nothing was spent')
    expect(code).toBe(5)
    expect(accepted(simulator.ledger())).toBe(0)
    expect(await here.read('mintage.lock')).toBeNull()
  })

  test('a saved plan that is stale, saying what moved', async () => {
    const { here, simulator } = await setOf()
    expect(await here.mintage('plan', '--out', 'p.json')).toMatchObject({ code: 0 })
    await here.write('mintage.yaml', manifest({ tea: 'lime' }))
    const { code, stderr } = await here.mintage('run', 'p.json', '--yes')
    expect(code).toBe(5)
    for (const words of ['PLAN_STALE', 'mintage.yaml was edited', 'out/lime.png is new']) {
      expect(stderr).toContain(words)
    }
    expect(accepted(simulator.ledger())).toBe(0)
  })

  test('the wall of the budget in the middle of a run', async () => {
    const { here, simulator } = await setOf(
      { more: 'budget: {max_images: 2}' },
      { faults: faultAt(1, { kind: 'reset', accepted: true }) },
    )
    const { code, stderr } = await here.mintage('run', '--yes', '--resolve-unknown', 'retry')
    expect(code).toBe(5)
    expect(stderr).toContain('error[RUN_BUDGET]')
    expect(simulator.ledger().billed.images).toBe(2)
  })
})

describe.concurrent('6, 130 and 143: a run under way', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('holds the lock; %s leaves its tasks to the next run: %i', async (signal, left) => {
    const here = await place({ 'mintage.yaml': manifest({ mode: 'async' }) })
    let isTaken = () => {}
    const taken = new Promise<void>((resolve) => {
      isTaken = resolve
    })
    await service(here, {
      durationOf: () => 600_000,
      faults: ({ operation, nth }) => {
        if (operation === 'poll' && nth === 1) isTaken()
        return undefined
      },
    })
    const { child, ended } = here.start('run', '--yes')
    await taken
    const second = await here.mintage('run', '--yes')
    expect(second).toMatchObject({ code: 6 })
    expect(second.stderr).toContain(
      `error[RUN_LOCKED]: another run holds the lock: process ${child.pid}`,
    )
    child.kill(signal)
    const { code, stdout } = await ended
    expect(code).toBe(left)
    expect(stdout).toContain(`interrupted by ${signal}; 2 requests under way`)
    expect(stdout).toContain('run the same command again')
  })
})

test.concurrent('7: plan --exit-code, when something would be generated', async () => {
  const { here } = await setOf()
  delete here.env['DASHSCOPE_API_KEY']
  const { code, stdout } = await here.mintage('plan', '--exit-code')
  expect(code).toBe(7)
  expect(stdout).toContain('2 images')
})
