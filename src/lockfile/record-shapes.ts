import {
  anyObject,
  type Check,
  integer,
  listOf,
  oneOf,
  optional,
  orNull,
  pattern,
  shape,
  text,
  that,
} from './checks.ts'
import { recordedPathFault } from './recorded-path.ts'
import type { State } from './records.ts'

/** Characters; a prompt is at most 100,000 before the API's own limit. */
const maxPrompt = 200_000
/** A rewritten prompt is the API's, and its length too: a paid picture is not lost over it. */
const maxRewritten = 1_000_000
const maxImages = 1000

const sha256 = pattern('64 lower-case hex digits', /^[0-9a-f]{64}$/)
/** Ids become parts of URLs: no separators, and not a path of its own. */
const id = pattern(
  'an id of at most 128 letters, digits, `.`, `_`, `-`',
  /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,128}$/,
)
const time = pattern(
  'a time like 2026-11-20T03:39:20.659Z',
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)\.\d{3}Z$/,
)
const mode = oneOf('async', 'sync')
const requestId = orNull(text(256))
const pixels = integer(1, 1_000_000)
const fileSize = integer(1, 2 ** 40)

const request = shape({
  model: pattern('a model id', /^[^\s\p{Cc}]{1,200}$/u),
  prompt: text(maxPrompt),
  negative_prompt: text(maxPrompt),
  size: pattern('a size like 1328*1328', /^[1-9]\d{0,5}\*[1-9]\d{0,5}$/),
  n: integer(1, maxImages),
  seed: integer(0, 2_147_483_647),
  prompt_extend: oneOf(true, false),
  watermark: oneOf(true, false),
})

const cost = shape({
  amount: pattern('an amount with six decimals', /^\d{1,9}\.\d{6}$/),
  currency: oneOf('USD', 'CNY'),
  price_list: text(64),
})

const response = shape({
  task_id: optional(id),
  request_id: optional(text(256)),
  actual_prompt: optional(text(maxRewritten)),
  submitted_at: optional(text(64)),
  scheduled_at: optional(text(64)),
  ended_at: optional(text(64)),
  usage: optional(anyObject),
  region: optional(text(64)),
  mode: optional(mode),
  endpoint: optional(text(4096)),
  adopted: optional(oneOf(true)),
  simulated: optional(oneOf(true)),
})

const error = shape({
  code: text(200),
  message: text(16_384),
  http_status: orNull(integer(100, 999)),
  request_id: requestId,
  retriable: oneOf(true, false),
})

const picture = shape({ sha256, bytes: fileSize, width: pixels, height: pixels })
const link = shape({ url: text(4096) })

/** What every record may carry: a compacted line keeps of its attempt's earlier records what it lacks. */
const common = {
  key: sha256,
  attempt: id,
  at: time,
  reserved_at: optional(time),
  sent_until: optional(time),
  mode: optional(mode),
  request: optional(request),
  cost: optional(cost),
  task_id: optional(id),
  request_id: optional(requestId),
  response: optional(response),
  warning: optional(text(4096)),
}

/** What a line of each state has to look like. */
export const jobShapes: Readonly<Record<State, Check>> = {
  reserved: shape({ ...common, state: oneOf('reserved'), mode, request, cost }),
  submitted: shape({ ...common, state: oneOf('submitted'), task_id: id, request_id: requestId }),
  generated: shape({
    ...common,
    state: oneOf('generated'),
    images: listOf(orNull(link), maxImages),
    request_id: requestId,
    response,
  }),
  failed: shape({ ...common, state: oneOf('failed'), error, request }),
  done: shape({
    ...common,
    state: oneOf('done'),
    images: listOf(orNull(picture), maxImages),
    request,
    response,
    cost,
  }),
}

export const outputShape: Check = shape({
  output: (value) => {
    const fault = recordedPathFault(value)
    return fault === null ? null : `: ${fault}`
  },
  key: sha256,
  image: integer(1, maxImages),
  recipe: orNull(sha256),
  sha256,
  bytes: fileSize,
  width: pixels,
  height: pixels,
  format: pattern('a format like png', /^[a-z0-9]{1,16}$/),
  derived_from: optional(sha256),
  replaces: optional(sha256),
  at: optional(time),
})

export const headerShape: Check = shape({
  mintage_lock: that('a version number', Number.isInteger),
  name: pattern('a name of letters, digits and `-`', /^[a-z0-9-]{1,200}$/),
})
