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
 * The fields of the IPTC: DigitalSourceType `trainedAlgorithmicMedia`, the AI system, its version (the model id) and the prompt, which everyone who has the file can then read. `false`: none, also where `defaults` has some.
 */
export type WrittenIptc =
  | boolean
  | {
      /**
       * Whether the prompt is written, with the negative prompt and the one that the API made of it, where known.
       */
      prompt?: boolean
      prompt_writer?: LabelText
    }
/**
 * A line of at most 200 characters.
 */
export type LabelText = string
/**
 * A name that file names are made of: letters of any script, digits, `_`, `-` and `.`, beginning with a letter, digit or `_`.
 */
export type PartOfFileName = string
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
     * Workspace of the account, by its id. It is sent along as a header; in frankfurt it is part of the host's name.
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
  /**
   * Models that the catalogue does not have yet, by their id and spelled out in full: nothing is guessed from a name.
   */
  unlisted_models?: {
    [k: string]: WrittenModel
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
 * What the model's documents say of it.
 */
export interface WrittenModel {
  /**
   * The family it belongs to. Only the estimate of a run's time and the simulator go by it.
   */
  family: 'qwen-image' | 'wan'
  /**
   * The operation of the API that serves each mode. A mode that is not there is none that the model has.
   */
  routes: {
    /**
     * Operation that makes a task: `text2image` is .../text2image/image-synthesis, `image-generation` is .../image-generation/generation.
     */
    async?: 'text2image' | 'image-generation'
    /**
     * Operation that is held open until the image is there: `multimodal-generation` is .../multimodal-generation/generation.
     */
    sync?: 'multimodal-generation'
  }
  /**
   * Which sizes it makes.
   */
  sizes: {
    /**
     * Which `W*H` it takes: those of a list, any with an area, or any with sides, within bounds in pixels.
     */
    rule: {
      /**
       * `list` goes with `sizes`; `area` and `side` go with `min` and `max`.
       */
      kind: 'list' | 'area' | 'side'
      /**
       * The sizes of a `list`, as `W*H`.
       *
       * @minItems 1
       *
       * Items: A size as `W*H`.
       */
      sizes?: string[]
      /**
       * Fewest pixels, of the whole image (`area`) or of a side (`side`).
       */
      min?: number
      /**
       * Most pixels, of the whole image (`area`) or of a side (`side`).
       */
      max?: number
      /**
       * Bounds of width to height, for an `area`. None: not bounded.
       */
      ratio?: {
        /**
         * The tallest ratio.
         */
        min: string
        /**
         * The widest ratio.
         */
        max: string
      }
    }
    /**
     * The size that stands for each ratio.
     */
    ratios: {
      /**
       * Size of the ratio, as `W*H`.
       */
      [k: string]: string
    }
    /**
     * Size of images for which none is asked.
     */
    default: string
  }
  /**
   * Images that one request may ask for (`n`).
   */
  max_images: number
  /**
   * How much of a prompt it reads.
   */
  prompt_limit: {
    /**
     * Characters or tokens.
     */
    count: number
    /**
     * What the documents count in.
     */
    unit: 'characters' | 'tokens'
  }
  /**
   * Characters that it reads of a negative prompt; 0 where it takes none.
   */
  negative_prompt_limit: number
  /**
   * Whether its asynchronous answers hold the rewritten prompt.
   */
  returns_actual_prompt: boolean
  /**
   * The regions that offer it, with the account's limits and the price of an image there.
   */
  regions: {
    singapore?: WrittenModelInRegion
    beijing?: WrittenModelInRegion
    virginia?: WrittenModelInRegion
    frankfurt?: WrittenModelInRegion
  }
}
/**
 * Limits and price of a model in a region.
 */
export interface WrittenModelInRegion {
  /**
   * Limits of the account.
   */
  limits: {
    /**
     * Requests that may be sent in a window of time.
     */
    submit: {
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
     * Requests in progress at a time, for each mode that the model has; null where nothing bounds them.
     */
    concurrent: {
      /**
       * Tasks in progress at a time.
       */
      async?: number | null
      /**
       * Calls in progress at a time.
       */
      sync?: number | null
    }
  }
  /**
   * Price of one image: an amount, with a currency or in the manifest's.
   */
  price: string | number
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
   * What to do about a size that the model's documents do not have: refuse it, or warn and send it all the same, since the service has been seen to differ from its documents. A request that it refuses costs nothing.
   */
  on_unlisted_size?: 'error' | 'warn'
  /**
   * File of the image below output_dir: template text. The extension decides the format: .png .jpg .jpeg .webp .avif. A .png without `labels` is the original, byte for byte.
   */
  output?: string
  /**
   * Quality of an image that `output` converts to jpeg, webp or avif. Default: the format's own.
   */
  quality?: number
  labels?: WrittenLabels
  /**
   * Further files made from the same image: resized, cropped, converted. They cost nothing.
   */
  variants?: WrittenVariant[]
}
/**
 * Labels of AI-generated files.
 */
export interface WrittenLabels {
  iptc?: WrittenIptc
  aigc?: WrittenAigc
}
/**
 * The property AIGC of TC260, with Label `1` (AI-generated). Its ProduceID is the request key, with `-2` and so on after it for further images of one request.
 */
export interface WrittenAigc {
  content_producer: LabelText
  content_propagator?: LabelText
}
/**
 * A file made from the image without asking the API.
 */
export interface WrittenVariant {
  name: PartOfFileName
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
   * Work put into small files: webp 0 to 6, avif 0 to 9; png and jpeg have none. Each step takes longer. Default: webp 4, avif 3.
   */
  effort?: number
  /**
   * Part of the image to keep, in pixels of the image as it came, before it is resized.
   */
  crop?: {
    /**
     * Pixels left of the part.
     */
    left: number
    /**
     * Pixels above the part.
     */
    top: number
    /**
     * Width of the part.
     */
    width: number
    /**
     * Height of the part.
     */
    height: number
  }
  /**
   * Pixels added around the resized image, in the colour of `background`: on every side, or on each side its own.
   */
  pad?:
    | number
    | {
        /**
         * Pixels above.
         */
        top?: number
        /**
         * Pixels on the right.
         */
        right?: number
        /**
         * Pixels below.
         */
        bottom?: number
        /**
         * Pixels on the left.
         */
        left?: number
      }
  /**
   * Colour behind the image, where it is transparent, beside it (`fit: contain`) and around it (`pad`): `"#rrggbb"`, `"#rrggbbaa"` or `transparent`. In quotes, since a bare `#` begins a comment. Default: transparent, and white in jpeg, which has no transparency.
   */
  background?: string
  overlay?: WrittenOverlay
  /**
   * Several pictures laid over the variant, at most 16, the last one on top.
   *
   * @minItems 1
   * @maxItems 16
   */
  overlays?: WrittenOverlay[]
  /**
   * File of the variant below output_dir: template text; `{{stem}}` is the image's path without its extension. Default: `{{stem}}.{{variant}}.<ext>`.
   */
  output?: string
}
/**
 * A picture laid over a variant.
 */
export interface WrittenOverlay {
  /**
   * A .png, .jpg, .jpeg, .webp or .svg file, relative to the manifest.
   */
  file: string
  /**
   * The corner or side of the variant that it is placed at, or its centre.
   */
  gravity?:
    | 'centre'
    | 'center'
    | 'north'
    | 'northeast'
    | 'east'
    | 'southeast'
    | 'south'
    | 'southwest'
    | 'west'
    | 'northwest'
  /**
   * Pixels, or a share of the variant's width such as `20%`. Alone: the height follows. With `height`: as large as fits both. With neither: its own size.
   */
  width?: number | string
  /**
   * Pixels, or a share of the variant's height such as `10%`. Alone: the width follows.
   */
  height?: number | string
  /**
   * From 0, which cannot be seen, to 1, which hides what is below.
   */
  opacity?: number
  /**
   * Pixels between it and the sides of the variant that it is placed at.
   */
  margin?: number
}
