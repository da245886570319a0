import { join } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'

/** Where a key may be found; nothing is read from the process itself. */
export interface KeySources {
  readonly env: { readonly [name: string]: string | undefined }
  /** The user's home folder; null where there is none. */
  readonly home: string | null
  /** Reads a text file; rejects with code `ENOENT` where there is none. */
  readonly readFile: (path: string) => Promise<string>
}

/**
 * The API key, in the official SDKs' order: DASHSCOPE_API_KEY, the file that
 * DASHSCOPE_API_KEY_FILE_PATH names, `~/.dashscope/api_key` (facts 1.3). Empty variables count as unset.
 *
 * @throws {UserError} ACCOUNT_KEY_MISSING, ACCOUNT_KEY_UNREADABLE, or as {@link checkKey}; all stop
 * with exit code 4.
 */
export async function findApiKey(sources: KeySources): Promise<string> {
  const direct = sources.env['DASHSCOPE_API_KEY']?.trim()
  if (direct !== undefined && direct !== '') return checkKey(direct, 'DASHSCOPE_API_KEY')
  const named = sources.env['DASHSCOPE_API_KEY_FILE_PATH']?.trim()
  if (named !== undefined && named !== '') return readNamedFile(named, sources)
  return readHomeFile(sources)
}

/**
 * Trims a key and makes sure that it can be sent in a header and may be used here.
 *
 * @param from Where it stands, for messages; the key itself is never printed.
 * @throws {UserError} ACCOUNT_KEY_INVALID, ACCOUNT_KEY_SUBSCRIPTION
 */
export function checkKey(text: string, from: string): string {
  const key = text.trim()
  if (key === '') throw accountError('ACCOUNT_KEY_INVALID', `${from} is empty`)
  // Latin-1 without spaces and control characters: what a header can carry, and no newline in it.
  if (!/^[\x21-\x7e\xa1-\xff]{1,512}$/.test(key)) {
    const message = `${from} holds characters that no API key has (a space, a line end, or text of another script)`
    throw accountError('ACCOUNT_KEY_INVALID', message, 'copy the key again, on one line')
  }
  if (key.startsWith('sk-sp-')) {
    throw accountError(
      'ACCOUNT_KEY_SUBSCRIPTION',
      `${from} holds a key of a subscription plan (sk-sp-…), which may not be used for batches of images`,
      'create a pay-as-you-go key of Model Studio in the region you use',
    )
  }
  return key
}

async function readNamedFile(path: string, { readFile }: KeySources): Promise<string> {
  const from = `the file named by DASHSCOPE_API_KEY_FILE_PATH (${path})`
  try {
    return checkKey(await readFile(path), from)
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw unreadable(from, cause)
  }
}

async function readHomeFile({ home, readFile }: KeySources): Promise<string> {
  if (home === null) throw noKey()
  try {
    return checkKey(await readFile(join(home, '.dashscope', 'api_key')), '~/.dashscope/api_key')
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    if ((cause as { code?: unknown }).code === 'ENOENT') throw noKey()
    throw unreadable('~/.dashscope/api_key', cause)
  }
}

/** Says what the system said, by its code alone: a message of it may hold more than a path. */
function unreadable(from: string, cause: unknown): UserError {
  const { code } = cause as { code?: unknown }
  const why = typeof code === 'string' ? ` (${code})` : ''
  const hint = 'check the path, and who may read it'
  return accountError('ACCOUNT_KEY_UNREADABLE', `cannot read ${from}${why}`, hint, cause)
}

function noKey(): UserError {
  return accountError(
    'ACCOUNT_KEY_MISSING',
    'no API key was found',
    'set DASHSCOPE_API_KEY, or try without a key: mintage run --simulate',
  )
}

function accountError(
  code: string,
  message: string,
  hint: string | null = null,
  cause?: unknown,
): UserError {
  return new UserError(code, message, {
    stop: 'account',
    ...(hint === null ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  })
}
