import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startSimulator } from '../../src/simulator/simulator.ts'
import { quickPainter } from '../support/quick-pictures.ts'
import { randomFrom } from '../support/random.ts'
import { lockOf, remainsOf } from './inspect.ts'
import { chaosSet, limits } from './set.ts'

const program = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url))

export interface CliReport {
  readonly kills: number
  readonly images: number
  readonly violations: readonly string[]
}

/**
 * Runs a set with the built command line, ends its process with SIGKILL after random times, and at last
 * lets it end. In real time: looking up what was lost at the last kill takes half a minute.
 */
export async function killCli(wish: {
  seed: number
  images: number
  kills: number
}): Promise<CliReport> {
  const random = randomFrom(wish.seed)
  const set = chaosSet('tasks', wish.images)
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mintage-kill-')))
  const own = { submit: limits.submit, concurrent: { async: limits.concurrent } }
  const simulator = await startSimulator({
    painter: quickPainter,
    durationOf: () => 300,
    limits: { 'wan2.2-t2i-flash': own },
  })
  const violations: string[] = []
  try {
    await writeFile(join(folder, 'mintage.yaml'), set.manifest)
    let kills = 0
    while (kills < wish.kills) {
      const child = start(folder, simulator.url)
      const ended = over(child)
      await Promise.race([ended, sleep(200 + random() * 1500)])
      if (child.exitCode !== null) break
      child.kill('SIGKILL')
      await ended
      kills += 1
      await lockOf(folder).catch((error) => violations.push(`${error}`))
    }
    const code = await over(start(folder, simulator.url))
    const { litter } = await remainsOf(folder)
    const { billed, downloads } = simulator.ledger()
    if (code !== 0) violations.push(`the last run ended with exit code ${code}`)
    if (billed.repeated.length > 0) violations.push(`${billed.repeated.length} were paid twice`)
    if (billed.images !== wish.images) violations.push(`${billed.images} images were paid`)
    if (downloads.images !== wish.images) violations.push('a paid picture was never fetched')
    if (litter.length > 0) violations.push(`left behind: ${litter.join(', ')}`)
    return { kills, images: billed.images, violations }
  } finally {
    await simulator.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function start(cwd: string, url: string): ChildProcess {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    DASHSCOPE_API_KEY: 'sk-chaos-0123456789',
    DASHSCOPE_HTTP_BASE_URL: url,
  }
  return spawn(process.execPath, [program, 'run', '--yes'], { cwd, env, stdio: 'ignore' })
}

function over(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
}
