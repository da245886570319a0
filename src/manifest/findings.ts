import { type Code, finding } from '../diagnostics/codes.ts'
import { type Diagnostic, isError, type Span } from '../diagnostics/diagnostic.ts'
import { mostFindings } from './located.ts'
import type { SourcePath } from './manifest.ts'
import type { LoadedSource } from './source.ts'

/** More about a finding; places are paths in the manifest. */
interface Details {
  /** Which part the finding is about; default: the value. */
  readonly part?: 'key' | 'value'
  readonly help?: string | null
  readonly related?: readonly {
    readonly at: SourcePath
    readonly part?: 'key' | 'value'
    readonly message: string
  }[]
}

/** Collects what is wrong with one manifest. */
export interface Findings {
  readonly source: LoadedSource
  readonly list: readonly Diagnostic[]
  /** Whether there are so many that no more are taken. */
  readonly full: boolean
  /** Ids of the assets that have an error; null where one is elsewhere, so that any may be wrong. */
  readonly brokenAssets: ReadonlySet<string> | null
  /** Adds a finding about a place of the manifest. */
  report(code: Code, message: string, at: SourcePath, details?: Details): void
  add(findings: readonly Diagnostic[]): void
}

export function collectFindings(source: LoadedSource): Findings {
  const list: Diagnostic[] = []
  const isFull = () => list.length >= mostFindings
  const assets = new Set<string>()
  let isElsewhere = false
  const breaks = (at: SourcePath) => {
    const [top, asset] = at
    if (top === 'assets' && typeof asset === 'string') assets.add(asset)
    else isElsewhere = true
  }
  return {
    source,
    list,
    get full() {
      return isFull()
    },
    get brokenAssets() {
      return isElsewhere || isFull() ? null : assets
    },
    add: (findings) => {
      if (findings.some(isError)) isElsewhere = true
      for (const each of findings) if (!isFull()) list.push(each)
    },
    report(code, message, at, { part, help, related = [] } = {}) {
      if (isFull()) return
      const span = source.span(at, part)
      const others = related.map((other) => ({
        span: source.span(other.at, other.part),
        message: other.message,
      }))
      const found = finding(code, message, {
        span,
        ...(others.length > 0 ? { related: others } : {}),
        ...(help == null ? {} : { help }),
      })
      if (isError(found)) breaks(at)
      list.push(found)
    },
  }
}

/** In the order of the text, the manifest's own first, and each only once: assets share their defaults. */
export function inOrder(findings: readonly Diagnostic[], manifest: string): Diagnostic[] {
  const seen = new Set<string>()
  const distinct = findings.filter(({ code, message, span }) => {
    const id = JSON.stringify([code, message, span])
    return !seen.has(id) && seen.add(id)
  })
  const rank = (span: Span | null) => (span === null ? 0 : span.file === manifest ? 1 : 2)
  return distinct.sort((a, b) => {
    const byFile = rank(a.span) - rank(b.span)
    if (byFile !== 0 || a.span === null || b.span === null) return byFile
    if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1
    return a.span.line - b.span.line || a.span.column - b.span.column
  })
}
