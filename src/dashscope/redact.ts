import { plainText } from '../diagnostics/plain-text.ts'

/** Longest text of an answer that gets into a message, in characters. */
const maxLength = 2000

/** Makes text from outside fit for a message: no control characters, no key, at most 2,000 characters. */
export type Redact = (text: string) => string

/**
 * Strips one API key from texts, in the forms a server may echo it, and anything else that looks
 * like a key of this API.
 */
export function createRedact(apiKey: string): Redact {
  const forms = new Set([apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)])
  const strip = (text: string): string => {
    let stripped = text
    for (const form of forms) if (form !== '') stripped = stripped.replaceAll(form, '[key]')
    return stripped.replace(/\bsk-[A-Za-z0-9_-]{8,}/g, '[key]')
  }
  return (text) => cut(strip(plainText(text)))
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`
}
