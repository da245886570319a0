import { fileURLToPath } from 'node:url'

/** Folder of the running program's package, absolute: two above this file, and above the built one that holds it. */
export const packageFolder = fileURLToPath(new URL('../..', import.meta.url))
