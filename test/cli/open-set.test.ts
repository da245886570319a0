import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { temporaryFolder } from '../support/temp-folder.ts'
import { anIo } from './an-io.ts'

test('status of a manifest that cannot be read tells what its own lockfile says, simulated or not', async () => {
  const cwd = await temporaryFolder({
    'mintage.yaml':
      'version: 1\nname: tea\ndefaults: {model: qwen-image-plus, size: "1:1"}\nassets: {cup: a cup}\n',
  })
  const mintage = async (...args: readonly string[]) => {
    const io = anIo({ cwd })
    expect(await main(args, io), io.stderr.text).toBe(0)
    return io.stdout.text
  }
  await mintage('run', '--simulate', '--yes', '--quiet')
  await writeFile(join(cwd, 'mintage.yaml'), 'version: 1\nname: [\n')
  const simulated = await mintage('status', '--simulate')
  expect(simulated).toContain('mintage.simulated.lock')
  expect(simulated).toContain('0.03 USD paid for 1 image')
  const paid = await mintage('status')
  expect(paid).toContain('mintage.lock')
  expect(paid).not.toContain('0.03 USD')
})
