/** Width over height of a ratio such as `16:9`; null where it is none. */
export function parseRatio(text: string): number | null {
  const [, across, down] = /^([1-9]\d{0,3}):([1-9]\d{0,3})$/.exec(text) ?? []
  return across === undefined || down === undefined ? null : Number(across) / Number(down)
}
