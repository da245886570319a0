import type { IncomingHttpHeaders } from 'node:http'
import type { Route } from '../catalog/model.ts'
import type { Operation } from './faults.ts'
import { imagePath } from './image-urls.ts'
import type { Mode } from './submission.ts'

/** What a method and a path lead to. */
export type Destination =
  | { readonly kind: 'generate'; readonly route: Route }
  | { readonly kind: 'poll'; readonly taskId: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'cancel'; readonly taskId: string }
  | { readonly kind: 'download' }
  | { readonly kind: 'ledger' }

/** Where the simulator tells what it did; no part of the API. */
const ledgerPath = '/_simulator/ledger'

const generation: Readonly<Record<string, Route>> = {
  '/api/v1/services/aigc/text2image/image-synthesis': 'text2image',
  '/api/v1/services/aigc/image-generation/generation': 'image-generation',
  '/api/v1/services/aigc/multimodal-generation/generation': 'multimodal-generation',
}

/**
 * Finds the operation of facts 1.2 behind a method and a path; null where there is none. Paths of
 * tasks may end in a slash: the documents' list does, and so does all that the Python SDK's asyncio
 * classes ask about tasks.
 */
export function destinationOf(method: string, path: string): Destination | null {
  if (method === 'POST') return postDestination(path)
  if (method !== 'GET') return null
  if (path === ledgerPath) return { kind: 'ledger' }
  if (path.startsWith(imagePath)) return { kind: 'download' }
  if (path === '/api/v1/tasks' || path === '/api/v1/tasks/') return { kind: 'list' }
  const taskId = /^\/api\/v1\/tasks\/([^/]+)\/?$/.exec(path)?.[1]
  return taskId === undefined ? null : { kind: 'poll', taskId }
}

function postDestination(path: string): Destination | null {
  const route = Object.hasOwn(generation, path) ? generation[path] : undefined
  if (route !== undefined) return { kind: 'generate', route }
  const taskId = /^\/api\/v1\/tasks\/([^/]+)\/cancel\/?$/.exec(path)?.[1]
  return taskId === undefined ? null : { kind: 'cancel', taskId }
}

/** A task is asked for by a header; any other value of it than `enable` is as good as none (facts 1.2). */
export function modeOf(headers: IncomingHttpHeaders): Mode {
  return headers['x-dashscope-async'] === 'enable' ? 'async' : 'sync'
}

/** The operation as faults and the ledger name it; the ledger's own page is none. */
export function operationOf(
  destination: Destination,
  headers: IncomingHttpHeaders,
): Operation | null {
  if (destination.kind === 'ledger') return null
  if (destination.kind !== 'generate') return destination.kind
  return modeOf(headers) === 'async' ? 'submit' : 'call'
}
