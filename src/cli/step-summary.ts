import { appendFile } from 'node:fs/promises'
import type { Env } from './io.ts'

/**
 * Adds a text to the summary of the step that runs in GitHub Actions, where there is one.
 *
 * @returns why it could not be written; null: it is, or nobody asked for one.
 */
export async function appendStepSummary(text: string, env: Env): Promise<string | null> {
  const file = env['GITHUB_STEP_SUMMARY'] ?? ''
  if (file === '') return null
  try {
    await appendFile(file, `${text}\n`)
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error.message
    throw error
  }
}
