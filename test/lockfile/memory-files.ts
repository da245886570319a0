import { dirname } from 'node:path'
import type { FileFacts, FileSystem, OpenFile } from '../../src/lockfile/file-system.ts'

interface Node {
  readonly inode: number
  data: Buffer
  /** What a power loss leaves at least. */
  synced: Buffer
}

/** Thrown by everything that is tried after the world has stopped. */
export class Stopped extends Error {}

/**
 * A disk in memory that forgets, when the power goes, what was not synced: the end of a file, a new
 * name. It can stop at the n-th thing that is done to it, or refuse writes as a full disk does.
 */
export class MemoryFiles implements FileSystem {
  /** Writes, syncs, renames, removals and cuts so far. */
  steps = 0
  readonly log: string[] = []
  /** Stops the world at this step: a write gets half way, nothing else happens. */
  stopAt = Number.POSITIVE_INFINITY
  /** Steps that fail once, with a code: `{3: 'ENOSPC'}`. */
  failures: Record<number, string> = {}
  #names = new Map<string, Node>()
  #durable = new Map<string, Node>()
  #folders = new Set<string>(['/'])
  #inodes = 0

  static of(texts: Readonly<Record<string, string>>): MemoryFiles {
    const files = new MemoryFiles()
    for (const [path, text] of Object.entries(texts)) files.put(path, text)
    return files
  }

  /** Puts a file there that was always there. */
  put(path: string, text: string | Uint8Array): void {
    const data = Buffer.from(text)
    const node = { inode: this.#nextInode(), data, synced: data }
    this.#names.set(path, node)
    this.#durable.set(path, node)
  }

  text(path: string): string | null {
    return this.#names.get(path)?.data.toString() ?? null
  }

  names(): string[] {
    return [...this.#names.keys()].sort()
  }

  /** The disk after a power loss: `share` (0..1) of what was not synced happened to be written. */
  afterPowerLoss(share: number): MemoryFiles {
    const next = new MemoryFiles()
    for (const [path, node] of share > 0.5 ? this.#names : this.#durable) {
      const grown = node.data.subarray(0, node.synced.length).equals(node.synced)
      const extra = grown ? Math.floor((node.data.length - node.synced.length) * share) : 0
      next.put(path, grown ? node.data.subarray(0, node.synced.length + extra) : node.synced)
    }
    for (const folder of this.#folders) next.#folders.add(folder)
    return next
  }

  /** The disk after a SIGKILL: the system still has everything that was written. */
  afterKill(): MemoryFiles {
    const next = new MemoryFiles()
    for (const [path, node] of this.#names) next.put(path, node.data)
    for (const folder of this.#folders) next.#folders.add(folder)
    return next
  }

  async read(path: string): Promise<Uint8Array | null> {
    this.#refuseStopped()
    return this.#names.get(path)?.data ?? null
  }

  async facts(path: string): Promise<FileFacts | null> {
    this.#refuseStopped()
    const node = this.#names.get(path)
    return node === undefined ? null : factsOf(node)
  }

  async open(path: string, how: 'append' | 'create'): Promise<OpenFile> {
    this.#refuseStopped()
    const found = this.#names.get(path)
    if (found !== undefined && how === 'create') throw systemError('EEXIST')
    const empty = Buffer.alloc(0)
    const node = found ?? { inode: this.#nextInode(), data: empty, synced: empty }
    this.#names.set(path, node)
    return this.#openNode(path, node)
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step(`rename ${to}`)
    const node = this.#names.get(from)
    if (node === undefined) throw systemError('ENOENT')
    this.#names.delete(from)
    this.#names.set(to, node)
  }

  async remove(path: string): Promise<void> {
    if (!this.#names.has(path)) return this.#refuseStopped()
    this.#step(`remove ${path}`)
    this.#names.delete(path)
  }

  async makeFolder(path: string): Promise<boolean> {
    this.#refuseStopped()
    const isNew = !this.#folders.has(path)
    this.#folders.add(path)
    return isNew
  }

  async syncFolder(path: string): Promise<void> {
    this.#step(`syncFolder ${path}`)
    for (const name of new Set([...this.#names.keys(), ...this.#durable.keys()])) {
      if (dirname(name) !== path) continue
      const node = this.#names.get(name)
      if (node === undefined) this.#durable.delete(name)
      else this.#durable.set(name, node)
    }
  }

  async realPath(path: string): Promise<string | null> {
    return this.#names.has(path) || this.#folders.has(path) ? path : null
  }

  #openNode(path: string, node: Node): OpenFile {
    return {
      write: async (bytes) => {
        const half = Buffer.concat([node.data, bytes.subarray(0, bytes.length / 2)])
        this.#step(`write ${path}`, () => {
          node.data = half
        })
        node.data = Buffer.concat([node.data, bytes])
      },
      sync: async () => {
        this.#step(`sync ${path}`)
        node.synced = node.data
      },
      truncate: async (size) => {
        this.#step(`truncate ${path}`)
        node.data = node.data.subarray(0, size)
      },
      facts: async () => factsOf(node),
      close: async () => {},
    }
  }

  #step(what: string, halfway: () => void = () => {}): void {
    this.#refuseStopped()
    this.steps += 1
    this.log.push(what)
    if (this.steps >= this.stopAt) {
      halfway()
      throw new Stopped(what)
    }
    const code = this.failures[this.steps]
    if (code === undefined) return
    halfway()
    throw systemError(code)
  }

  #refuseStopped(): void {
    if (this.steps >= this.stopAt) throw new Stopped('the world has stopped')
  }

  #nextInode(): number {
    this.#inodes += 1
    return this.#inodes
  }
}

function factsOf(node: Node): FileFacts {
  return { kind: 'file', size: node.data.length, inode: node.inode, mtimeMs: 0, ctimeMs: 0 }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
