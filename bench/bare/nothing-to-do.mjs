import { readFileSync, statSync } from 'node:fs'

// The least that a run with nothing to do can take: every line of the lockfile read, every file looked at.

let files = 0
for (const line of readFileSync('mintage.lock', 'utf8').split('\n')) {
  if (line === '') continue
  const { output } = JSON.parse(line)
  if (output !== undefined && statSync(`out/${output}`).isFile()) files += 1
}
console.log(`${files} files`)
