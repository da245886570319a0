// The quickstart, end to end, on the simulator: no key, no cost. Then what there is to look at.
import { spawnSync } from 'node:child_process'

const manifest = 'examples/quickstart/mintage.yaml'
const mintage = (...words) =>
  spawnSync(process.execPath, ['dist/cli/main.cjs', ...words], { stdio: 'inherit' }).status ?? 3

for (const words of [
  ['plan', manifest],
  ['run', manifest, '--simulate'],
]) {
  console.log(`\n$ mintage ${words.join(' ')}\n`)
  const code = mintage(...words)
  if (code !== 0) process.exit(code)
}
console.log(`
The images are simulated and cost nothing. They are in
  examples/quickstart/out.simulated/
with examples/quickstart/out.simulated/provenance.json beside them, which says where each came from.
Run the demo again: everything is there, and nothing is made twice.`)
