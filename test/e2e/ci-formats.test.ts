import { expect, test } from 'vitest'
import { place, service } from '../support/real-cli.ts'
import { readXml } from '../support/xml.ts'

const manifest = `version: 1
name: foxes
assets:
  fox:
    prompt: "a {{colour}} fox in the snow"
    matrix: {colour: [red, blue]}
    model: qwen-image-plus
    size: "1:1"
    output: "{{colour}}.png"
`

/** Moderation says a word that was written to be a command of its own. */
const refusal = {
  kind: 'error',
  status: 400,
  code: 'DataInspectionFailed',
  message: 'no\n::error::gotcha %0A | </details> `blue`',
} as const

test('a run with one refused image is told in the log, at its asset, and in the summary', async () => {
  const here = await place({ 'sets/mintage.yaml': manifest, 'summary.md': '' })
  await service(here, {
    faults: ({ operation, prompt }) =>
      operation === 'submit' && prompt?.includes('blue') ? refusal : undefined,
  })
  here.env['GITHUB_WORKSPACE'] = here.folder
  here.env['GITHUB_STEP_SUMMARY'] = `${here.folder}/summary.md`

  const run = await here.mintage('run', 'sets/mintage.yaml', '--yes', '--format', 'github')
  expect(run.code).toBe(1)
  const lines = run.stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^::error file=sets\/mintage\.yaml,line=4,col=3,.*out\/blue\.png$/)
  expect(lines[0]).toContain('%250A')
  expect(lines[1]).toContain('::notice title=mintage run%3A foxes::1 of 2 jobs done')
  expect(run.stderr).not.toMatch(/^\s*::/m)

  const summary = String(await here.read('summary.md'))
  expect(summary).toContain('<!-- mintage:run sets/mintage.yaml -->')
  expect(summary).toContain('| fox | 2 | 1 | 1 |')
  expect(summary.match(/^<\/details>$/gm)).toHaveLength(1)

  const tests = await here.mintage('run', 'sets/mintage.yaml', '--yes', '--format', 'junit')
  expect(tests.code).toBe(1)
  const document = readXml(tests.stdout)
  expect(document.attributes).toMatchObject({ tests: '2', failures: '1' })
  expect(document.children[0]?.children[1]).toMatchObject({
    attributes: { classname: 'fox', name: 'out/blue.png' },
    children: [{ name: 'failure' }],
  })
})

test('a plan after an edit tells a reviewer and a program what the edit did', async () => {
  const here = await place({ 'mintage.yaml': manifest })
  await service(here)
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
  await here.write('mintage.yaml', manifest.replace('in the snow', 'in the rain'))

  const text = await here.mintage('plan')
  expect(text.stdout).toContain('out/red.png (and 1 more): prompt')
  expect(text.stdout).toContain('a red fox in the [-snow-]{+rain+}')
  const comment = await here.mintage('plan', '--format', 'markdown', '--max-images', '1')
  expect(comment.code).toBe(5)
  expect(comment.stdout).toContain('a red fox in the [-snow-]{+rain+}')
  expect(comment.stdout).toContain('error[PLAN_OVER_BUDGET]: this call would add 2')
  const { changes } = JSON.parse((await here.mintage('plan', '--json')).stdout)
  expect(changes).toEqual([
    {
      asset: 'fox',
      kind: 'request',
      outputs: ['out/red.png', 'out/blue.png'],
      fields: [{ field: 'prompt', from: 'a red fox in the snow', to: 'a red fox in the rain' }],
    },
  ])
})
