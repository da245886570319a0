import { spawn, spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { SeenRequest } from '../../src/simulator/faults.ts'
import { plainPng } from '../../src/simulator/pictures/plain-png.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { type Ended, type Place, place, service } from '../support/real-cli.ts'
import { readWorkflow, runJob, type Workflow } from '../support/workflow.ts'

const program = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url))
const example = fileURLToPath(new URL('../../examples/ci', import.meta.url))

/** A repository with the example in it, a service that sells to it, and machines that CI jobs run on. */
interface Ci {
  readonly simulator: Simulator
  /** A fresh checkout on a machine that has nothing else. */
  checkout(): Promise<Machine>
  /** What stands in a file on a branch of the repository; null: there is none. */
  show(path: string, branch?: string): string | null
  /** Subjects of the commits of a branch, the latest first. */
  commits(branch?: string): string[]
  branches(): string[]
}

interface Machine extends Place {
  /** Runs `sh ci.sh …` to its end. */
  ci(command: string, env?: Record<string, string>): Promise<Ended>
  git(...args: readonly string[]): string
  /** Commits a change of a file, and pushes it. */
  push(path: string, text: string): Promise<void>
}

const fast = { submit: { count: 20, per: 'second' }, concurrent: 20 } as const

async function aCi(): Promise<Ci> {
  const origin = await place()
  const simulator = await service(origin, {
    durationOf: () => 10,
    limits: { 'qwen-image-plus': { submit: fast.submit, concurrent: { async: 20, sync: 20 } } },
    painter: async (subject) => plainPng(subject, `${subject.seed} ${subject.width}`),
  })
  git(origin, 'init', '-q', '--bare', '-b', 'main')
  const ci: Ci = {
    simulator,
    checkout: async () => aMachine(origin),
    show: (path, branch = 'main') => {
      const { status, stdout } = gitResult(origin, ['show', `${branch}:${path}`])
      return status === 0 ? stdout : null
    },
    commits: (branch = 'main') => git(origin, 'log', '--format=%s', branch).trim().split('\n'),
    branches: () => git(origin, 'branch', '--format=%(refname:short)').trim().split('\n'),
  }
  const author = await aMachine(origin)
  await cp(example, author.folder, { recursive: true, filter: isCommitted })
  // Only so that the test takes less time: limits of an account that may do more.
  const limits = `limits: {qwen-image-plus: ${JSON.stringify(fast)}}\n`
  await author.write('mintage.yaml', `${await author.read('mintage.yaml')}${limits}`)
  author.git('add', '-A')
  author.git('commit', '-q', '-m', 'Ask for banners')
  author.git('push', '-q', 'origin', 'HEAD:main')
  return ci
}

/** Not what somebody left who tried the example. */
function isCommitted(source: string): boolean {
  return !/[\\/](?:\.mintage|out|.*\.simulated.*)$/.test(source)
}

async function aMachine(origin: Place): Promise<Machine> {
  const here = await place()
  Object.assign(here.env, origin.env, {
    HOME: here.folder,
    MINTAGE: `${process.execPath} ${program}`,
    ...identity,
  })
  git(here, 'clone', '-q', origin.folder, '.')
  return {
    ...here,
    ci: (command, env = {}) => sh(here, ['ci.sh', command], env),
    git: (...args) => git(here, ...args),
    async push(path, text) {
      await here.write(path, text)
      git(here, 'add', '-A', path)
      git(here, 'commit', '-q', '-m', `Change ${path}`)
      git(here, 'push', '-q', 'origin', 'HEAD')
    },
  }
}

const identity = {
  GIT_AUTHOR_NAME: 'ci',
  GIT_AUTHOR_EMAIL: 'ci@example.org',
  GIT_COMMITTER_NAME: 'ci',
  GIT_COMMITTER_EMAIL: 'ci@example.org',
  GIT_CONFIG_NOSYSTEM: '1',
}

