import { type Blanks, manifestName, type NewFiles } from './template.ts'

/** Two assets and a small matrix: enough to see what a manifest is. */
export const basic: NewFiles = (blanks) => new Map([[manifestName, manifest(blanks)]])

function manifest({ name, schema }: Blanks): string {
  return `# yaml-language-server: $schema=${schema}
#
# A manifest says what to draw, for which values, and how large. Mintage plans it, prices it, and makes
# each picture once. Editors read the line above: they complete every key and say what it means.
#
#   mintage plan              what would be made, and the most it can cost; sends nothing
#   mintage run --simulate    the whole run against a simulator: free, needs no key
#   mintage run               the pictures; asks before it spends anything

version: 1                           # of this language
name: ${name}

# A wall: what this set may ever cost, over all its runs.
budget: {max_cost: 1.00 USD, max_images: 20}

# provider:
#   region: singapore                # where your key is from: singapore, beijing, virginia or frankfurt

# For every asset that does not say otherwise.
defaults:
  model: qwen-image-plus             # \`mintage models\` lists all, with their sizes and prices
  size: "1:1"                        # a ratio, or pixels: "1328*1328"; \`sizes: [..]\` makes several of each
  seeds: [1]                         # each number is a picture of its own: [1, 2, 3] makes three of each
  negative_prompt: low resolution, blurry, extra fingers

# Constants: {{brand}} in any template below.
vars:
  brand: Lotus

assets:
  # Pictures that share a prompt. 2 drinks × 2 palettes = 4 pictures.
  poster:
    prompt: >-
      {{brand}} {{drink}} tea poster, the words “{{brand}} 茶” in bold, flat illustration,
      {{palette}} palette, generous white space
    matrix:
      drink: [oolong, jasmine]
      palette: [warm, cool]
    size: "16:9"
    output: "poster/{{drink}}-{{palette}}.png"    # below out/; the extension decides the format
    variants:                        # further files from the same picture; they cost nothing
      - {name: share, width: 1200, height: 630, fit: cover, format: jpeg, quality: 82}
      - {name: thumb, width: 320, format: webp}

  # An asset may be nothing but its prompt.
  mascot: "The {{brand}} fox mascot, waving, flat illustration on a white background"
`
}
