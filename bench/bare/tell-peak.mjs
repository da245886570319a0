import { writeSync } from 'node:fs'

// Loaded into a process that is measured: says at its end how much memory it held at most, in MiB.
process.on('exit', () => {
  writeSync(2, `\npeak ${(process.resourceUsage().maxRSS / 1024).toFixed(1)}\n`)
})
