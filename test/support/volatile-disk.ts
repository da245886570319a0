import { link, mkdtemp, rename, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { diskFiles, type FileSystem, type OpenFile } from '../../src/lockfile/file-system.ts'

/** Bytes of a file, and how many of them a power loss leaves. */
interface Data {
  size: number
  synced: number
}

/** Takes back one change of a folder's names. */
type Undo = () => Promise<void>

/**
 * The real disk, as a machine sees it that may lose its power: what was not synced, ends of files and
 * names in folders alike, can be taken back. Each folder forgets on its own; within one, the later
 * changes go first.
 */
export class VolatileDisk implements FileSystem {
  #data = new Map<string, Data>()
  #names = new Map<string, Undo[]>()
  #attic: Promise<string> | null = null
  #backups = 0

  readonly read = diskFiles.read
  readonly facts = diskFiles.facts
  readonly realPath = diskFiles.realPath

  async open(path: string, how: 'append' | 'create'): Promise<OpenFile> {
    const before = await diskFiles.facts(path)
    const file = await diskFiles.open(path, how)
    const size = before?.size ?? 0
    const data = this.#data.get(path) ?? { size, synced: size }
    if (before === null) {
      data.size = 0
      data.synced = 0
      this.#undoLater(path, () => rm(path, { force: true }))
    }
    this.#data.set(path, data)
    return {
      write: async (bytes) => {
        data.size += bytes.length
        await file.write(bytes)
      },
      sync: async () => {
        const { size: written } = data
        await file.sync()
        data.synced = written
      },
      truncate: async (length) => {
        await file.truncate(length)
        data.size = length
        data.synced = Math.min(data.synced, length)
      },
      facts: () => file.facts(),
      close: () => file.close(),
    }
  }

  async rename(from: string, to: string): Promise<void> {
    const backup = await this.#backUp(to)
    await diskFiles.rename(from, to)
    const data = this.#data.get(from)
    const replaced = this.#data.get(to)
    this.#move(from, to, data)
    this.#undoLater(to, async () => {
      await rename(to, from)
      this.#move(to, from, data)
      if (backup === null) return
      await rename(backup, to)
      if (replaced !== undefined) this.#data.set(to, replaced)
    })
  }

  async remove(path: string): Promise<void> {
    const backup = await this.#backUp(path)
    await diskFiles.remove(path)
    if (backup !== null) this.#undoLater(path, () => rename(backup, path))
  }

  async makeFolder(path: string): Promise<boolean> {
    const first = await firstMissing(path)
    const made = await diskFiles.makeFolder(path)
    if (first !== null) this.#undoLater(first, () => rm(first, { recursive: true, force: true }))
    return made
  }

  async syncFolder(path: string): Promise<void> {
    const done = [...(this.#names.get(path) ?? [])]
    await diskFiles.syncFolder(path)
    const left = (this.#names.get(path) ?? []).filter((undo) => !done.includes(undo))
    this.#names.set(path, left)
  }

  /** The power goes: of what was not synced, a part chosen by `random` is gone. */
  async losePower(random: () => number): Promise<void> {
    for (const undos of this.#names.values()) {
      const kept = Math.floor(random() * (undos.length + 1))
      for (const undo of undos.slice(kept).reverse()) await undo().catch(ifStillThere)
    }
    for (const [path, { size, synced }] of this.#data) {
      if (synced >= size) continue
      const left = synced + Math.floor(random() * (size - synced + 1))
      if ((await facts(path)) === size) await truncate(path, left)
    }
    await this.forget()
  }

  /** Nothing of what was done so far can be lost any more. */
  async forget(): Promise<void> {
    this.#data = new Map()
    this.#names = new Map()
    if (this.#attic !== null) await rm(await this.#attic, { recursive: true, force: true })
    this.#attic = null
  }

  #move(from: string, to: string, data: Data | undefined): void {
    this.#data.delete(from)
    if (data === undefined) this.#data.delete(to)
    else this.#data.set(to, data)
  }

  #undoLater(path: string, undo: Undo): void {
    const folder = dirname(path)
    const undos = this.#names.get(folder)
    if (undos === undefined) this.#names.set(folder, [undo])
    else undos.push(undo)
  }

  /** A second name for a file that is about to lose its first; null: there is none. */
  async #backUp(path: string): Promise<string | null> {
    if ((await diskFiles.facts(path))?.kind !== 'file') return null
    this.#attic ??= mkdtemp(join(tmpdir(), 'mintage-attic-'))
    this.#backups += 1
    const backup = join(await this.#attic, String(this.#backups))
    await link(path, backup)
    return backup
  }
}

async function firstMissing(path: string): Promise<string | null> {
  if ((await diskFiles.facts(path)) !== null) return null
  return (await firstMissing(dirname(path))) ?? path
}

async function facts(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null
}

/** A folder above was taken back already, with everything in it. */
function ifStillThere(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ENOENT') throw error
}
