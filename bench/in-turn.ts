import type { Measured } from './figure.ts'

/**
 * Measures ours and what it is beside in turn, so that a machine with other work slows both alike.
 * The figure of a run is the ratio of its two values.
 */
export async function inTurn(
  runs: number,
  {
    ours,
    beside,
    label,
    unit,
    note = null,
  }: {
    readonly ours: () => Promise<number>
    readonly beside: () => Promise<number>
    readonly label: string
    /** Of the values that are compared. */
    readonly unit: string
    readonly note?: string | null
  },
): Promise<Measured> {
  const mine: number[] = []
  const theirs: number[] = []
  for (let run = 0; run < runs; run += 1) {
    mine.push(await ours())
    theirs.push(await beside())
  }
  return {
    values: mine.map((value, run) => value / (theirs[run] ?? Number.NaN)),
    unit: '×',
    beside: [
      { label: 'ours', values: mine, unit },
      { label, values: theirs, unit },
    ],
    note,
  }
}
