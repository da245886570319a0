import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'

// The least that planning a set can take: compiled templates, rendered for every request,
// and the SHA-256 of the same canonical bytes. `node bare/plan.mjs SET.json` prints how many.

const { axes, vars, house, prompt, negativePrompt, sizes } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
)
const handlebars = Handlebars.create()
handlebars.registerHelper('upper', (text) => text.toUpperCase())
const options = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { upper: true },
}
// Put in place, the partial is a third faster than registered.
const render = handlebars.compile(prompt.replace('{{> house}}', house), options)
const renderNegative = handlebars.compile(negativePrompt, options)
const names = Object.keys(axes)
let digits = 0

const values = { ...vars }

function combine(depth) {
  if (depth === names.length) return request()
  const name = names[depth]
  for (const value of axes[name]) {
    values[name] = value
    combine(depth + 1)
  }
}

function request() {
  for (const size of sizes) {
    const canonical = JSON.stringify({
      model: 'qwen-image-plus',
      n: 1,
      negative_prompt: renderNegative(values),
      prompt: render(values),
      prompt_extend: true,
      provider: 'dashscope',
      seed: 1,
      size,
      v: 1,
      watermark: false,
    })
    digits += hash('sha256', canonical, 'hex').length
  }
}

combine(0)
console.log(`${digits / 64} keys`)
