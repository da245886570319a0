import { counted } from '../phrases.ts'
import { type GalleryData, pictureStatuses } from './gallery-data.ts'
import { statusWords } from './status-words.ts'

/** What `mintage gallery` says of the gallery that it wrote. */
export function galleryText(
  { totals, simulated }: GalleryData,
  {
    page,
    thumbnails,
  }: { page: string; thumbnails: { made: number; kept: number; removed: number } },
): string {
  const parts = pictureStatuses.flatMap((status) => {
    const count = totals.statuses[status]
    if (count === undefined) return []
    // The only word that is a noun.
    if (status === 'unexplained') return [counted(count, statusWords[status])]
    return [`${count} ${statusWords[status]}`]
  })
  const standing = parts.length === 0 ? '' : ` (${parts.join(', ')})`
  const { made, kept, removed } = thumbnails
  return [
    `${page}: ${counted(totals.pictures, 'picture')}${simulated ? ', simulated' : ''}${standing}`,
    `thumbnails of ${counted(made + kept, 'picture')}: ${made} made, ${kept} kept; ${counted(removed, 'old file')} removed`,
  ].join('\n')
}
