import { plainText } from '../diagnostics/plain-text.ts'

/** Longest text of an answer that gets into a message, in characters. */
const maxLength = 2000

/** Makes text from outside fit for a message: no control characters, no key, at most 2,000 characters. */
export type Redact = (text: string) => string

/** What is needed to keep a key out of whatever is written down. */
export interface Secrets {
  /** For messages; also strips what only looks like a key of this API. */
  readonly redact: Redact
  /** For data: strips this key and changes nothing else. */
  readonly strip: (text: string) => string
}

/** A shorter text is no real key, and would be found in ids and URLs by chance. */
const shortestInData = 8

/** Hides one API key, in the forms a server may echo it. */
export function hideKey(apiKey: string): Secrets {
  const forms = [apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)]
  const hide = (text: string): string =>
    forms.reduce((shown, form) => shown.replaceAll(form, '[key]'), text)
  const anyKey = /\bsk-[A-Za-z0-9_-]{8,}/g
  return {
    strip: (text) => (apiKey.length < shortestInData ? text : hide(text)),
    redact: (text) => cut(hide(plainText(text)).replace(anyKey, '[key]')),
  }
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`
}
