import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeVariant } from '../../src/images/make-variant.ts'
import { variantSize } from '../../src/plan/variant-size.ts'
import { recipe } from '../images/a-recipe.ts'
import { plain } from '../images/colours.ts'

const side = fc.integer({ min: 1, max: 90 })
const recipes = fc.record({
  width: fc.option(side),
  height: fc.option(side),
  fit: fc.constantFrom('cover', 'contain', 'fill', 'inside', 'outside'),
  crop: fc.option(
    fc.record({
      left: fc.integer({ min: 0, max: 3 }),
      top: fc.integer({ min: 0, max: 3 }),
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
    }),
    { nil: undefined },
  ),
  pad: fc.option(fc.record({ top: side, right: side, bottom: side, left: side }), {
    nil: undefined,
  }),
})

const follows: ReadonlySet<string> = new Set(['inside', 'outside'])

test('the size that is planned with is the size that is made', async () => {
  const picture = fc.record({
    width: fc.integer({ min: 23, max: 70 }),
    height: fc.integer({ min: 23, max: 70 }),
  })
  await fc.assert(
    fc.asyncProperty(picture, recipes, async (size, { crop, pad, ...settings }) => {
      const whole = recipe({
        ...settings,
        ...(crop === undefined ? {} : { crop }),
        ...(pad === undefined ? {} : { pad }),
      })
      const { width, height } = await makeVariant(
        await plain(size.width, size.height, '#808080'),
        whole,
      )
      const planned = variantSize(whole, size)
      // Of a side that follows from the other, half a pixel is rounded either way.
      const slack = (given: number | null) => (given === null || follows.has(whole.fit) ? 1 : 0)
      expect(Math.abs(width - planned.width)).toBeLessThanOrEqual(slack(whole.width))
      expect(Math.abs(height - planned.height)).toBeLessThanOrEqual(slack(whole.height))
    }),
    { numRuns: 300 },
  )
})
