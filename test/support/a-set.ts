import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { Region } from '../../src/catalog/model.ts'
import type { UnlistedModels } from '../../src/catalog/models.ts'
import { createDashScope } from '../../src/dashscope/create-dashscope.ts'
import type { Provenance } from '../../src/provenance/provenance.ts'
import { systemClock } from '../../src/run/clock.ts'
import type { RunEvent, RunResult } from '../../src/run/events.ts'
import { openProject, type Project, type ProjectOptions } from '../../src/run/open-project.ts'
import { runProject } from '../../src/run/run-project.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'

const leftovers: (() => unknown)[] = []
afterAll(async () => {
  for (const end of leftovers.reverse()) await end()
})

/** A set in a folder of its own that runs in this process, against a simulator on the same, faster time. */
export interface ASet {
  readonly simulator: Simulator
  write(path: string, text: string): Promise<void>
  /** null where there is no such file. */
  read(path: string): Promise<Buffer | null>
  remove(path: string): Promise<void>
  open(options?: Omit<ProjectOptions, 'cwd' | 'simulatedCounts'>): Promise<Project>
  /** Opens it, and does what its plan says. */
  run(
    options?: Omit<ProjectOptions, 'cwd' | 'simulatedCounts'>,
  ): Promise<{ result: RunResult; events: readonly RunEvent[] }>
  provenance(): Promise<Provenance>
}

/** How much faster than real time both sides run. */
const speed = 200

export async function aSet(
  manifest: string,
  {
    region = 'singapore',
    unlisted = new Map(),
    ...simulation
  }: { region?: Region; unlisted?: UnlistedModels } & Parameters<typeof startSimulator>[0] = {},
): Promise<ASet> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-set-'))
  leftovers.push(() => rm(folder, { recursive: true, force: true }))
  const simulator = await startSimulator({ region, unlisted, timeScale: speed, ...simulation })
  leftovers.push(() => simulator.close())
  const at = (path: string) => join(folder, path)
  const here: ASet = {
    simulator,
    async write(path, text) {
      await mkdir(dirname(at(path)), { recursive: true })
      await writeFile(at(path), text)
    },
    read: (path) => readFile(at(path)).catch(() => null),
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    open: (options = {}) =>
      openProject(at('mintage.yaml'), { ...options, cwd: folder, simulatedCounts: true }),
    async run(options) {
      const project = await here.open(options)
      const clock = systemClock(speed)
      const events: RunEvent[] = []
      const result = await runProject(project, {
        clock,
        generator: 'mintage test',
        onEvent: (event) => events.push(event),
        provider: async () =>
          createDashScope({
            apiKey: 'sk-test-0123456789',
            region,
            workspace: project.manifest?.provider.workspace ?? null,
            unlisted: project.manifest?.unlistedModels ?? new Map(),
            baseUrl: simulator.url,
            proxies: {},
            userAgent: 'mintage/test',
            now: () => clock.now(),
          }),
      })
      return { result, events }
    },
    provenance: async () => JSON.parse(String(await here.read('out/provenance.json'))),
  }
  await here.write('mintage.yaml', manifest)
  return here
}
