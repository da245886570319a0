import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Connection, connect } from './connection.ts'

/** A place in a document; both count from 0, as the protocol has them. */
export interface Position {
  readonly line: number
  readonly character: number
}

interface Completion {
  readonly label: string
  readonly documentation?: string | { readonly value: string }
}

interface Problem {
  readonly message: string
  readonly range: { readonly start: Position; readonly end: Position }
}

/** The real yaml-language-server, as editors run it: over stdio, in a process of its own. */
export interface LanguageServer {
  /** Opens a text as the file at a path, which need not exist; gives what the server finds wrong. */
  open(path: string, text: string): Promise<readonly Problem[]>
  complete(path: string, at: Position): Promise<readonly Completion[]>
  /** What the server says of a place, as Markdown; null: nothing. */
  hover(path: string, at: Position): Promise<string | null>
  close(): Promise<void>
}

/** Settings of an editor that has no schema of its own and asks nobody on the network for one. */
const settings: Readonly<Record<string, unknown>> = {
  yaml: { schemaStore: { enable: false }, validate: true, hover: true, completion: true },
}

export async function startLanguageServer(): Promise<LanguageServer> {
  const require = createRequire(import.meta.url)
  const server = require.resolve('yaml-language-server/package.json')
  const program = join(dirname(server), 'bin', 'yaml-language-server')
  const child = spawn(process.execPath, [program, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const connection = connect(child.stdout, child.stdin, {
    'workspace/configuration': (params) =>
      (params as { items: readonly { section: string }[] }).items.map(
        ({ section }) => settings[section] ?? null,
      ),
  })
  await connection.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        completion: { completionItem: { documentationFormat: ['markdown'] } },
        hover: { contentFormat: ['markdown'] },
      },
    },
  })
  connection.notify('initialized', {})
  return {
    ...documents(connection),
    async close() {
      child.kill()
      await ended
    },
  }
}

function documents(connection: Connection): Omit<LanguageServer, 'close'> {
  const place = (path: string, position: Position) => ({
    textDocument: { uri: pathToFileURL(path).href },
    position,
  })
  return {
    async open(path, text) {
      const uri = pathToFileURL(path).href
      const published = connection.next('textDocument/publishDiagnostics', (params) => {
        return (params as { uri: string }).uri === uri
      })
      connection.notify('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      })
      return ((await published) as { diagnostics: readonly Problem[] }).diagnostics
    },
    async complete(path, at) {
      const found = await connection.request('textDocument/completion', place(path, at))
      return (found as { items: readonly Completion[] }).items
    },
    async hover(path, at) {
      const found = await connection.request('textDocument/hover', place(path, at))
      return (found as { contents: { value: string } } | null | undefined)?.contents.value ?? null
    },
  }
}
