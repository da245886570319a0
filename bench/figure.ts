/** One line of the table: what is measured, beside what, and what it is to reach. */
export interface Figure {
  /** Short and stable, for `npm run bench -- --only NAME`. */
  readonly id: string
  readonly title: string
  /** null: named, with nothing to reach. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number } | null
  /** Measures `runs` times, ours and what it is beside in turn; bounded, and cleans up after itself. */
  measure(options: { readonly runs: number }): Promise<Measured>
}

export interface Measured {
  /** The figure itself, one per run; the table shows the median, JSON all of them. */
  readonly values: readonly number[]
  /** `ratio`, `×`, `MiB`, … */
  readonly unit: string
  /** What it was measured beside, e.g. `fixed 3 s: 0.83`; one per line of the table. */
  readonly beside: readonly {
    readonly label: string
    readonly values: readonly number[]
    /** Of these values; left out: that of the figure. */
    readonly unit?: string
  }[]
  /** What else has to be known to read the figure, in a few words. */
  readonly note: string | null
}
