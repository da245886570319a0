import { legacyBody, messagesBody } from './wire.ts'

/** What is wrong with a body, the body, and the answer that says so. */
export type RefusedBody = readonly [what: string, body: unknown, answer: string, message: RegExp]

const invalid = '400 InvalidParameter'
const illegal = '400 BadRequest.IllegalInput'
const unknown = '404 InvalidParameter'
const moderated = '400 DataInspectionFailed'

const small = { n: 1, size: '512*512' }
const square = { n: 1, size: '1280*1280' }

/** A legacy body with other parameters, of a model. */
const legacy = (parameters: Record<string, unknown>, model?: string): unknown =>
  legacyBody({}, parameters, model)

export const refusedLegacyBodies: readonly RefusedBody[] = [
  ['no JSON', '{', illegal, /JSON object/],
  ['a JSON list', '[]', illegal, /JSON object/],
  ['no model', { ...legacyBody(), model: undefined }, '400 BadRequest.EmptyModel', /model/],
  ['no input', { ...legacyBody(), input: undefined }, '400 BadRequest.EmptyInput', /input/],
  ['an input of text', { ...legacyBody(), input: 'a' }, '400 BadRequest.EmptyInput', /input/],
  ['a list', { ...legacyBody(), parameters: [] }, '400 BadRequest.EmptyParameters', /parameters/],
  ['an unknown model', legacy({}, 'qwen-image-9'), unknown, /^Model not exist\.$/],
  ['a model of another region', legacy({}, 'wanx2.1-t2i-plus'), unknown, /^Model not exist\.$/],
  ['a model without tasks', legacy({}, 'qwen-image-max'), invalid, /url error/],
  ['a model of another route', legacy(square, 'wan2.6-t2i'), invalid, /url error/],
  ['no prompt', { ...legacyBody(), input: {} }, invalid, /input\.prompt/],
  ['a blank prompt', legacyBody({ prompt: ' \n' }), invalid, /input\.prompt/],
  ['a prompt that is no text', legacyBody({ prompt: 7 }), invalid, /input\.prompt/],
  ['half a surrogate pair', legacyBody({ prompt: '\ud800' }), illegal, /surrogate/],
  ['messages', messagesBody(), invalid, /"messages"/],
  ['a negative prompt of 3', legacyBody({ negative_prompt: 3 }), invalid, /negative_prompt/],
  [
    'a misplaced negative prompt',
    legacy({ negative_prompt: 'blur' }),
    invalid,
    /"negative_prompt"/,
  ],
  ['an unknown parameter', legacy({ steps: 30 }), invalid, /"steps"/],
  ['an x in the size', legacy({ size: '1328x1328' }), invalid, /width\*height/],
  ['a size that is a number', legacy({ size: 1328 }), invalid, /width\*height/],
  ['a size with spaces', legacy({ size: '1328 * 1328' }), invalid, /width\*height/],
  [
    'a size of none of the five',
    legacy({ size: '1472*1140' }),
    invalid,
    /^The size does not match the allowed size 1664\*928,1472\*1104,/,
  ],
  ['two images', legacy({ n: 2 }), invalid, /^num_images_per_prompt must be 1$/],
  ['no image', legacy({ n: 0 }), invalid, /num_images_per_prompt/],
  ['n as text', legacy({ n: '1' }), invalid, /num_images_per_prompt/],
  ['a seed below 0', legacy({ seed: -1 }), invalid, /seed/],
  ['a seed above 2147483647', legacy({ seed: 2_147_483_648 }), invalid, /seed/],
  ['a seed with decimals', legacy({ seed: 1.5 }), invalid, /seed/],
  ['prompt_extend as text', legacy({ prompt_extend: 'true' }), invalid, /prompt_extend/],
  ['watermark as a number', legacy({ watermark: 1 }), invalid, /watermark/],
  ['five images', legacy({ ...square, n: 5 }, 'wan2.5-t2i-preview'), invalid, /between 1 and 4/],
  [
    'too few pixels',
    legacy(small, 'wan2.5-t2i-preview'),
    invalid,
    /^Total pixels \(262144\) must be between 589824 and 2073600\.$/,
  ],
  [
    'too long a shape',
    legacy({ n: 1, size: '3000*600' }, 'wan2.5-t2i-preview'),
    invalid,
    /ratio must be between 1:4 and 4:1/,
  ],
  [
    'too long a side',
    legacy({ n: 1, size: '1441*512' }, 'wan2.2-t2i-plus'),
    invalid,
    /^Either width or height should be between 512 and 1440\.$/,
  ],
  ['moderated words', legacyBody({ prompt: '[[moderate-input]]' }), moderated, /^Input data may/],
  [
    'moderated words in the negative prompt',
    legacyBody({ negative_prompt: 'no [[moderate-input]]' }),
    moderated,
    /^Input data may/,
  ],
]

const messages = (...list: unknown[]): unknown => ({ ...messagesBody(), input: { messages: list } })
const content = (list: unknown): unknown => messages({ role: 'user', content: list })
const said = { role: 'user', content: [{ text: 'a fox' }] }

export const refusedMessagesBodies: readonly RefusedBody[] = [
  ['a prompt of the legacy protocol', legacyBody(), invalid, /"prompt"/],
  ['no message', messages(), invalid, /exactly one/],
  ['two messages', messages(said, said), invalid, /exactly one/],
  ['another role', messages({ ...said, role: 'system' }), invalid, /user/],
  ['content that is text', content('a fox'), invalid, /exactly one/],
  ['two texts', content([{ text: 'a' }, { text: 'b' }]), invalid, /exactly one/],
  ['an image', content([{ image: 'https://example.com/a.png' }]), invalid, /"image"/],
  ['an empty text', content([{ text: '' }]), invalid, /text is missing/],
  [
    'a misplaced negative prompt',
    { ...messagesBody(), input: { messages: [said], negative_prompt: 'blur' } },
    invalid,
    /"negative_prompt"/,
  ],
  ['a model without calls', messagesBody('a', square, 'wan2.5-t2i-preview'), invalid, /url error/],
  [
    'too many pixels',
    messagesBody('a fox', { size: '2049*2048' }, 'qwen-image-2.0'),
    invalid,
    /^Image area must be between 262144 \[\(512x512\)\] and 4194304 \[\(2048x2048\)\] pixels/,
  ],
  ['seven images', messagesBody('a', { ...small, n: 7 }, 'qwen-image-2.0'), invalid, /1 and 6/],
]
