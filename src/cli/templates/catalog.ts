import { type Blanks, manifestName, type NewFiles } from './template.ts'

/** A data file of products, each drawn with its slogan in two languages. */
export const catalog: NewFiles = (blanks) =>
  new Map([
    [manifestName, manifest(blanks)],
    ['data/products.csv', products],
  ])

function manifest({ name, schema }: Blanks): string {
  return `# yaml-language-server: $schema=${schema}
#
# One row of data/products.csv is one product; a new row is a new picture, and the others stay as they
# are. Save the file as UTF-8 (in Excel: "CSV UTF-8").
#
#   mintage plan              what would be made, and the most it can cost; sends nothing
#   mintage run --simulate    the whole run against a simulator: free, needs no key
#   mintage run               the pictures; asks before it spends anything

version: 1
name: ${name}

# A wall: what this set may ever cost, over all its runs.
budget: {max_cost: 5.00 USD, max_images: 100}

# provider:
#   region: singapore                # where your key is from: singapore, beijing, virginia or frankfurt

defaults:
  model: qwen-image-plus             # \`mintage models\` lists all, with their sizes and prices
  size: "3:4"
  seeds: [1]                         # another number is another picture

# Template text that prompts can share, placed with {{> light}}.
partials:
  light: soft natural light, generous white space

assets:
  card-zh:
    prompt: >-
      {{product.name_zh}}的产品海报，{{product.scene_zh}}，画面上方用楷体写着“{{product.slogan_zh}}”，柔和自然光，留白构图
    negative_prompt: 低分辨率，错别字，多余的文字
    # \`id\` names the column that stands for a row, here and in file names and lists.
    matrix: &products
      product: {from: data/products.csv, id: sku}
      exclude:
        - {product: {status: discontinued}}       # every row with this value
    output: "zh/{{product.name_zh}}.png"          # below out/
    variants: &cards                 # further files from the same picture; they cost nothing
      - {name: shop, width: 600, height: 600, fit: cover, format: jpeg, quality: 80}

  card-en:
    prompt: >-
      Product poster of {{product.name_en}}, {{product.scene_en}}, the words “{{product.slogan_en}}”
      set in a serif typeface above it, {{> light}}
    negative_prompt: low resolution, misspelt words
    matrix: *products
    output: "en/{{slug product.name_en}}.png"     # \`slug\`: small letters, digits and hyphens
    variants: *cards
`
}

const products = `sku,name_zh,name_en,scene_zh,scene_en,slogan_zh,slogan_en,status
P-01,青瓷茶杯,Celadon cup,清晨的木窗边,beside a wooden window in the morning,一口春天,A sip of spring,active
P-02,紫砂壶,Zisha teapot,雨后的竹林里,in a bamboo grove after the rain,慢慢来,"Slowly, then a second cup",active
P-03,竹编茶盘,Woven bamboo tray,夏夜的院子里,in a courtyard on a summer night,风也坐下,Even the wind sits down,active
P-04,锡茶罐,Pewter caddy,秋天的石阶上,on stone steps in autumn,留住香气,It keeps the scent,discontinued
`
