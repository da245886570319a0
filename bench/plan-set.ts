import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const names = ['city', 'drink', 'palette', 'season', 'mood']

/** 10 × 10 × 10 × 10 × 5 combinations at two sizes: 100,000 different requests. */
const set = {
  vars: { brand: 'Lotus' },
  house: 'flat illustration, {{palette}} palette, generous white space',
  prompt:
    '{{brand}} {{drink}} poster for {{city}} in {{season}}, the words “slow down” in bold; {{> house}}, mood: {{upper mood}}',
  negativePrompt: 'low resolution, {{palette}}',
  sizes: ['1664*928', '1328*1328'],
  axes: Object.fromEntries(
    names.map((name, index) => [
      name,
      Array.from({ length: index === 4 ? 5 : 10 }, (_, value) => `${name} value ${value}`),
    ]),
  ),
}

const output =
  'poster/{{slug city}}/{{slug drink}}-{{slug palette}}-{{slug season}}-{{slug mood}}-{{size.label}}.png'

/** JSON is YAML: what is measured is the plan, and the manifest is read in no time. */
const manifest = JSON.stringify({
  version: 1,
  name: 'plan-bench',
  vars: set.vars,
  partials: { house: set.house },
  assets: {
    poster: {
      prompt: set.prompt,
      negative_prompt: set.negativePrompt,
      model: 'qwen-image-plus',
      sizes: set.sizes,
      seed: 1,
      output,
      matrix: set.axes,
    },
  },
})

/** A folder with the set as a manifest (`set.yaml`) and as the bare loop reads it (`set.json`). */
export async function inPlanSet<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-bench-'))
  try {
    await writeFile(join(folder, 'set.yaml'), manifest)
    await writeFile(join(folder, 'set.json'), JSON.stringify(set))
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
