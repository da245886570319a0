import { describe, expect, test } from 'vitest'
import { knownErrors, scopeOfStatus } from '../../src/dashscope/error-catalogue.ts'
import { classify } from '../../src/dashscope/errors.ts'
import type { FailureScope } from '../../src/provider/provider.ts'

/** The error catalogue of the documents and captures, row by row, with a message as it is sent. */
const rows: readonly (readonly [number, string, string, FailureScope])[] = [
  [400, 'InvalidParameter', 'num_images_per_prompt must be 1', 'job'],
  [400, 'InvalidParameter', 'The size does not match the allowed size 1664*928,1472*1104', 'job'],
  [400, 'InvalidParameter', 'Image area must be between 262144 [(512x512)] and 4194304', 'job'],
  [400, 'InvalidParameter', 'Total pixels (2359296) must be between 589824 and 2073600.', 'job'],
  [200, 'InvalidParameter', 'Either width or height should be between 512 and 1440.', 'job'],
  [400, 'InvalidParameter', 'Size 100*100 is out of range [512*512, 1664*1664]', 'job'],
  [400, 'InvalidParameter', 'url error, please check url! For details, see: https://x', 'model'],
  [400, 'InvalidParameter.DataInspection', 'Unable to download the media resource', 'retry-once'],
  [400, 'BadRequest.EmptyInput', 'Required input parameter missing', 'job'],
  [400, 'BadRequest.EmptyParameters', 'Required parameter "parameters" missing', 'job'],
  [400, 'BadRequest.EmptyModel', 'Required parameter "model" missing', 'job'],
  [400, 'BadRequest.IllegalInput', 'The input parameter requires json format.', 'job'],
  [400, 'DataInspectionFailed', 'Input data may contain inappropriate content. ', 'job'],
  [400, 'DataInspectionFailed', 'Output data may contain inappropriate content.', 'retry-once'],
  [400, 'DataInspectionFailed', 'Input or output data may contain inappropriate content.', 'job'],
  [400, 'InternalError.Algo.DataInspectionFailed', 'Input data may contain …', 'job'],
  [400, 'InternalError.Algo.DataInspectionFailed', 'Output data may contain …', 'retry-once'],
  [400, 'IPInfringementSuspect', 'Input data is suspected of being involved in IP …', 'job'],
  [400, 'CustomRoleBlocked', 'Input or output data may contain inappropriate content', 'job'],
  [400, 'FaqRuleBlocked', 'Input or output data is blocked by faq rule.', 'job'],
  [400, 'Arrearage', 'Access denied, please make sure your account is in good standing.', 'run'],
  [400, 'UnsupportedOperation', 'Failed to cancel the task, please confirm if the …', 'job'],
  [401, 'InvalidApiKey', 'Invalid API-key provided.', 'run'],
  [401, 'InvalidApiKey', 'No API-key provided.', 'run'],
  [401, 'NOT AUTHORIZED', 'Access denied: Either you are not authorized to access', 'run'],
  [403, 'AccessDenied', 'current user api does not support asynchronous calls', 'model'],
  [403, 'AccessDenied', 'current user api does not support synchronous calls', 'model'],
  [403, 'AccessDenied', 'Access denied.', 'run'],
  [403, 'AccessDenied.Unpurchased', 'Access to model denied. Please make sure …', 'run'],
  [403, 'Model.AccessDenied', 'Model access denied.', 'run'],
  [403, 'Workspace.AccessDenied', 'Workspace access denied.', 'run'],
  [403, 'App.AccessDenied', 'App access denied.', 'run'],
  [403, 'AllocationQuota.FreeTierOnly', 'The free tier of the model has been exhausted.', 'run'],
  [404, 'ModelNotFound', 'Model can not be found.', 'model'],
  [404, 'ModelNotFound', 'The model xxx does not exist or you do not have access to it', 'model'],
  [404, 'InvalidParameter', 'Model not exist.', 'model'],
  [400, 'InvalidParameter', 'Model not exist.', 'model'],
  [404, 'WorkSpaceNotFound', 'WorkSpace can not be found.', 'run'],
  [404, 'NotFound', 'Not found!', 'model'],
  [429, 'Throttling', 'Requests throttling triggered.', 'throttle'],
  [429, 'Throttling', 'Too many requests in route. Please try again later.', 'throttle'],
  [429, 'Throttling.RateQuota', 'Requests rate limit exceeded, please try …', 'throttle'],
  [429, 'LimitRequests', 'Requests rate limit exceeded, please try again later.', 'throttle'],
  [429, 'Throttling.BurstRate', 'Request rate increased too quickly. …', 'throttle'],
  [429, 'Throttling.AllocationQuota', 'Allocated quota exceeded, please …', 'throttle'],
  [429, 'Throttling.AllocationQuota', 'Free allocated quota exceeded.', 'run'],
  [429, 'CommodityNotPurchased', 'Commodity has not purchased yet.', 'run'],
  [429, 'PrepaidBillOverdue', 'The prepaid bill is overdue.', 'run'],
  [429, 'PostpaidBillOverdue', 'The postpaid bill is overdue.', 'run'],
  [500, 'InternalError', 'An internal error has occured, please try again later.', 'retry'],
  [500, 'InternalError.Algo', 'An internal error has occured during execution', 'retry'],
  [500, 'SystemError', 'An system error has occured, please try again later.', 'retry'],
  [500, 'ModelServiceFailed', 'Failed to request model service.', 'retry'],
  [500, 'InternalError.Upload', 'Failed to upload result.', 'retry'],
  [500, 'InternalError.FileUpload', 'oss upload error.', 'retry'],
  [500, 'InternalError.Timeout', 'An internal timeout error has occured during …', 'retry'],
  [200, 'InternalError.Timeout', 'An internal timeout error has occured during …', 'retry'],
  [500, 'RequestTimeOut', 'Request timed out, please try again later.', 'retry'],
  [500, 'RequestTimeOut', 'Response timeout!', 'retry'],
  [500, 'RewriteFailed', 'Failed to rewrite content for prompt.', 'retry'],
  [503, 'ModelServingError', 'Too many requests. … system capacity limits', 'retry'],
  [503, 'ModelUnavailable', 'Model is unavailable, please try again later.', 'retry'],
  [503, 'ServiceUnavailable', 'Service is unavailable.', 'retry'],
]

