import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../diagnostics/user-error.ts'
import { isObject, pattern, text } from './checks.ts'
import { diskFiles, errorCode, type FileSystem } from './file-system.ts'
import { makePrivateFolder } from './private-folder.ts'
import { type ProcessIdentity, processIdentity } from './process-identity.ts'

/** Who holds a run lock. */
interface Owner {
  readonly pid: number
  readonly host: string
  /** RFC 3339 UTC. */
  readonly since: string
  /** Random: no other run ever writes the same. */
  readonly token: string
  readonly identity: ProcessIdentity | null
}

export interface RunLockOptions {
  readonly pid: number
  readonly host: string
  /** RFC 3339 UTC. */
  readonly now: string
  /** Random text, unique to this run. */
  readonly token: string
  /** Whether a process of this host runs; one of another user does too. */
  readonly isAlive: (pid: number) => boolean
  /** Also from an owner on another host, whom nobody can ask. */
  readonly takeOver?: boolean
  readonly files?: FileSystem
}

export interface RunLock {
  /** Gives it back, if it is still ours. Where the disk refuses, the next run finds a dead owner. */
  release(): Promise<void>
}

/**
 * Takes the lock that keeps a second run from the same lockfile.
 *
 * The owner's death on this host is enough to take it over; a pid that now belongs to another
 * process counts as dead. An owner on another host, or in another container, is never judged.
 *
 * @throws {UserError} RUN_LOCKED (stop `busy`), naming the owner; RUN_LOCK_WRITE when the disk refuses.
 */
export async function acquireRunLock(path: string, options: RunLockOptions): Promise<RunLock> {
  const files = options.files ?? diskFiles
  const owner: Owner = {
    pid: options.pid,
    host: options.host,
    since: options.now,
    token: options.token,
    identity: await processIdentity(options.pid),
  }
  try {
    await makePrivateFolder(files, dirname(path))
    await take(path, owner, { ...options, files })
  } catch (error) {
    throw error instanceof UserError ? error : refusedByDisk(error)
  }
  return { release: () => removeOwn(path, owner, files).catch(ignoreDisk) }
}

type Judge = RunLockOptions & { readonly files: FileSystem }

async function take(path: string, owner: Owner, judge: Judge): Promise<void> {
  const guard = `${path}.taking`
  if (await create(path, owner, judge.files)) return clearGuard(guard, owner, judge)
  if (!(await refuseLiving(path, owner, judge))) return take(path, owner, judge)
  // Two runs may both have found a dead owner: only the one that holds this file may put it away.
  if (!(await create(guard, owner, judge.files))) {
    if (await refuseLiving(guard, owner, judge)) await judge.files.remove(guard)
    return take(path, owner, judge)
  }
  try {
    if (await refuseLiving(path, owner, judge)) await judge.files.remove(path)
    if (await create(path, owner, judge.files)) return
    await refuseLiving(path, owner, judge)
    throw busy(null)
  } finally {
    await removeOwn(guard, owner, judge.files)
  }
}

