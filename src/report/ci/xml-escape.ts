import { plainText } from '../../diagnostics/plain-text.ts'

/**
 * One line of text for an attribute or between tags. What XML cannot hold is replaced, and a service
 * that reads the log it is printed to finds no command in it.
 */
export function xmlText(value: string): string {
  return plainText(value)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/^(\s*):(?=:)/, '$1&#58;')
    .replace(/##(?=\w*\[)/g, '#&#35;')
}
