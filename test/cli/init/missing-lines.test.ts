import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withLines } from '../../../src/cli/init/missing-lines.ts'

const line = fc.stringMatching(/^[a-z*.]{1,6}$/)
const texts = fc.string({ unit: fc.constantFrom('a', '.', ' ', '\n', '\r\n') })

test('what was there stays, what was asked for is there, and a second time adds nothing', () => {
  fc.assert(
    fc.property(texts, fc.array(line, { minLength: 1 }), (before, lines) => {
      const after = withLines(before, lines) ?? before
      expect(after.startsWith(before)).toBe(true)
      const present = after.split(/\r?\n/).map((each) => each.trim())
      expect(present).toEqual(expect.arrayContaining(lines))
      expect(withLines(after, lines)).toBeNull()
    }),
  )
})
