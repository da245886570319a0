import { createHash } from 'node:crypto'
import { plainText } from '../../diagnostics/plain-text.ts'
import { printedJson } from '../../diagnostics/printed-json.ts'
import type { GalleryData } from './gallery-data.ts'
import { script, style } from './page.generated.ts'

/**
 * The gallery as one HTML file that opens from a disk; pictures lie beside it.
 *
 * Values reach it as one block of JSON that no text can end, and the page puts them into the
 * document as text only. The policy lets nothing run but the script whose hash it names, and nothing
 * be loaded but pictures.
 */
export function galleryPage(data: GalleryData): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy()}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<meta name="generator" content="${htmlText(data.engine)}">`,
    `<title>${htmlText(data.name)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<noscript>This gallery needs JavaScript to be shown. It loads nothing from anywhere.</noscript>',
    `<script type="application/json" id="data">${blockJson(data)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** For pages on a disk `'self'` is not the same in every browser, hence `file:` beside it and hashes for the rest. */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "img-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

/** JSON that cannot end the block that it stands in, nor begin a comment there. */
export function blockJson(value: unknown): string {
  return printedJson(value).replace(/[<>&]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** One line of text for an attribute or between tags. */
function htmlText(value: string): string {
  return plainText(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
