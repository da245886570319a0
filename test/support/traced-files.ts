import { diskFiles, type FileSystem, type OpenFile } from '../../src/lockfile/file-system.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** Something done to a disk that changes it. */
export interface DiskStep {
  readonly what:
    | 'create'
    | 'write'
    | 'sync'
    | 'truncate'
    | 'rename'
    | 'remove'
    | 'folder'
    | 'sync-folder'
  readonly path: string
  /** The how-manieth, from 1. */
  readonly nth: number
}

/** What goes wrong at a step; nothing: it is done. */
export type DiskFault =
  /** It fails with this code; of a write half gets to the disk. */
  | { readonly fails: string }
  /** The machine stops: before the step, half way through a write, or right after it. */
  | { readonly stops: 'before' | 'half-way' | 'after' }

/** Thrown by everything that a stopped machine is still asked to do. */
export class Stopped extends Error {
  constructor() {
    super('the machine has stopped')
  }
}

export interface TracedFilesOptions {
  readonly disk?: FileSystem
  /** Stands still while the disk works. */
  readonly time?: VirtualClock
  /** Real milliseconds that a change takes beyond what it takes. */
  readonly lag?: (step: DiskStep) => number
  readonly onStep?: (step: DiskStep) => DiskFault | undefined
  readonly onStop?: () => void
}

/**
 * The real disk, where each change can be seen, refused, or be the last one. `stop` cuts off all effects
 * of whoever uses it, as SIGKILL does: what was handed to the system is finished, nothing else begins.
 */
export class TracedFiles implements FileSystem {
  steps = 0
  #isStopped = false
  #underWay = new Set<Promise<unknown>>()
  readonly #options: TracedFilesOptions
  readonly #disk: FileSystem

  constructor(options: TracedFilesOptions = {}) {
    this.#options = options
    this.#disk = options.disk ?? diskFiles
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#options.onStop?.()
  }

  /** Resolves once nothing is under way any more. */
  async drained(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled([...this.#underWay])
  }

  read(path: string): ReturnType<FileSystem['read']> {
    return this.#ask(() => this.#disk.read(path))
  }

  facts(path: string): ReturnType<FileSystem['facts']> {
    return this.#ask(() => this.#disk.facts(path))
  }

  realPath(path: string): ReturnType<FileSystem['realPath']> {
    return this.#ask(() => this.#disk.realPath(path))
  }

  async open(path: string, how: 'append' | 'create'): Promise<OpenFile> {
    const open = () => this.#disk.open(path, how)
    const opened: OpenFile[] = []
    const openOnce = async () => {
      const file = await open()
      opened.push(file)
      return file
    }
    try {
      const file = await (how === 'append'
        ? this.#ask(openOnce)
        : this.#step('create', path, openOnce))
      return this.#trace(path, file)
    } catch (error) {
      for (const file of opened) await file.close()
      throw error
    }
  }

  #trace(path: string, file: OpenFile): OpenFile {
    return {
      write: (bytes) => {
        const half = bytes.subarray(0, Math.floor(bytes.length / 2))
        return this.#step(
          'write',
          path,
          () => file.write(bytes),
          () => file.write(half),
        )
      },
      sync: () => this.#step('sync', path, () => file.sync()),
      truncate: (size) => this.#step('truncate', path, () => file.truncate(size)),
      facts: () => this.#ask(() => file.facts()),
      // A stopped process gives its files back, too.
      close: () => this.#track(() => file.close()),
    }
  }

  rename(from: string, to: string): Promise<void> {
    return this.#step('rename', to, () => this.#disk.rename(from, to))
  }

  async remove(path: string): Promise<void> {
    if ((await this.facts(path)) === null) return
    return this.#step('remove', path, () => this.#disk.remove(path))
  }

  async makeFolder(path: string): Promise<boolean> {
    if ((await this.facts(path))?.kind === 'folder') return false
    return this.#step('folder', path, () => this.#disk.makeFolder(path))
  }

  syncFolder(path: string): Promise<void> {
    return this.#step('sync-folder', path, () => this.#disk.syncFolder(path))
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    this.#refuseStopped()
    const result = await this.#track(work)
    this.#refuseStopped()
    return result
  }

  async #step<T>(
    what: DiskStep['what'],
    path: string,
    work: () => Promise<T>,
    halfWay: () => Promise<unknown> = async () => undefined,
  ): Promise<T> {
    this.#refuseStopped()
    this.steps += 1
    const step = { what, path, nth: this.steps }
    const fault = this.#options.onStep?.(step)
    if (fault === undefined) return this.#ask(() => this.#late(step, work))
    if ('fails' in fault) {
      await this.#track(halfWay)
      throw Object.assign(new Error(`${fault.fails}: ${what}`), {
        code: fault.fails,
        syscall: what,
      })
    }
    // What is begun before the stop is finished by the system.
    const last = { before: async () => undefined, 'half-way': halfWay, after: work }[fault.stops]
    const finished = this.#track(last)
    this.stop()
    await finished.catch(() => undefined)
    throw new Stopped()
  }

  /** A slow disk: others go on meanwhile, and may stop the machine before the change is made. */
  async #late<T>(step: DiskStep, work: () => Promise<T>): Promise<T> {
    const ms = this.#options.lag?.(step) ?? 0
    if (ms > 0) await new Promise((go) => setTimeout(go, ms))
    this.#refuseStopped()
    return work()
  }

  #track<T>(work: () => Promise<T>): Promise<T> {
    const { time } = this.#options
    const result = time === undefined ? work() : time.during('disk', work)
    this.#underWay.add(result)
    const over = () => this.#underWay.delete(result)
    result.then(over, over)
    return result
  }

  #refuseStopped(): void {
    if (this.#isStopped) throw new Stopped()
  }
}
