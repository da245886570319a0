import { regions } from '../../catalog/model.ts'
import {
  type Check,
  integer,
  isObject,
  listOf,
  oneOf,
  optional,
  orNull,
  pattern,
  shape,
  text,
} from '../../lockfile/checks.ts'
import { modes } from '../../provider/provider.ts'
import { actions } from '../plan.ts'

/** Jobs of a saved plan that is read; no manifest has more combinations. */
const mostJobs = 1_000_000
const mostPrompt = 200_000

const digest = pattern('sha256: and 64 hex digits', /^sha256:[0-9a-f]{64}$/)
const hash = pattern('64 lower-case hex digits', /^[0-9a-f]{64}$/)
const money = pattern('an amount with six decimals', /^\d{1,9}\.\d{6}$/)
const currency = oneOf('USD', 'CNY')
const model = pattern('a model id', /^[^\s\p{Cc}]{1,200}$/u)
const region = oneOf(...regions)
const word = text(4096)
const count = integer(0, 1_000_000_000)
const flag = oneOf(true)

/** A list that may be empty. */
function anyList(check: Check, max: number): Check {
  const filled = listOf(check, max)
  return (value) => (Array.isArray(value) && value.length === 0 ? null : filled(value))
}

/** No other fields than these: an option that is not known would change what a run does. */
function onlyThese(fields: Readonly<Record<string, Check>>): Check {
  const known = shape(fields)
  return (value) => {
    const other = isObject(value)
      ? Object.keys(value).find((name) => !Object.hasOwn(fields, name))
      : undefined
    return other === undefined
      ? known(value)
      : `.${other.slice(0, 40)}: an option that is not known`
  }
}

const options = onlyThese({
  only: optional(listOf(word, 1000)),
  where: optional(listOf(word, 1000)),
  limit: optional(count),
  regenerate: optional(listOf(word, 1000)),
  overwrite: optional(flag),
  retry_failed: optional(flag),
  set: optional(listOf(pattern('name=value', /^[^=]+=/), 1000)),
  model: optional(model),
  region: optional(region),
  mode: optional(oneOf('auto', ...modes)),
  max_cost: optional(money),
  max_images: optional(count),
})

const request = shape({
  model,
  prompt: text(mostPrompt),
  negative_prompt: text(mostPrompt),
  size: pattern('a size like 1328*1328', /^[1-9]\d{0,5}\*[1-9]\d{0,5}$/),
  n: integer(1, 1000),
  seed: integer(0, 2_147_483_647),
  prompt_extend: oneOf(true, false),
  watermark: oneOf(true, false),
})

const job = shape({
  key: hash,
  action: oneOf(...actions),
  reason: text(100_000),
  after: orNull(text(128)),
  asset: word,
  request,
  mode: oneOf(...modes),
  outputs: anyList(
    shape({ path: text(8192), image: integer(1, 1000), recipe: orNull(hash) }),
    mostJobs,
  ),
  cost: money,
})

/** What a saved plan has to look like, whoever wrote it. */
export const savedPlanShape: Check = shape({
  engine: text(200),
  manifest: shape({ path: manifestPath, name: text(200), digest }),
  data: anyList(shape({ path: word, digest }), mostJobs),
  lock: shape({ path: word, digest: orNull(digest) }),
  region,
  workspace: orNull(pattern('a workspace', /^[A-Za-z0-9-]{1,63}$/)),
  options,
  prices: anyList(shape({ model, amount: money, currency, price_list: text(64) }), 1000),
  jobs: anyList(job, mostJobs),
  estimate: shape({
    images: count,
    cost: money,
    currency,
    seconds: count,
    unknown: shape({ jobs: count, cost: money }),
  }),
})

/**
 * What is wrong with the path of a saved plan's manifest: it names a YAML file below the working
 * directory, so that a plan from a stranger cannot have any other file read, and quoted in a message.
 */
export function manifestPath(value: unknown): string | null {
  const expected =
    ': expected the path of a .yaml or .yml file below this folder, with no hidden name in it'
  if (typeof value !== 'string' || value.length > 4096) return expected
  const parts = value.split('/')
  const isPlain = !/[\\:\p{Cc}]/u.test(value) && parts.every((part) => !/^(\.|$)/.test(part))
  return isPlain && /\.ya?ml$/.test(value) ? null : expected
}
