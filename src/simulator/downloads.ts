import type { Fault } from './faults.ts'
import { checkImageUrl, type UrlCheck } from './image-urls.ts'
import type { Painter } from './pictures/picture.ts'
import { bomb } from './pictures/plain-png.ts'
import type { Reply } from './reply.ts'
import { resultsOf, type Work } from './work.ts'

export interface DownloadRequest {
  readonly url: URL
  /** Whether an API key came along. */
  readonly withKey: boolean
  readonly now: number
  readonly fault: Fault | undefined
}

/** What the object storage notes about each request. */
export interface DownloadNotes {
  find(workId: string): Work | undefined
  note(what: 'delivered' | 'refused' | 'withKey'): void
}

/** The object storage: serves pictures at signed URLs, and wants no key there. */
export class Storage {
  readonly #secret: string
  readonly #notes: DownloadNotes
  readonly #paint: Painter
  /** The latest pictures: a retried download is not drawn again. */
  readonly #drawn = new Map<string, Promise<Buffer>>()

  constructor(secret: string, parts: { notes: DownloadNotes; paint: Painter }) {
    this.#secret = secret
    this.#notes = parts.notes
    this.#paint = parts.paint
  }

  async answer(request: DownloadRequest): Promise<Reply> {
    const { url, now, fault } = request
    if (request.withKey) {
      this.#notes.note('withKey')
      return this.#refuse(400, 'InvalidArgument', 'a signed URL takes no Authorization header')
    }
    if (fault?.kind === 'redirect') {
      return { status: 302, body: null, headers: { Location: fault.location } }
    }
    const check = faked(fault) ?? checkImageUrl(url, now, this.#secret)
    if (check.kind === 'expired') return this.#refuse(403, 'AccessDenied', 'Request has expired.')
    if (check.kind === 'forged') {
      return this.#refuse(403, 'SignatureDoesNotMatch', 'the signature does not fit the URL')
    }
    const work = check.kind === 'good' ? this.#notes.find(check.place.workId) : undefined
    if (check.kind !== 'good' || work === undefined || !hasImage(work, check.place.index)) {
      return this.#refuse(404, 'NoSuchKey', 'there is no such object')
    }
    return this.#serve(work, check.place.index, fault)
  }

  async #serve(work: Work, index: number, fault: Fault | undefined): Promise<Reply> {
    const body = await this.#picture(work, index, fault)
    const onSent = (complete: boolean): void => {
      if (!complete) return
      this.#notes.note('delivered')
      work.delivered.add(index)
    }
    return { status: 200, body, headers: { 'Content-Type': 'image/png' }, onSent }
  }

  async #picture(work: Work, index: number, fault: Fault | undefined): Promise<Buffer> {
    if (fault?.kind !== 'picture') return this.#draw(work, index)
    if (fault.shows === 'no-image') return Buffer.from('this is no image')
    if (fault.shows === 'other-size') return this.#paint({ ...subjectOf(work, index), ...oddSize })
    if (fault.shows === 'bomb') return bomb()
    const whole = await this.#draw(work, index)
    return whole.subarray(0, Math.floor(whole.length / 2))
  }

  #draw(work: Work, index: number): Promise<Buffer> {
    const name = `${work.key}/${index}`
    const drawn = this.#drawn.get(name) ?? this.#paint(subjectOf(work, index))
    this.#drawn.delete(name)
    this.#drawn.set(name, drawn)
    const oldest = this.#drawn.keys().next().value
    if (this.#drawn.size > shelfLength && oldest !== undefined) this.#drawn.delete(oldest)
    drawn.catch(() => this.#drawn.delete(name))
    return drawn
  }

  #refuse(status: number, code: string, message: string): Reply {
    this.#notes.note('refused')
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`
    return { status, body: Buffer.from(xml), headers: { 'Content-Type': 'application/xml' } }
  }
}

/** Pictures kept; at some 0.2 MB each. */
const shelfLength = 32

const oddSize = { width: 640, height: 480 }

function faked(fault: Fault | undefined): UrlCheck | null {
  if (fault?.kind === 'expired') return { kind: 'expired' }
  return fault?.kind === 'missing' ? { kind: 'unknown' } : null
}

function hasImage(work: Work, index: number): boolean {
  return resultsOf(work).some((result) => result.kind === 'image' && result.index === index)
}

function subjectOf({ submission }: Work, index: number): Parameters<Painter>[0] {
  const { model, prompt, size, seed, n, watermark } = submission.request
  const [width = 0, height = 0] = size.split('*').map(Number)
  return { model, prompt, width, height, seed, index, count: n, watermark }
}
