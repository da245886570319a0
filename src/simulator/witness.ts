import type { IncomingHttpHeaders } from 'node:http'
import type { Operation, SeenRequest } from './faults.ts'
import { isObject } from './parameters.ts'

/** Counts requests by operation and describes each to the fault hook. */
export class Witness {
  readonly #counts = new Map<Operation, number>()

  see(
    operation: Operation,
    { url, headers, text }: { url: URL; headers: IncomingHttpHeaders; text: string },
  ): SeenRequest {
    const nth = (this.#counts.get(operation) ?? 0) + 1
    this.#counts.set(operation, nth)
    const body = bodyOf(text)
    return {
      operation,
      nth,
      path: `${url.pathname}${url.search}`,
      headers,
      body,
      model: stringAt(body, ['model']),
      prompt:
        stringAt(body, ['input', 'prompt']) ??
        stringAt(body, ['input', 'messages', '0', 'content', '0', 'text']),
      seed: numberAt(body, ['parameters', 'seed']),
      taskId: taskIdIn(url.pathname),
    }
  }
}

/** Null for what is no JSON: the hook sees broken bodies, too. */
function bodyOf(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function taskIdIn(path: string): string | null {
  return /^\/(?:api\/v1\/tasks|dashscope-result)\/([^/]+)/.exec(path)?.[1] ?? null
}

function stringAt(body: unknown, path: readonly string[]): string | null {
  const value = valueAt(body, path)
  return typeof value === 'string' ? value : null
}

function numberAt(body: unknown, path: readonly string[]): number | null {
  const value = valueAt(body, path)
  return typeof value === 'number' ? value : null
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)]
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }, body)
}