function gitResult(here: Place, args: readonly string[]) {
  return spawnSync('git', args, {
    cwd: here.folder,
    env: { ...here.env, ...identity },
    encoding: 'utf8',
  })
}

function git(here: Place, ...args: readonly string[]): string {
  const { status, stdout, stderr } = gitResult(here, args)
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout
}

function sh(here: Place, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn('sh', args, { cwd: here.folder, env: { ...here.env, ...env } })
  const texts = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...texts }))
  })
}

const pictures = ['harvest', 'spring'].flatMap((sku) =>
  ['16x9', '9x16'].flatMap((size) => [`${sku}/${size}.png`, `${sku}/${size}.web.webp`]),
)

async function written(here: Place): Promise<string[]> {
  const found = await readdir(join(here.folder, 'out'), { recursive: true })
  return found.filter((path) => /\.(?:png|webp)$/.test(path)).sort()
}

describe('pictures that are committed', () => {
  let ci: Ci
  /** A checkout that was made before anything was bought. */
  let waiting: Machine
  beforeAll(async () => {
    ci = await aCi()
    waiting = await ci.checkout()
  })

  test('a pull request gets the price as Markdown, without a key and without the network', async () => {
    const machine = await ci.checkout()
    const bare = { DASHSCOPE_API_KEY: '', DASHSCOPE_HTTP_BASE_URL: '' }
    const { code, stdout } = await machine.ci('plan', bare)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^<!-- mintage:plan mintage\.yaml -->\n/)
    expect(stdout).toContain('4 images, at most 0.12 USD')
    expect(ci.simulator.ledger().queries.lists).toBe(0)
  })

  test('a run on main buys each once, and commits lockfile and pictures', async () => {
    const machine = await ci.checkout()
    expect(await machine.ci('run')).toMatchObject({ code: 0 })
    expect(ci.simulator.ledger().billed).toMatchObject({ images: 4, repeated: [] })
    expect(ci.commits()).toEqual(['Keep generated pictures [skip ci]', 'Ask for banners'])
    const later = await ci.checkout()
    expect(await written(later)).toEqual(pictures)
    expect(await later.read('.mintage/store')).toBeNull()
  })

  test('a run that waited for it takes over its lockfile: it buys nothing, and needs no key', async () => {
    expect(await waiting.read('mintage.lock')).toBeNull()
    expect(await waiting.ci('run', { DASHSCOPE_API_KEY: '' })).toMatchObject({ code: 0 })
    expect(ci.simulator.ledger().accepted.tasks).toBe(4)
    expect(ci.commits()).toHaveLength(2)
  })

  test('an image that fails ends the run with 1, after lockfile and the others were kept', async () => {
    const author = await ci.checkout()
    const offers = String(await author.read('data/offers.csv'))
    await author.push(
      'data/offers.csv',
      `${offers}winter,Winter tea,snow [[moderate-input]]\nautumn,Autumn,leaves\n`,
    )
    const { code, stdout } = await (await ci.checkout()).ci('run')
    expect(code).toBe(1)
    expect(stdout).toContain('out/winter/16x9.png')
    expect(ci.simulator.ledger().billed).toMatchObject({ images: 6, repeated: [] })
    expect(await written(await ci.checkout())).toEqual(
      [
        ...pictures,
        ...pictures.slice(0, 4).map((path) => path.replace('harvest', 'autumn')),
      ].sort(),
    )
  })

  test('and the run after it pays for nothing twice, nor for what is refused for good', async () => {
    const before = ci.simulator.ledger()
    const machine = await ci.checkout()
    expect(await machine.ci('run')).toMatchObject({ code: 1 })
    const { billed, accepted } = ci.simulator.ledger()
    expect({ billed, accepted }).toEqual({ billed: before.billed, accepted: before.accepted })
    const offers = String(await machine.read('data/offers.csv'))
    await machine.push('data/offers.csv', offers.replace(' [[moderate-input]]', ''))
    expect(await (await ci.checkout()).ci('run')).toMatchObject({ code: 0 })
    expect(ci.simulator.ledger().billed).toMatchObject({ images: 8, repeated: [] })
  })

  /** Runs once more for a new offer, while somebody pushes at the first download. */
  async function runWhilePushing(offer: string, path: string, text: string): Promise<Ended> {
    const author = await ci.checkout()
    const offers = String(await author.read('data/offers.csv'))
    await author.push('data/offers.csv', `${offers}${offer},Tea,${offer} leaves\n`)
    const machine = await ci.checkout()
    let pushing: Promise<void> | null = null
    ci.simulator.useFaults(({ operation }: SeenRequest) => {
      if (operation === 'download') pushing ??= author.push(path, text)
      return undefined
    })
    const ended = await machine.ci('run')
    await pushing
    ci.simulator.useFaults(null)
    return ended
  }

  test('what someone pushes meanwhile is merged', async () => {
    expect(await runWhilePushing('oolong', 'README.md', 'hello\n')).toMatchObject({ code: 0 })
    expect(ci.show('README.md')).toBe('hello\n')
    expect(ci.show('out/provenance.json')).toContain('"oolong/16x9.png"')
    expect(ci.branches()).toEqual(['main'])
    expect(ci.simulator.ledger().billed).toMatchObject({ images: 10, repeated: [] })
  })

  test('and where that cannot be merged, the payments are kept on a branch of their own', async () => {
    const { code, stderr } = await runWhilePushing('pu-erh', 'out/provenance.json', 'mine\n')
    expect(code).toBe(1)
    const [kept = ''] = ci.branches().filter((name) => name !== 'main')
    expect(kept).toMatch(/^mintage-kept-[0-9a-f]+$/)
    expect(stderr).toContain(`merge ${kept} before the next run`)
    expect(ci.show('mintage.lock')).not.toContain('pu-erh/16x9.png')
    expect(ci.show('mintage.lock', kept)).toContain('pu-erh/16x9.png')
  })
})

