// Made from schemas/manifest.schema.json by `npm run generate`.

/**
 * Values of an axis: a list of scalars or rows, or the rows of a data file.
 */
export type WrittenAxis =
  | unknown[]
  | {
      /**
       * Data file with the values, relative to the manifest: .csv, .tsv, .json, .jsonl, .yaml or .txt.
       */
      from: string
      /**
       * Column whose value stands for a row in file names, derived seeds, samples and excludes. Default: the column `id`, where there is one.
       */
      id?: string
    }
/**
 * Images that share a prompt template: a map of settings, or just the prompt.
 */
export type WrittenAsset = string | WrittenSettings

/**
 * Prompt templates, variables, sizes and seeds; Mintage plans, prices and generates the set of images they describe.
 */
export interface WrittenManifest {
  /**
   * Version of the manifest language.
   */
  version: 1
  /**
   * Name of the set, as lockfile, provenance and reports call it. Small letters, digits and hyphens.
   */
  name: string
  /**
   * Which API makes the images. It holds neither a key nor a URL: no manifest decides where the key is sent.
   */
  provider?: {
    /**
     * The API.
     */
    kind?: 'dashscope'
    /**
     * Region of the account. Keys, models, limits and prices differ from region to region.
     */
    region?: 'singapore' | 'beijing' | 'virginia' | 'frankfurt'
    /**
     * Currency of the prices. Default: CNY for beijing, USD elsewhere.
     */
    currency?: 'USD' | 'CNY'
    /**
     * Workspace id of the account: requests go to the workspace's own host.
     */
    workspace?: string
  }
  /**
   * Folder of the images and of provenance.json, relative to the manifest.
   */
  output_dir?: string
  /**
   * What this set may ever cost, over all its runs: the paid images in the lockfile, what is open, and what is about to be asked for. Nothing is sent beyond it.
   */
  budget?: {
    /**
     * Most money that the set may cost: an amount, with a currency or in the manifest's.
     */
    max_cost?: string | number
    /**
     * Most images that the set may ever generate.
     */
    max_images?: number
  }
  /**
   * Limits of the account for a model, in place of the catalogue's.
   */
  limits?: {
    /**
     * Limits of one model, by its id.
     */
    [k: string]: {
      /**
       * Requests that may be sent in a window of time.
       */
      submit?: {
        /**
         * Requests in each window.
         */
        count: number
        /**
         * Length of the window.
         */
        per: 'second' | 'minute'
      }
      /**
       * Requests in progress at a time.
       */
      concurrent?: number
    }
  }
  /**
   * Price of one image of a model in the manifest's currency, in place of the list price. At most six decimals.
   */
  prices?: {
    /**
     * Price of one image, by the id of its model.
     */
    [k: string]: string | number
  }
  defaults?: WrittenSettings
  /**
   * Constants for templates, printed as `{{name}}`. Their values are never templates themselves.
   */
  vars?: {
    /**
     * A constant, by the name that templates use.
     */
    [k: string]: unknown
  }
  /**
   * Pieces of template text that several templates share, placed with `{{> name}}`.
   */
  partials?: {
    /**
     * Template text of a partial.
     */
    [k: string]: string
  }
  /**
   * The families of images to make, by name. An asset may be a plain text: its prompt.
   */
  assets: {
    [k: string]: WrittenAsset
  }
}
/**
 * Images that share a prompt template: a map of settings, or just the prompt.
 */
