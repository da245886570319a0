/** Colours of a sheet, `#rrggbb`. A word says everything that a colour says. */
export const colours = {
  /** Off-white, so that pictures on white stand out. */
  paper: '#f7f6f3',
  ink: '#23211d',
  muted: '#6d6a63',
  /** Places without a picture: nothing is wrong, or something is. */
  quiet: { fill: '#eeece6', edge: '#d5d1c7', word: '#5f5c55' },
  trouble: { fill: '#f8e9e4', edge: '#e0b9ad', word: '#8f3320' },
  tag: { fill: '#23211d', word: '#ffffff' },
} as const
