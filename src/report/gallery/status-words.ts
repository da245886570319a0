import type { PictureStatus } from './gallery-data.ts'

/** What people read for how a picture stands. */
export const statusWords: Readonly<Record<PictureStatus, string>> = {
  done: 'done',
  'to-restore': 'to be restored',
  waiting: 'not generated yet',
  'under-way': 'under way',
  unknown: 'outcome unknown',
  failed: 'failed',
  blocked: 'failed for good',
  missing: 'never came',
  absent: 'absent',
  changed: 'changed',
  unexplained: 'unexplained file',
}

/** One sentence about what a status means for whoever looks at it. */
export const statusMeanings: Readonly<Record<PictureStatus, string>> = {
  done: 'Here, byte for byte as it was recorded.',
  'to-restore': 'A file is not here as wanted. A run makes it from the paid original, for free.',
  waiting: 'Not asked for yet. A run buys it.',
  'under-way': 'Asked for, and the picture is not here yet. A run fetches it.',
  unknown: 'Sent, and the answer was never seen. It may have been paid; a run finds out.',
  failed: 'The last attempt failed and cost nothing. A run tries again.',
  blocked: 'It failed for good. Only --retry-failed sends it again.',
  missing: 'The request gave other images, and this one never came.',
  absent: 'Paid for, and neither the file nor its original is in this folder.',
  changed: 'The file here is not the one that was written. It is left alone.',
  unexplained: 'A file stands here that no record explains. It is left alone.',
}