describe('every row of the error catalogue', () => {
  test.each(rows)('HTTP %d %s: %s', (httpStatus, code, message, scope) => {
    expect(classify({ code, message, httpStatus }).scope).toBe(scope)
  })

  test('is met by a test', () => {
    const met = new Set(rows.map(([, code]) => code))
    const unmet = knownErrors.flatMap(({ codes }) => codes).filter((code) => !met.has(code))
    expect(unmet).toEqual([])
  })
})

test.each([
  ['invalid_api_key', 401, 'run'],
  ['INVALIDAPIKEY', 401, 'run'],
  ['data_inspection_failed', 400, 'job'],
  ['model-not-found', 404, 'model'],
  ['throttling_rate_quota', 429, 'throttle'],
  ['not_authorized', 401, 'run'],
] as const)('the spelling %s is known too', (code, httpStatus, scope) => {
  expect(classify({ code, message: '', httpStatus }).scope).toBe(scope)
})

test.each([
  ['Throttling.SomethingNew', 429, 'throttle'],
  ['InvalidParameter.Prompt', 400, 'job'],
  ['AccessDenied.SomethingNew', 403, 'run'],
  ['InternalError.Algo.SomethingNew', 500, 'retry'],
  ['InternalError.Algo.InvalidParameter', 400, 'job'],
] as const)('an unknown child %s counts as its parent', (code, httpStatus, scope) => {
  expect(classify({ code, message: '', httpStatus }).scope).toBe(scope)
})

test.each([
  [200, 'job'],
  [400, 'job'],
  [401, 'run'],
  [403, 'model'],
  [404, 'model'],
  [408, 'retry'],
  [422, 'job'],
  [429, 'throttle'],
  [500, 'retry'],
  [503, 'retry'],
] as const)('an unknown code under HTTP %d counts by its status', (httpStatus, scope) => {
  expect(scopeOfStatus(httpStatus)).toBe(scope)
  expect(classify({ code: 'NeverSeen', message: '', httpStatus }).scope).toBe(scope)
})

test('a 429 is told by its code: some say that the account owes money', () => {
  const billing = { code: 'PostpaidBillOverdue', message: '', httpStatus: 429 }
  expect(classify(billing).scope).toBe('run')
})

test('whatever stops a run says what to do', () => {
  const silent = knownErrors.filter(({ scope, hint }) => scope === 'run' && hint === null)
  expect(silent).toEqual([])
})