export interface WrittenSettings {
  /**
   * What the image shows: template text, rendered for each combination. Handlebars with the helpers slug, lower, upper, title, trim, join, default, eq, json and pad, and the blocks if and unless.
   */
  prompt?: string
  /**
   * A .txt or .md file with the prompt's template text, relative to the manifest.
   */
  prompt_file?: string
  /**
   * What the image should not show: template text. None: nothing is sent.
   */
  negative_prompt?: string
  /**
   * Variables with several values each; the asset gets an image of every combination. The first axis varies slowest.
   */
  matrix?: {
    /**
     * Combinations to leave out: an entry takes away every combination that has all of its values. A row is named by its id, or by some of its columns. Entries may name model, size and seed.
     *
     * Items: Values of axes, by the name of the axis.
     */
    exclude?: {
      [k: string]: unknown
    }[]
    /**
     * Values to add: an entry extends every combination whose own values it does not change, and becomes a combination of its own when there is none.
     *
     * Items: Values of axes and of further variables, by name.
     */
    include?: {
      [k: string]: unknown
    }[]
    [k: string]:
      | WrittenAxis
      | {
          [k: string]: unknown
        }[]
      | undefined
  }
  /**
   * Keeps some of the combinations, chosen by hash: the same ones everywhere, and an added value displaces few.
   */
  sample?: {
    /**
     * Combinations to keep.
     */
    count: number
    /**
     * Another number chooses other combinations.
     */
    seed?: number
  }
  /**
   * Id of a model of the catalogue (`mintage models`), or a template that gives one.
   */
  model?: string
  /**
   * Several models: each makes an image of every combination.
   *
   * @minItems 1
   *
   * Items: Id of a model.
   */
  models?: string[]
  /**
   * Size of the image in pixels, or a ratio that the model's own table resolves, or a template that gives one. Default: the model's default size.
   */
  size?: string
  /**
   * Several sizes: an image of every combination in each.
   *
   * @minItems 1
   *
   * Items: `W*H`, `WxH` or a ratio.
   */
  sizes?: string[]
  /**
   * Seed of the image, or a template that gives one. Always sent.
   */
  seed?: number | string
  /**
   * Several seeds: an image of every combination with each. A list, a range, or so many derived from the combination itself.
   *
   * @minItems 1
   */
  seeds?:
    | number[]
    | {
        /**
         * First seed of a range.
         */
        from?: number
        /**
         * Seeds in the range.
         */
        count?: number
        /**
         * So many seeds computed from the asset's name and the combination: they stay when values are added or moved.
         */
        derive?: number
      }
  /**
   * Images of one request, where the model can make several; `{{index}}` in the output template tells them apart.
   */
  n?: number
  /**
   * Whether the API rewrites the prompt before it draws. Always sent.
   */
  prompt_extend?: boolean
  /**
   * Whether the API draws its mark into the image. Always sent.
   */
  watermark?: boolean
  /**
   * How requests are sent: as tasks that survive a crash, as calls held open, or whichever suits the model.
   */
  mode?: 'auto' | 'async' | 'sync'
  /**
   * What to do about a prompt beyond the model's limit, which the API cuts silently. Default: error where the limit is counted in characters, else warn.
   */
  on_long_prompt?: 'error' | 'warn'
  /**
   * File of the image below output_dir: template text. The extension decides the format: .png .jpg .jpeg .webp .avif. A .png is the original, byte for byte.
   */
  output?: string
  /**
   * Quality of an image that `output` converts to jpeg, webp or avif. Default: the format's own.
   */
  quality?: number
  /**
   * Further files made from the same image: resized, cropped, converted. They cost nothing.
   */
  variants?: WrittenVariant[]
}
/**
 * A file made from the image without asking the API.
 */
export interface WrittenVariant {
  /**
   * Name of the variant, part of its default file name and `{{variant}}` in its output template.
   */
  name: string
  /**
   * Pixels. Alone: the height follows.
   */
  width?: number
  /**
   * Pixels. Alone: the width follows.
   */
  height?: number
  /**
   * How the image takes width and height: cropped to cover them, inside them with borders, stretched, or as large as fits inside or outside.
   */
  fit?: 'cover' | 'contain' | 'fill' | 'inside' | 'outside'
  /**
   * Which part stays where the image is cropped; entropy and attention look for the part with the most to see.
   */
  position?:
    | 'centre'
    | 'center'
    | 'top'
    | 'right top'
    | 'right'
    | 'right bottom'
    | 'bottom'
    | 'left bottom'
    | 'left'
    | 'left top'
    | 'north'
    | 'northeast'
    | 'east'
    | 'southeast'
    | 'south'
    | 'southwest'
    | 'west'
    | 'northwest'
    | 'entropy'
    | 'attention'
  /**
   * Format of the file. Default: what the extension of `output` says, else png.
   */
  format?: 'png' | 'jpeg' | 'webp' | 'avif'
  /**
   * Quality of jpeg, webp and avif. Default: the format's own.
   */
  quality?: number
  /**
   * File of the variant below output_dir: template text; `{{stem}}` is the image's path without its extension. Default: `{{stem}}.{{variant}}.<ext>`.
   */
  output?: string
}
