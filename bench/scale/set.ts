/** How much faster than real time server and client run. */
export const speed = 40

/** Not in the catalogue, so that its pictures can be small: what pictures cost is measured elsewhere. */
const model = 'small-pictures'

/** What the account is said to allow: more than this machine can do at that speed. */
const limits = '{submit: {count: 10, per: second}, concurrent: {async: 64}}'

/** A manifest of so many jobs, in hundreds, each of one picture. */
export function scaleManifest(jobs: number): string {
  const numbers = (count: number) => JSON.stringify(Array.from({ length: count }, (_, nth) => nth))
  return `version: 1
name: scale
unlisted_models:
  ${model}:
    family: qwen-image
    routes: {async: text2image}
    sizes: {rule: {kind: list, sizes: ["64*64"]}, ratios: {"1:1": "64*64"}, default: "64*64"}
    max_images: 1
    prompt_limit: {count: 800, unit: characters}
    negative_prompt_limit: 500
    returns_actual_prompt: true
    regions:
      singapore: {limits: ${limits}, price: 0.03 USD}
assets:
  picture:
    model: ${model}
    prompt: "picture {{nth}} of set {{set}}, on a wooden table in the light of the morning"
    matrix: {set: ${numbers(Math.ceil(jobs / 100))}, nth: ${numbers(100)}}
    output: "{{set}}/{{nth}}.png"
`
}
