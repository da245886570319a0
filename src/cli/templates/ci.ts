import { type Blanks, manifestName, type NewFiles } from './template.ts'

/** Laid out for review and for a job that nobody watches: pinned model, wall, committed pictures. */
export const ci: NewFiles = (blanks) =>
  new Map([
    [manifestName, manifest(blanks)],
    ['data/banners.csv', banners],
  ])

function manifest({ name, schema }: Blanks): string {
  return `# yaml-language-server: $schema=${schema}
#
# Pictures that a CI job keeps up to date when this file or data/banners.csv changes.
#
# In a pull request; no key needed, nothing is sent:
#   mintage validate          is anything wrong?
#   mintage plan              how many pictures, how much money, how long, and why
#
# After the merge, with DASHSCOPE_API_KEY as a secret of the job; pays only for what changed:
#   mintage run --yes --max-cost 1
#
# Then the job commits mintage.lock and out/, also when the run failed: the lockfile knows what was
# paid for, and the next run continues from it. Cache .mintage/store, and deleted files come back
# for free. One run at a time: let jobs wait for each other.

version: 1
name: ${name}                        # of the set; the lockfile carries it, so it stays

provider:
  region: singapore                  # where the job's key is from: singapore, beijing, virginia or frankfurt
  currency: USD

# A wall for the life of the set: raising it is an edit that someone reviews.
budget: {max_cost: 10.00 USD, max_images: 200}

output_dir: out                      # committed, so that a checkout has the pictures

defaults:
  # A dated snapshot: a name without a date may come to mean another model, and so another style.
  model: qwen-image-plus-2026-01-09
  seeds: [1]                         # written out, so that nothing but an edit changes a picture
  prompt_extend: false               # the prompt as it was reviewed, not as the API would rewrite it
  negative_prompt: low resolution, misspelt words, watermark

assets:
  # 2 banners × 2 sizes = 4 pictures.
  banner:
    prompt: >-
      Wide banner for a tea shop, {{banner.scene}}, the words “{{banner.headline}}” in large letters,
      flat illustration, generous white space
    matrix:
      banner: {from: data/banners.csv, id: locale}
    sizes: ["16:9", "9:16"]
    # Paths that say what is on the picture: they may change freely, that costs nothing.
    output: "banner/{{banner.locale}}-{{size.label}}.png"
    variants:
      - {name: web, width: 800, format: webp, quality: 80}
`
}

const banners = `locale,headline,scene
zh,春天，先喝为敬,misty tea hills at dawn
en,Spring is served,a cup beside an open window
`
