/** Which limit a 429 is about. */
export type ThrottleKind = 'submit' | 'concurrency' | 'query'

/** An answer of the API that refuses a request: `{request_id, code, message}` with an HTTP status (facts 2.1, 4). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly throttle: ThrottleKind | null

  constructor(status: number, code: string, message: string, throttle?: ThrottleKind) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.throttle = throttle ?? null
  }
}

/** A parameter that breaks its rule. */
export function invalidParameter(message: string): ApiError {
  return new ApiError(400, 'InvalidParameter', message)
}

/** The rows of facts 4 that the simulator answers of its own accord. */
export const rows = {
  noKey: () => new ApiError(401, 'InvalidApiKey', 'No API-key provided.'),
  wrongKey: () => new ApiError(401, 'InvalidApiKey', 'Invalid API-key provided.'),
  notFound: () => new ApiError(404, 'NotFound', 'Not found!'),
  /** As captured live: 404, yet with this code (facts 3.4 row 16). */
  noSuchModel: () => new ApiError(404, 'InvalidParameter', 'Model not exist.'),
  illegalInput: (message: string) => new ApiError(400, 'BadRequest.IllegalInput', message),
  emptyModel: () =>
    new ApiError(400, 'BadRequest.EmptyModel', 'Required parameter "model" missing.'),
  emptyInput: () =>
    new ApiError(400, 'BadRequest.EmptyInput', 'Required parameter "input" missing.'),
  emptyParameters: () =>
    new ApiError(400, 'BadRequest.EmptyParameters', 'Required parameter "parameters" missing.'),
  wrongRoute: () => invalidParameter('url error, please check url'),
  asyncRefused: () =>
    new ApiError(403, 'AccessDenied', 'current user api does not support asynchronous calls'),
  syncRefused: () =>
    new ApiError(403, 'AccessDenied', 'current user api does not support synchronous calls'),
  inputModerated: () =>
    new ApiError(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.'),
  notPending: () =>
    new ApiError(
      400,
      'UnsupportedOperation',
      'Failed to cancel the task, please confirm if the task is in PENDING status.',
    ),
  tooManySubmits: () => rateQuota('submit'),
  tooManyQueries: () => rateQuota('query'),
  tooManyAtOnce: () =>
    new ApiError(429, 'Throttling', 'Requests throttling triggered.', 'concurrency'),
}

function rateQuota(kind: ThrottleKind): ApiError {
  const message = 'Requests rate limit exceeded, please try again later.'
  return new ApiError(429, 'Throttling.RateQuota', message, kind)
}
