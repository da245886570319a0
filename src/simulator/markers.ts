/**
 * Words in a prompt that steer what becomes of it, so that failures can be seen without a program:
 *
 * - `[[moderate-input]]` (also in the negative prompt): refused at once, 400 DataInspectionFailed
 * - `[[moderate-output]]`: the picture is made and then held back by moderation
 * - `[[server-error]]`: the work ends with InternalError
 * - `[[partial]]`: the last image of the request fails, the others succeed
 */
export const markers = {
  moderateInput: '[[moderate-input]]',
  moderateOutput: '[[moderate-output]]',
  serverError: '[[server-error]]',
  partial: '[[partial]]',
} as const
