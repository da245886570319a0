/** What a picture shows. */
export interface PictureSubject {
  readonly model: string
  readonly prompt: string
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly seed: number
  /** Which of the request's images this is, from 1. */
  readonly index: number
  /** How many images the request asked for. */
  readonly count: number
  readonly watermark: boolean
}
