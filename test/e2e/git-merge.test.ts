import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Painter } from '../../src/simulator/pictures/picture.ts'
import { plainPng } from '../../src/simulator/pictures/plain-png.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { type Place, place, service } from '../support/real-cli.ts'

const manifest = `version: 1
name: merged
defaults: {model: qwen-image-plus, size: "1:1"}
assets:
  tea:
    prompt: "tea {{kind}}"
    matrix: {kind: [base, both, left, right]}
    output: "{{kind}}.png"
`

/** A clone of its own, whose pictures nobody else has, and its own server, whose pictures differ. */
interface Clone extends Place {
  readonly simulator: Simulator
  git(...args: readonly string[]): { code: number | null; out: string }
  /** Buys these pictures and commits what a run leaves. */
  buy(...kinds: readonly string[]): Promise<void>
  /** By prompt, how often the lockfile says that it was paid for. */
  payments(): Promise<Record<string, number>>
}

async function clone(name: string): Promise<Clone> {
  const here = await place()
  const painter: Painter = async (subject) => plainPng(subject, `by ${name}: ${subject.prompt}`)
  const simulator = await service(here, { painter, durationOf: () => 50 })
  const git: Clone['git'] = (...args) => {
    const who = ['-c', `user.name=${name}`, '-c', `user.email=${name}@example.org`]
    const env = { ...here.env, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' }
    const { status, stdout, stderr } = spawnSync('git', [...who, ...args], {
      cwd: here.folder,
      env,
      encoding: 'utf8',
    })
    return { code: status, out: stdout + stderr }
  }
  return {
    ...here,
    simulator,
    git,
    async buy(...kinds) {
      const only = kinds.flatMap((kind) => ['--only', `out/${kind}.png`])
      expect(await here.mintage('run', '--yes', ...only)).toMatchObject({ code: 0 })
      expect(git('add', '-A')).toMatchObject({ code: 0 })
      expect(git('commit', '-q', '-m', `Buy ${kinds.join(', ')}`)).toMatchObject({ code: 0 })
    },
    async payments() {
      const lines = String(await here.read('mintage.lock'))
        .trim()
        .split('\n')
        .slice(1)
      const done = lines.map((line) => JSON.parse(line)).filter(({ state }) => state === 'done')
      // A union may leave a line of both sides twice: it is the same attempt.
      const attempts = new Map(done.map(({ attempt, request }) => [attempt, request.prompt]))
      const payments: Record<string, number> = {}
      for (const prompt of attempts.values()) payments[prompt] = (payments[prompt] ?? 0) + 1
      return payments
    },
  }
}

/** Two clones of one history: the first has bought `base`; each then buys its own, and both `both`. */
async function twoBranches(): Promise<{ left: Clone; right: Clone }> {
  const left = await clone('left')
  expect(left.git('init', '-q', '-b', 'main')).toMatchObject({ code: 0 })
  expect(await left.mintage('init')).toMatchObject({ code: 0 })
  await left.write('mintage.yaml', manifest)
  await left.buy('base')
  const right = await clone('right')
  expect(right.git('clone', '-q', left.folder, '.')).toMatchObject({ code: 0 })
  await left.buy('left', 'both')
  await right.buy('right', 'both')
  expect(right.git('fetch', '-q')).toMatchObject({ code: 0 })
  return { left, right }
}

describe('two branches that bought different and equal images', () => {
  let left: Clone
  let right: Clone
  beforeAll(async () => {
    ;({ left, right } = await twoBranches())
  })

  test('without the attribute, as on some hosting sites, the marks are reported, and nothing is sent', async () => {
    await right.write('.git/info/attributes', 'mintage.lock merge=text\n')
    expect(right.git('merge', 'origin/main')).toMatchObject({ code: 1 })
    const marked = String(await right.read('mintage.lock'))
    const line = marked.split('\n').findIndex((text) => text.startsWith('<<<<<<<')) + 1
    for (const command of [['status'], ['run', '--yes']]) {
      const { code, stderr } = await right.mintage(...command)
      expect(code).toBe(2)
      expect(stderr).toContain(`error[LOCK_UNMERGED]: mintage.lock, line ${line}:`)
      expect(stderr).toContain('keep the lines of both sides')
    }
    expect(right.simulator.ledger().billed.images).toBe(2)
    await right.write('mintage.lock', marked.replace(/^(?:<{7}|={7}|>{7}).*\n/gm, ''))
    expect((await right.mintage('status')).stdout).toContain('0.15 USD paid for 5 images')
    expect(right.git('merge', '--abort')).toMatchObject({ code: 0 })
    await right.remove('.git/info/attributes')
  })

  test('git merges the lockfile by itself, and asks only about files made from it', () => {
    expect(right.git('merge', 'origin/main')).toMatchObject({ code: 1 })
    const { out } = right.git('status', '--porcelain')
    const conflicts = out.split('\n').filter((line) => /^(?:UU|AA|DD|U.|.U) /.test(line))
    expect(conflicts.map((line) => line.slice(3))).toEqual(['out/both.png', 'out/provenance.json'])
  })

  test('every payment of both is counted, the equal image twice', async () => {
    expect(await right.payments()).toEqual({
      'tea base': 1,
      'tea both': 2,
      'tea left': 1,
      'tea right': 1,
    })
    const { code, stdout } = await right.mintage('status')
    expect(code).toBe(0)
    expect(stdout).toContain('4 of 4 requests done')
    expect(stdout).toContain('0.15 USD paid for 5 images')
    const billed = [left, right].map(({ simulator }) => simulator.ledger().billed.images)
    expect(billed).toEqual([3, 2])
  })

  test('the later picture stands: a run puts it over the earlier one, and buys nothing', async () => {
    // The right branch bought `both` last; its original is in its store.
    expect(right.git('checkout', '--theirs', 'out/both.png')).toMatchObject({ code: 0 })
    expect((await right.read('out/both.png'))?.includes('by left')).toBe(true)
    expect(await right.mintage('run')).toMatchObject({ code: 0 })
    expect((await right.read('out/both.png'))?.includes('by right')).toBe(true)
    expect((await right.read('out/left.png'))?.includes('by left')).toBe(true)
    expect(right.simulator.ledger().billed.images).toBe(2)
  })

  test('the provenance is written anew over the marks of the merge, and tells of all four', async () => {
    const { images } = JSON.parse(String(await right.read('out/provenance.json')))
    expect(Object.keys(images)).toEqual(['base.png', 'both.png', 'left.png', 'right.png'])
    expect(right.git('add', '-A')).toMatchObject({ code: 0 })
    expect(right.git('commit', '-q', '-m', 'Merge')).toMatchObject({ code: 0 })
  })

  test('a clone with the earlier picture and without the later original says so, and buys nothing', async () => {
    const earlier = await left.read('out/both.png')
    expect(left.git('pull', '-q', right.folder, 'main')).toMatchObject({ code: 0 })
    const later = await left.read('out/both.png')
    await left.write('out/both.png', earlier ?? '')
    const without = await left.mintage('run')
    expect(without.code).toBe(1)
    expect(without.stdout).toContain('absent: paid for')
    expect(without.stdout).toContain('out/both.png')
    await left.write('out/both.png', later ?? '')
    expect(await left.mintage('run')).toMatchObject({ code: 0 })
    expect(left.simulator.ledger().billed.images).toBe(3)
  })
})

describe('a task that was under way when the branches parted', () => {
  test('is fetched by both, and is one payment', async () => {
    const left = await clone('left')
    left.git('init', '-q', '-b', 'main')
    await left.mintage('init')
    await left.write('mintage.yaml', manifest)
    const { child, ended } = left.start('run', '--yes', '--only', 'out/base.png')
    left.simulator.useFaults(({ operation }) => {
      if (operation === 'poll') child.kill('SIGKILL')
      return undefined
    })
    expect((await ended).code).toBeNull()
    left.simulator.useFaults(null)
    left.git('add', '-A')
    expect(left.git('commit', '-q', '-m', 'Interrupted')).toMatchObject({ code: 0 })
    const right = await clone('right')
    expect(right.git('clone', '-q', left.folder, '.')).toMatchObject({ code: 0 })
    right.env['DASHSCOPE_HTTP_BASE_URL'] = left.simulator.url
    await left.buy('base')
    await right.buy('base')
    right.git('fetch', '-q')
    right.git('merge', '-q', '-m', 'Merge', 'origin/main')
    expect(await right.payments()).toEqual({ 'tea base': 1 })
    expect((await right.mintage('status')).stdout).toContain('0.03 USD paid for 1 image')
    expect(left.simulator.ledger().billed).toMatchObject({ images: 1, repeated: [] })
  })
})
