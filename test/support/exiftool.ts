import { spawnSync } from 'node:child_process'

/** Whether exiftool is on this machine. It knows nothing of ours, so it reads what anyone would. */
export const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0

/** Tags of a file by group and name, as exiftool reads them; versions before 13 spell AIGC `Aigc`. */
export function exifTags(bytes: Uint8Array): Readonly<Record<string, string>> {
  const [tags] = JSON.parse(exiftool(bytes, '-json', '-G1', '-a', '-all:all')) as [
    Record<string, unknown>,
  ]
  return Object.fromEntries(
    Object.entries(tags).map(([name, value]) => [
      name === 'XMP-TC260:Aigc' ? 'XMP-TC260:AIGC' : name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
}

/** What it finds wrong with a file's form; empty: nothing. */
export function exifComplaints(bytes: Uint8Array): string {
  return exiftool(bytes, '-validate', '-warning', '-error', '-a', '-s3').trim()
}

function exiftool(bytes: Uint8Array, ...args: string[]): string {
  const options = { input: bytes, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync('exiftool', [...args, '-'], options)
  if (status !== 0) throw new Error(`exiftool ended with ${status}: ${stderr}`)
  return stdout
}
