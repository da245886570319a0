/**
 * JSON that can be printed to a terminal: what `JSON.stringify` leaves as it is and a terminal obeys,
 * or a reader does not see, is written as `\u` and four digits. A program reads the same value.
 *
 * @param indent Spaces; 0: all on one line.
 */
export function printedJson(value: unknown, indent = 0): string {
  const text = JSON.stringify(value, null, indent) ?? 'null'
  return text.replace(unseen, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** DEL, C1, soft line ends, bidirectional controls. */
const unseen = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