describe('pictures that are kept in a store on storage that lasts', () => {
  test('come back for free; without the store nothing is bought, and the run says what is missing', async () => {
    const ci = await aCi()
    const disk = await place()
    const settings = { STORE: join(disk.folder, 'originals'), KEEP: 'mintage.lock' }
    const job = async () => {
      const machine = await ci.checkout()
      return { machine, ended: await machine.ci('run', settings) }
    }
    expect((await job()).ended).toMatchObject({ code: 0 })
    expect(ci.show('out/provenance.json')).toBeNull()
    expect(ci.show('mintage.lock')).not.toBeNull()
    const second = await job()
    expect(second.ended).toMatchObject({ code: 0 })
    expect(await written(second.machine)).toEqual(pictures)
    const elsewhere = { ...settings, STORE: join(disk.folder, 'empty') }
    const gone = await (await ci.checkout()).ci('run', elsewhere)
    expect(gone.code).toBe(1)
    expect(gone.stdout).toContain('absent: paid for')
    expect(gone.stdout).toContain('out/spring/16x9.png')
    expect((await job()).ended).toMatchObject({ code: 0 })
    expect(ci.simulator.ledger().billed).toMatchObject({ images: 4, repeated: [] })
    expect(ci.commits()).toHaveLength(2)
  })
})

