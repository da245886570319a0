/**
 * A relative path as a link: each part is encoded, so that no `#`, `?` or `%` in a name means
 * anything, and none is taken for a scheme.
 *
 * @param path with `/` between its parts.
 */
export function relativeLink(path: string): string {
  const link = path.split('/').map(encodePart).join('/')
  return link.startsWith('.') ? link : `./${link}`
}

function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(/['()*!]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  })
}
