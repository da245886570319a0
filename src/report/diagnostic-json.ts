import { posix } from 'node:path'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'

/** A finding as data. Lines and columns count from 1. */
export interface DiagnosticJson {
  readonly severity: Diagnostic['severity']
  readonly code: string
  readonly message: string
  readonly at: PlaceJson | null
  readonly related: readonly (PlaceJson & { readonly message: string })[]
  readonly help: string | null
}

interface PlaceJson {
  /** Relative to the manifest's folder, so that a plan is the same wherever it is made. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
}

/** @param manifestFile Path of the manifest as the spans show it. */
export function diagnosticJson(diagnostic: Diagnostic, manifestFile: string): DiagnosticJson {
  const { severity, code, message, span, related = [], help = null } = diagnostic
  const folder = posix.dirname(manifestFile)
  return {
    severity,
    code,
    message,
    at: span === null ? null : place(span, folder),
    related: related.map((other) => ({
      ...place(other.span, folder),
      message: other.message,
    })),
    help,
  }
}

function place({ file, line, column, length }: Span, folder: string): PlaceJson {
  const both = posix.isAbsolute(file) === posix.isAbsolute(folder)
  return { file: both ? posix.relative(folder, file) : file, line, column, length }
}