describe('the GitHub workflow', () => {
  let workflow: Workflow
  let ci: Ci
  beforeAll(async () => {
    workflow = await readWorkflow(join(example, '.github/workflows/pictures.yml'))
    ci = await aCi()
  })

  function jobNamed(name: string): Workflow['jobs'][string] {
    const job = workflow.jobs[name]
    if (job === undefined) throw new Error(`the workflow has no job ${name}`)
    return job
  }

  /** A machine with stand-ins for npm and GitHub's own tool, which writes down how it was called. */
  async function aRunner(): Promise<Machine & { readonly calls: string }> {
    const machine = await ci.checkout()
    const bin = join(machine.folder, '.git/bin')
    const tools = {
      npm: 'exit 0',
      npx: 'shift; exec $MINTAGE "$@"',
      gh: `echo "$*" >> '${bin}/calls'`,
    }
    await mkdir(bin)
    for (const [name, script] of Object.entries(tools)) {
      await machine.write(`.git/bin/${name}`, `#!/bin/sh\n${script}\n`)
      await chmod(join(bin, name), 0o755)
    }
    machine.env['PATH'] = `${bin}:${machine.env['PATH']}`
    machine.env['GITHUB_REPOSITORY'] = 'tea/shop'
    return { ...machine, calls: '.git/bin/calls' }
  }

  test('plans without secrets, and runs one at a time on the branch as it is', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push', 'workflow_dispatch'])
    expect(JSON.stringify(jobNamed('plan'))).not.toContain('secrets.')
    expect(jobNamed('run').concurrency).toEqual({ group: 'mintage', 'cancel-in-progress': false })
    const [checkout] = jobNamed('run').steps
    expect(checkout).toMatchObject({ uses: 'actions/checkout@v4', with: { 'fetch-depth': 0 } })
    expect(checkout?.with?.['ref']).toBe('$\u007b{ github.ref_name }}')
    const { steps } = jobNamed('run')
    const run = steps.findIndex(({ id }) => id === 'run')
    expect(steps.slice(run + 1).map((step) => step.if)).toEqual(['always()', 'always()'])
  })

  test('the job of a pull request comments the plan, and its verdict is that of the plan', async () => {
    const machine = await aRunner()
    machine.env['DASHSCOPE_API_KEY'] = ''
    const values = {
      'github.token': 'token',
      'github.event.number': '7',
      'github.event.pull_request.head.repo.full_name == github.repository': 'true',
    }
    const runner = { cwd: machine.folder, env: machine.env, values }
    const { success, summary } = await runJob(jobNamed('plan'), workflow.env, runner)
    expect(success).toBe(true)
    expect(summary).toContain('4 images, at most 0.12 USD')
    expect(String(await machine.read(machine.calls))).toMatch(
      /pr comment 7 --body-file plan\.md\n$/,
    )
    const poor = await runJob(jobNamed('plan'), { MAX_COST: '0.05' }, runner)
    expect(poor.steps).toMatchObject({ 'Tell the pull request': 0, Verdict: 5 })
    expect(poor.summary).toContain('4 images, at most 0.12 USD')
  })

  test('the job on main keeps what was paid for before its verdict, and pays for nothing twice', async () => {
    const author = await ci.checkout()
    const offers = String(await author.read('data/offers.csv'))
    await author.push('data/offers.csv', `${offers}winter,Tea,snow [[moderate-input]]\n`)
    const job = async (cancelled?: string) => {
      const machine = await aRunner()
      return runJob(jobNamed('run'), workflow.env, {
        cwd: machine.folder,
        env: machine.env,
        values: { 'secrets.DASHSCOPE_API_KEY': machine.env['DASHSCOPE_API_KEY'] ?? '' },
        ...(cancelled === undefined ? {} : { cancelled }),
      })
    }
    const first = await job('run')
    expect(first.steps).toMatchObject({
      Run: null,
      'Keep the lockfile and the pictures': 0,
      Verdict: 1,
    })
    expect(ci.show('mintage.lock')).toContain('spring/16x9.png')
    const second = await job()
    expect(second.steps).toMatchObject({
      Run: 0,
      'Keep the lockfile and the pictures': 0,
      Verdict: 1,
    })
    expect(second.log).toMatch(/^::error /m)
    expect(ci.simulator.ledger().billed).toMatchObject({ images: 4, repeated: [] })
  })
})
