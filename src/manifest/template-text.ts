import path from 'node:path'
import type { Format } from './manifest.ts'

/** Whether a text is a template: it holds `{{`. */
export function isTemplate(text: string): boolean {
  return text.includes('{{')
}

/** The format that the extension of a file name template says, or null where it says none before it is rendered. */
export function formatOfName(template: string): Format | null {
  const end = template.lastIndexOf('}}')
  const tail = end === -1 ? template : template.slice(end + 2)
  return formats.get(path.posix.extname(`x${tail.trim()}`).toLowerCase()) ?? null
}

const formats: ReadonlyMap<string, Format> = new Map([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
  ['.webp', 'webp'],
  ['.avif', 'avif'],
])
