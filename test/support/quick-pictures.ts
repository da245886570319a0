import type { Painter } from '../../src/simulator/pictures/picture.ts'
import { plainPng } from '../../src/simulator/pictures/plain-png.ts'

/** Pictures for tests that need thousands: of the right size, and another for every subject. */
export const quickPainter: Painter = async (subject) => plainPng(subject, JSON.stringify(subject))
