/**
 * One line of text that is safe to print, whoever wrote the value: control characters become their
 * visible pictures (a newline is `␊`, an escape `␛`), what reorders, hides or breaks a line becomes
 * `�`, and so does half of a surrogate pair. Joiners inside emoji and scripts stay.
 *
 * Safe for a terminal and a log; Markdown and HTML need their own escaping on top.
 */
export function plainText(value: string): string {
  return value.toWellFormed().replace(unsafe, picture)
}

/**
 * Hides what looks like an API key, so that a manifest or message that holds one does not carry it
 * into a log. The length stays, for the marks below an excerpt.
 */
export function hideKeys(text: string): string {
  return text.replace(/\bsk-[A-Za-z0-9_-]{8,}/g, (key) => `sk-${'*'.repeat(key.length - 3)}`)
}

/** C0, DEL, C1, soft line ends, bidirectional controls, invisible separators, annotation marks, a stray byte order mark. */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}
