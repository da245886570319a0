import Handlebars from 'handlebars'
import { expand } from '../src/plan/expand.ts'
import { requestKey } from '../src/request/key.ts'
import { asset, manifest } from '../test/support/manifest-builder.ts'

// How long 100,000 jobs take to plan, against a bare loop that renders compiled templates and hashes the
// same requests: `npx tsx scripts/measure-expand.ts bare` and `… expand`.

const names = ['city', 'drink', 'palette', 'season', 'mood']
const axes = Object.fromEntries(
  names.map((name, index) => [
    name,
    Array.from({ length: index === 4 ? 5 : 10 }, (_, value) => `${name} value ${value}`),
  ]),
)
const sizes = ['1664*928', '1328*1328']
const house = 'flat illustration, {{palette}} palette, generous white space'
const prompt =
  '{{brand}} {{drink}} poster for {{city}} in {{season}}, the words “slow down” in bold; {{> house}}, mood: {{upper mood}}'
const negativePrompt = 'low resolution, {{palette}}'
const output =
  'poster/{{slug city}}/{{slug drink}}-{{slug palette}}-{{slug season}}-{{slug mood}}-{{size.label}}.png'

function bareLoop(): number {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('upper', (text: string) => text.toUpperCase())
  const options = { noEscape: true, strict: true }
  const render = handlebars.compile(prompt.replace('{{> house}}', house), options)
  const renderNegative = handlebars.compile(negativePrompt, options)
  let digits = 0
  const loop = (context: Readonly<Record<string, string>>, depth: number) => {
    const name = names[depth]
    for (const value of name === undefined ? [] : (axes[name] ?? [])) {
      loop({ ...context, [name ?? '']: value }, depth + 1)
    }
    if (name !== undefined) return
    for (const size of sizes) {
      digits += requestKey({
        model: 'qwen-image-plus',
        prompt: render(context),
        negative_prompt: renderNegative(context),
        size,
        n: 1,
        seed: 1,
        prompt_extend: true,
        watermark: false,
      }).length
    }
  }
  loop({ brand: 'Lotus' }, 0)
  return digits / 64
}

function planIt(): number {
  const at = ['assets', 'poster', 'sizes']
  const poster = asset({
    prompt,
    negativePrompt,
    output,
    matrix: { axes },
    sizes: { kind: 'list', values: sizes, at },
  })
  const built = manifest({ vars: { brand: 'Lotus' }, partials: { house }, assets: [poster] })
  return expand(built).jobs.length
}

const measured = process.argv[2] === 'bare' ? bareLoop : planIt
const start = performance.now()
const jobs = measured()
const took = Math.round(performance.now() - start)
const memory = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(`${measured.name}: ${jobs} jobs in ${took} ms, at most ${memory} MiB`)