/** Removes the guard of a run that died while it took the lock over. */
async function clearGuard(guard: string, owner: Owner, judge: Judge): Promise<void> {
  try {
    if (await refuseLiving(guard, owner, judge)) await judge.files.remove(guard)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

async function create(path: string, owner: Owner, files: FileSystem): Promise<boolean> {
  try {
    const file = await files.open(path, 'create')
    try {
      await file.write(Buffer.from(`${JSON.stringify(owner)}\n`))
      await file.sync()
    } finally {
      await file.close()
    }
    await refuseReplaced(path, owner, files)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Another run may have taken our file for that of a dead one while it was still empty. */
async function refuseReplaced(path: string, us: Owner, files: FileSystem): Promise<void> {
  const there = await readOwner(path, files)
  if (there !== null && there !== 'nameless' && there.token === us.token) return
  throw busy(there === 'nameless' ? null : there)
}

/** Whether a dead owner's file stands there; false: none does any more. */
async function refuseLiving(path: string, us: Owner, judge: Judge): Promise<boolean> {
  const owner = await readOwner(path, judge.files)
  if (owner === null || owner === 'nameless') return owner !== null
  const isElsewhere = owner.host !== us.host || isInOtherSpace(owner.identity, us.identity)
  if (isElsewhere ? judge.takeOver !== true : await isRunning(owner, judge)) {
    throw busy(owner, isElsewhere)
  }
  return true
}

/** Same machine, same start of it, and yet other pids. */
function isInOtherSpace(theirs: ProcessIdentity | null, ours: ProcessIdentity | null): boolean {
  if (theirs === null || ours === null) return false
  return theirs.boot === ours.boot && theirs.space !== ours.space
}

async function isRunning(owner: Owner, { isAlive }: Judge): Promise<boolean> {
  if (!isAlive(owner.pid)) return false
  const now = await processIdentity(owner.pid)
  if (owner.identity === null || now === null) return true
  return owner.identity.boot === now.boot && owner.identity.started === now.started
}

/** Times to look, and milliseconds between: an owner has made the file and is about to fill it. */
const looks = 5
const betweenLooks = 40

/** Who holds the lock; null: nobody; `nameless`: a run that died before it had written its name. */
async function readOwner(path: string, files: FileSystem): Promise<Owner | 'nameless' | null> {
  for (let look = 1; look <= looks; look += 1) {
    const bytes = await files.read(path)
    const owner = bytes === null ? null : parseOwner(bytes)
    if (bytes === null || owner !== null) return owner
    await sleep(betweenLooks)
  }
  return 'nameless'
}

function parseOwner(bytes: Uint8Array): Owner | null {
  const value = parse(Buffer.from(bytes).toString('utf8'))
  if (!isObject(value) || !Number.isSafeInteger(value['pid']) || Number(value['pid']) < 1)
    return null
  const words = [value['host'], value['since'], value['token']]
  if (words.some((found) => word(found) !== null)) return null
  return { ...(value as unknown as Owner), identity: toIdentity(value['identity']) }
}

const word = pattern('a word', /^[^\p{Cc}]{1,256}$/u)
const short = text(256)

function toIdentity(value: unknown): ProcessIdentity | null {
  if (!isObject(value)) return null
  const isWhole = [value['boot'], value['started'], value['space']].every(
    (field) => short(field) === null,
  )
  return isWhole ? (value as unknown as ProcessIdentity) : null
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function removeOwn(path: string, owner: Owner, files: FileSystem): Promise<void> {
  const bytes = await files.read(path)
  if (bytes !== null && parseOwner(bytes)?.token === owner.token) await files.remove(path)
}

function busy(owner: Owner | null, isElsewhere = false): UserError {
  const who =
    owner === null
      ? 'another run holds the lock'
      : `another run holds the lock: process ${owner.pid} on ${owner.host}, since ${owner.since}`
  return new UserError('RUN_LOCKED', who, { stop: 'busy', hint: hintAbout(owner, isElsewhere) })
}

function hintAbout(owner: Owner | null, isElsewhere: boolean): string {
  if (isElsewhere) {
    return 'whether it still runs cannot be told from here; when you know that it does not, --take-over'
  }
  // Where the system does not tell when a process began, another program may have its number by now.
  return owner === null || owner.identity !== null
    ? 'wait until it has ended'
    : `wait until it has ended, or, if process ${owner.pid} is another program, remove the .run file in .mintage`
}

function ignoreDisk(error: unknown): void {
  if (errorCode(error) === null) throw error
}

function refusedByDisk(error: unknown): unknown {
  const code = errorCode(error)
  if (code === null) return error
  return new UserError('RUN_LOCK_WRITE', `could not write the run lock (${code})`, {
    stop: 'disk',
    hint: 'the folder .mintage beside the manifest has to be writable',
    cause: error,
  })
}
