import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { place } from '../support/real-cli.ts'

const example = fileURLToPath(new URL('../../examples/library/make-images.mjs', import.meta.url))
const manifest =
  'version: 1\nname: lib\nassets:\n  fox: {prompt: a fox, model: qwen-image-plus, output: fox.png}\n'

test('the library example plans, runs on the simulator and reports', async () => {
  const here = await place({ 'mintage.yaml': manifest })
  const child = spawn(process.execPath, [example, join(here.folder, 'mintage.yaml')], {
    cwd: here.folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  expect(said).toContain('1 jobs; a run would buy 1 images for 0.03 USD')
  expect(said).toContain('here: fox.png')
  expect(said).toContain('1 of 1 jobs done')
  expect(await here.read('out.simulated/fox.png')).not.toBeNull()
  expect(await here.read('out.simulated/provenance.json')).not.toBeNull()
})
