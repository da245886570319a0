import { expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { Doors, ProjectRequest } from '../../src/cli/doors.ts'
import { version } from '../../src/cli/version.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { aLock, anAttempt } from '../report/a-lock.ts'
import { aJob, aPlan } from '../report/a-plan.ts'
import { schemaErrors } from '../report/schemas.ts'
import { aProject, doorsOnto } from './a-project.ts'
import { anIo } from './an-io.ts'

const plan = aPlan([aJob(1), aJob(2, { action: 'keep' })])
const wrong: Diagnostic = {
  code: 'MANIFEST_UNKNOWN_VARIABLE',
  severity: 'error',
  message: 'prompt uses `{{seasson}}`',
  span: { file: 'campaign.yaml', line: 1, column: 10, length: 3 },
}
const broken = aProject(null, {
  findings: [wrong],
  texts: new Map([['campaign.yaml', 'prompt: x{{seasson}}']]),
})

async function mintage(args: string, doors: Doors, env = {}) {
  const io = anIo({ env, cwd: '/sets' })
  const code = await main(args.split(' ').filter(Boolean), io, () => Promise.resolve(doors))
  return { code, out: io.stdout.text, err: io.stderr.text }
}

/** What the doors were asked to open. */
async function requested(args: string): Promise<ProjectRequest | undefined> {
  let seen: ProjectRequest | undefined
  const project = aProject(plan)
  const open: Doors['open'] = (request) => {
    seen = request
    return Promise.resolve({ ...project, request })
  }
  await mintage(args, doorsOnto(project, { open }))
  return seen
}

test('--version prints the version of the package', async () => {
  expect(await mintage('--version', doorsOnto(broken))).toEqual({
    code: 0,
    out: `${version()}\n`,
    err: '',
  })
})

test('without a command the help is shown, and that is a usage error', async () => {
  const { code, err } = await mintage('', doorsOnto(broken))
  expect(code).toBe(2)
  expect(err).toContain('Usage: mintage')
  expect(err).toContain('error[CLI_USAGE]: no command was given')
})

test.each([
  'init',
  'validate',
  'plan',
  'run',
  'status',
  'why',
  'provenance',
  'gallery',
  'sheet',
  'prune',
  'models',
  'tasks',
  'tasks list',
  'tasks show',
  'tasks cancel',
  'simulator',
  'completion',
])('help of %s has an example', async (command) => {
  const { code, out } = await mintage(`${command} --help`, doorsOnto(broken))
  expect(code).toBe(0)
  expect(out).toContain(`Usage: mintage ${command}`)
  expect(out).toMatch(new RegExp(`Examples:\n {2}\\$ mintage ${command}`))
})

test('only commands that work are listed', async () => {
  const { out } = await mintage('--help', doorsOnto(broken))
  const listed = [...out.matchAll(/^ {2}([a-z]+)(?: \[| )/gm)].map((match) => match[1])
  expect(listed).toEqual([
    'init',
    'validate',
    'plan',
    'run',
    'status',
    'verify',
    'why',
    'provenance',
    'gallery',
    'sheet',
    'prune',
    'models',
    'tasks',
    'simulator',
    'completion',
    'help',
  ])
})

test.each([
  ['pln campaign.yaml', "unknown command 'pln'", 'did you mean plan?'],
  ['plan --onyl x', "unknown option '--onyl'", 'did you mean --only?'],
  ['plan --limit many', 'a whole number', 'mintage plan --help'],
  ['plan --max-cost 1.2345678', 'an amount like 12.50', 'mintage plan --help'],
  ['plan --where city', 'a name, `=` and a value', 'mintage plan --help'],
  ['plan --mode fast', 'allowed choices are auto, async, sync', 'mintage plan --help'],
  ['plan --format xml', 'allowed choices are pretty, json', 'mintage plan --help'],
  ['plan a.yaml b.yaml', 'too many arguments', 'mintage plan --help'],
  ['run --max-failures 0', 'a whole number from 1 on', 'mintage run --help'],
  ['run --stop-after soon', 'a length of time like 90s', 'mintage run --help'],
  ['run --stop-after 0s', 'a length of time like 90s', 'mintage run --help'],
])('a usage error is exit 2 and says what to do: %s', async (args, message, hint) => {
  const { code, out, err } = await mintage(args, doorsOnto(broken))
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain('error[CLI_USAGE]')
  expect(err).toContain(message)
  expect(err).toContain(hint)
  expect(err).toContain('nothing was sent, nothing was spent')
})

test('the options of plan reach the planner', async () => {
  const request = await requested(
    'plan c.yaml --only a --only b/** --where city=Shanghai --limit 3 --set brand=Lotus --set x=a=b --model qwen-image --region beijing --mode sync --regenerate out/** --retry-failed --overwrite --root .. --store /originals',
  )
  expect(request).toMatchObject({
    manifest: '/sets/c.yaml',
    root: '..',
    store: '/originals',
    overrides: {
      set: ['brand=Lotus', 'x=a=b'],
      model: 'qwen-image',
      region: 'beijing',
      mode: 'sync',
    },
    options: {
      only: ['a', 'b/**'],
      where: ['city=Shanghai'],
      limit: 3,
      regenerate: ['out/**'],
      retryFailed: true,
      overwrite: true,
    },
    simulate: false,
  })
})

test('plan prints the plan and ends with 0', async () => {
  const { code, out, err } = await mintage('plan c.yaml', doorsOnto(aProject(plan)))
  expect(code).toBe(0)
  expect(out).toContain('1 image × 0.03 USD')
  expect(err).toBe('')
})

test('a quiet plan is one line', async () => {
  const { out } = await mintage('plan c.yaml --quiet', doorsOnto(aProject(plan)))
  expect(out).toBe('1 image, at most 0.03 USD, about 16 s; nothing was sent, nothing was spent\n')
})

test.each(['--json', '--format json'])('plan %s prints the plan as data', async (flag) => {
  const { code, out } = await mintage(
    `plan c.yaml --only poster ${flag}`,
    doorsOnto(aProject(plan)),
  )
  expect(code).toBe(0)
  const json: unknown = JSON.parse(out)
  expect(json).toMatchObject({
    plan: 1,
    manifest: { path: 'c.yaml' },
    options: { only: ['poster'] },
  })
  expect(schemaErrors('plan', json)).toEqual([])
})

test.each(['--max-cost 0.02', '--max-images 0'])(
  'a plan over %s is printed and refused with 5',
  async (cap) => {
    const { code, out, err } = await mintage(`plan c.yaml ${cap}`, doorsOnto(aProject(plan)))
    expect(code).toBe(5)
    expect(out).toContain('1 image × 0.03 USD')
    expect(err).toContain('error[PLAN_OVER_BUDGET]')
  },
)

test('a selection without any output is warned about', async () => {
  const { code, err } = await mintage('plan c.yaml --only psoter', doorsOnto(aProject(aPlan([]))))
  expect(code).toBe(0)
  expect(err).toContain('no output matches --only and --where')
})

test('a glob that matches nothing is warned about beside one that does', async () => {
  const set = aProject(aPlan([aJob(1), aJob(2)]))
  const options = '--only poster --only psoter --regenerate mascto'
  const { code, err } = await mintage(`plan c.yaml ${options}`, doorsOnto(set))
  expect(code).toBe(0)
  expect(err).toContain('`--only psoter` matches no asset and no output')
  expect(err).toContain('`--regenerate mascto` matches no asset and no output')
  expect(err).not.toContain('--only poster')
})

test.each(['plan', 'run', 'run --dry-run', 'provenance'])(
  '%s of a wrong manifest is exit 2, located, and sends nothing',
  async (command) => {
    const { code, out, err } = await mintage(`${command} campaign.yaml`, doorsOnto(broken))
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('error[MANIFEST_UNKNOWN_VARIABLE]: prompt uses `{{seasson}}`')
    expect(err).toContain('campaign.yaml:1:10')
    expect(err).toContain('1 problem in campaign.yaml; nothing was sent, nothing was spent')
  },
)

test('validate prints every finding as its result', async () => {
  const { code, out } = await mintage('validate campaign.yaml', doorsOnto(broken))
  expect(code).toBe(2)
  expect(out).toContain('error[MANIFEST_UNKNOWN_VARIABLE]')
})

test('validate of a good manifest says what it asks for, or nothing when quiet', async () => {
  const good = doorsOnto(aProject(plan))
  const { code, out } = await mintage('validate campaign.yaml', good)
  expect(code).toBe(0)
  expect(out).toBe('campaign.yaml: no problems found; 1 asset, 2 requests, 2 outputs\n')
  expect((await mintage('validate campaign.yaml --quiet', good)).out).toBe('')
})

test('warnings alone do not make a manifest wrong', async () => {
  const warned = aPlan([aJob(1)], { findings: [{ ...wrong, severity: 'warning' }] })
  const { code } = await mintage('validate campaign.yaml', doorsOnto(aProject(warned)))
  expect(code).toBe(0)
})

test.each([
  [aProject(plan), true],
  [broken, false],
])('validate --json is in its schema', async (project, valid) => {
  const { out } = await mintage('validate campaign.yaml --json', doorsOnto(project))
  const json: unknown = JSON.parse(out)
  expect(json).toMatchObject({ validate: 1, valid })
  expect(schemaErrors('validate', json)).toEqual([])
})

test('status is 0 whatever it says', async () => {
  const lock = aLock([anAttempt(1, { state: 'reserved', images: null })])
  const { code, out } = await mintage('status c.yaml', doorsOnto(aProject(plan, { lock })))
  expect(code).toBe(0)
  expect(out).toContain('1 open outcome may add 0.03 USD')
  expect((await mintage('status c.yaml', doorsOnto(broken))).code).toBe(0)
})

test('status --json is in its schema', async () => {
  const { out } = await mintage('status c.yaml --json', doorsOnto(aProject(plan)))
  expect(schemaErrors('status', JSON.parse(out))).toEqual([])
})

test('provenance says where it is and whether it changed', async () => {
  const writeProvenance = () =>
    Promise.resolve({ path: 'out/provenance.json', images: 2, changed: true })
  const doors = doorsOnto(aProject(plan), { writeProvenance })
  const { code, err } = await mintage('provenance c.yaml', doors)
  expect(code).toBe(0)
  expect(err).toBe('out/provenance.json: 2 images, written\n')
})

test('models needs no project', async () => {
  const { code, out } = await mintage('models qwen-image-plus --json', doorsOnto(broken))
  expect(code).toBe(0)
  expect(schemaErrors('models', JSON.parse(out))).toEqual([])
})

test('a model that the catalogue lacks is exit 2 with a suggestion', async () => {
  const { code, err } = await mintage('models qwen-image-pluss', doorsOnto(broken))
  expect(code).toBe(2)
  expect(err).toContain('did you mean `qwen-image-plus`?')
})

test('the simulator serves until a signal, and then closes', async () => {
  const io = anIo()
  let closed = false
  let started: object = {}
  const startSimulator = (options: object) => {
    started = options
    io.signal('SIGINT')
    const close = () => {
      closed = true
      return Promise.resolve()
    }
    return Promise.resolve({ url: 'http://127.0.0.1:8787/api/v1', close })
  }
  const doors = doorsOnto(broken, { startSimulator })
  const args = ['simulator', '--region', 'beijing']
  expect(await main(args, io, () => Promise.resolve(doors))).toBe(0)
  expect(started).toEqual({ port: 8787, region: 'beijing' })
  expect(io.stdout.text).toContain('DASHSCOPE_HTTP_BASE_URL=http://127.0.0.1:8787/api/v1')
  expect(io.stdout.text).toContain('http://127.0.0.1:8787/_simulator/ledger\n')
  expect(closed).toBe(true)
})

test('our own fault is exit 3 and asks for a report', async () => {
  const open = () => Promise.reject(new TypeError('x is not a function'))
  const { code, err } = await mintage('plan c.yaml', doorsOnto(broken, { open }))
  expect(code).toBe(3)
  expect(err).toContain('error[INTERNAL]: Mintage broke: TypeError: x is not a function')
})

test('colour is for terminals only', async () => {
  const forced = await mintage('plan c.yaml', doorsOnto(aProject(plan)), { FORCE_COLOR: '1' })
  expect(forced.out).toContain('\u001b[')
  const off = await mintage('plan c.yaml --no-color', doorsOnto(aProject(plan)), {
    FORCE_COLOR: '1',
  })
  expect(off.out).not.toContain('\u001b[')
})

test('plan --exit-code tells by 7 that a run would generate something, and by 0 that none would', async () => {
  expect((await mintage('plan c.yaml --exit-code', doorsOnto(aProject(plan)))).code).toBe(7)
  const made = aProject(aPlan([aJob(1, { action: 'keep' }), aJob(2, { action: 'absent' })]))
  expect((await mintage('plan c.yaml --exit-code', doorsOnto(made))).code).toBe(0)
  const open = aProject(aPlan([aJob(1, { action: 'resolve' })]))
  expect((await mintage('plan c.yaml --exit-code', doorsOnto(open))).code).toBe(7)
})

test('a plan over its cap is refused rather than told by 7', async () => {
  const args = 'plan c.yaml --exit-code --max-cost 0.01'
  expect((await mintage(args, doorsOnto(aProject(plan)))).code).toBe(5)
})
