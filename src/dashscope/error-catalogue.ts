import type { FailureScope } from '../provider/provider.ts'

/** One known error of the API. Help addresses and spaces get appended to messages: match by part. */
export interface KnownError {
  /** Codes as documented; compared without case and `._-`. */
  readonly codes: readonly string[]
  /** Parts of the message, one of which must occur; null: any message. */
  readonly says: readonly string[] | null
  /** HTTP status it was seen under; also under `FAILED` of a task, where the status is 200. */
  readonly http: readonly number[]
  readonly scope: FailureScope
  readonly hint: string | null
}

const askAccount = 'look at the account in the Model Studio console of region {region}'
const askSize = '`mintage models` lists the sizes of each model'
const rewritePrompt = 'change the prompt or the negative prompt, then run again'
const wrongMode = 'this model is not offered in this mode: set mode to async or sync'
const noModel =
  'check the model id, and that region {region} offers it to this key; `mintage models` lists them'
const noFreeTier =
  'turn off the setting that stops at the end of the free tier in the console of region {region}'

/**
 * The error catalogue (facts 4), first match wins: rows with a message stand before the rest of
 * their code. Account-level rows stop the run, as engine.md words it, also where facts would only
 * give up the model.
 */
export const knownErrors: readonly KnownError[] = [
  {
    codes: ['InvalidParameter'],
    says: ['num_images_per_prompt must be 1'],
    http: [400],
    scope: 'job',
    hint: 'this model makes one image per request: leave n at 1',
  },
  {
    codes: ['InvalidParameter'],
    says: [
      'size does not match the allowed size',
      'image area must be between',
      'total pixels',
      'width or height should be between',
      'is out of range',
    ],
    http: [400, 200],
    scope: 'job',
    hint: askSize,
  },
  {
    codes: ['InvalidParameter'],
    says: ['url error, please check url'],
    http: [400],
    scope: 'model',
    hint: wrongMode,
  },
  {
    codes: ['InvalidParameter', 'ModelNotFound'],
    says: [
      'model not exist',
      'model can not be found',
      'does not exist or you do not have access to it',
    ],
    http: [404, 400],
    scope: 'model',
    hint: noModel,
  },
  { codes: ['ModelNotFound'], says: null, http: [404], scope: 'model', hint: noModel },
  {
    codes: ['InvalidParameter.DataInspection'],
    says: null,
    http: [400],
    scope: 'retry-once',
    hint: null,
  },
  { codes: ['InvalidParameter'], says: null, http: [400], scope: 'job', hint: null },
  {
    codes: [
      'BadRequest.EmptyInput',
      'BadRequest.EmptyParameters',
      'BadRequest.EmptyModel',
      'BadRequest.IllegalInput',
    ],
    says: null,
    http: [400],
    scope: 'job',
    hint: 'the API did not understand the request that Mintage sent: please report it',
  },
  {
    codes: ['DataInspectionFailed', 'InternalError.Algo.DataInspectionFailed'],
    says: ['input or output data'],
    http: [400],
    scope: 'job',
    hint: rewritePrompt,
  },
  {
    codes: ['DataInspectionFailed', 'InternalError.Algo.DataInspectionFailed'],
    says: ['output data'],
    http: [400],
    scope: 'retry-once',
    hint: 'the picture was refused, not the prompt: another seed may pass',
  },
  {
    codes: ['DataInspectionFailed', 'InternalError.Algo.DataInspectionFailed'],
    says: null,
    http: [400],
    scope: 'job',
    hint: rewritePrompt,
  },
  {
    codes: ['IPInfringementSuspect'],
    says: null,
    http: [400],
    scope: 'job',
    hint: 'take names and marks that belong to others out of the prompt',
  },
  {
    codes: ['CustomRoleBlocked', 'FaqRuleBlocked'],
    says: null,
    http: [400],
    scope: 'job',
    hint: 'a policy of this account refuses the prompt: change either',
  },
  {
    codes: ['Arrearage'],
    says: null,
    http: [400],
    scope: 'run',
    hint: `a payment is overdue: ${askAccount}`,
  },
  {
    codes: ['UnsupportedOperation'],
    says: ['failed to cancel the task'],
    http: [400],
    scope: 'job',
    hint: 'only a task that is still PENDING can be canceled',
  },
  { codes: ['UnsupportedOperation'], says: null, http: [400], scope: 'job', hint: null },
  {
    codes: ['InvalidApiKey'],
    says: null,
    http: [401],
    scope: 'run',
    hint: 'check the API key and the region: a key works only in the region that issued it, and this call went to {region}',
  },
  {
    codes: ['NOT AUTHORIZED'],
    says: null,
    http: [401],
    scope: 'run',
    hint: 'check the workspace id, and that this key belongs to it',
  },
  {
    codes: ['AccessDenied'],
    says: ['does not support asynchronous calls', 'does not support synchronous calls'],
    http: [403],
    scope: 'model',
    hint: wrongMode,
  },
  {
    codes: ['AccessDenied.Unpurchased'],
    says: null,
    http: [403],
    scope: 'run',
    hint: `the service is not activated: ${askAccount}`,
  },
  {
    codes: ['AccessDenied'],
    says: null,
    http: [403],
    scope: 'run',
    hint: `the key may not use this model, or its free tier is used up: ${askAccount}`,
  },
  {
    codes: ['Model.AccessDenied', 'Workspace.AccessDenied', 'App.AccessDenied'],
    says: null,
    http: [403],
    scope: 'run',
    hint: 'give the workspace of this key access to the model, or use a key that has it',
  },
  {
    codes: ['AllocationQuota.FreeTierOnly'],
    says: null,
    http: [403],
    scope: 'run',
    hint: noFreeTier,
  },
  {
    codes: ['WorkSpaceNotFound'],
    says: null,
    http: [404],
    scope: 'run',
    hint: 'check the workspace id and the region {region}',
  },
  {
    codes: ['NotFound'],
    says: null,
    http: [404],
    scope: 'model',
    hint: 'check DASHSCOPE_HTTP_BASE_URL and the workspace: nothing answers at this address',
  },
  {
    codes: ['Throttling.AllocationQuota'],
    says: ['free allocated quota exceeded'],
    http: [429],
    scope: 'run',
    hint: 'the free tier of this model is used up and it has no paid one',
  },
  {
    codes: [
      'Throttling',
      'Throttling.RateQuota',
      'LimitRequests',
      'Throttling.BurstRate',
      'Throttling.AllocationQuota',
    ],
    says: null,
    http: [429],
    scope: 'throttle',
    hint: null,
  },
  {
    codes: ['CommodityNotPurchased'],
    says: null,
    http: [429],
    scope: 'run',
    hint: `the service is not purchased: ${askAccount}`,
  },
  {
    codes: ['PrepaidBillOverdue', 'PostpaidBillOverdue'],
    says: null,
    http: [429],
    scope: 'run',
    hint: `a bill is overdue: ${askAccount}`,
  },
  {
    codes: [
      'InternalError',
      'InternalError.Algo',
      'InternalError.Upload',
      'InternalError.FileUpload',
      'InternalError.Timeout',
      'SystemError',
      'ModelServiceFailed',
      'RequestTimeOut',
      'ModelServingError',
      'ModelUnavailable',
      'ServiceUnavailable',
    ],
    says: null,
    http: [500, 503, 200],
    scope: 'retry',
    hint: null,
  },
  {
    codes: ['RewriteFailed'],
    says: null,
    http: [500],
    scope: 'retry',
    hint: 'if it stays so, set prompt_extend to false',
  },
]

/**
 * What a code that no document names means, by HTTP status. 200 stands for a failed task and for
 * an error object that a gateway put under success.
 */
export function scopeOfStatus(status: number): FailureScope {
  if (status === 429) return 'throttle'
  if (status === 408 || status >= 500) return 'retry'
  if (status === 401) return 'run'
  return status === 403 || status === 404 ? 'model' : 'job'
}
