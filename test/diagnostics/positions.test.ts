import { expect, test } from 'vitest'
import { positionsOf } from '../../src/diagnostics/positions.ts'

const text = 'first\r\nsecond\n\nlast'

test('an offset becomes line and column from 1', () => {
  const { span } = positionsOf('m.yaml', text)
  expect(span(0)).toEqual({ file: 'm.yaml', line: 1, column: 1, length: 1 })
  expect(span(7, 13)).toEqual({ file: 'm.yaml', line: 2, column: 1, length: 6 })
  expect(span(14)).toEqual({ file: 'm.yaml', line: 3, column: 1, length: 1 })
  expect(span(15, 19)).toEqual({ file: 'm.yaml', line: 4, column: 1, length: 4 })
})

test('a range over several lines is cut at the end of the first', () => {
  const { span } = positionsOf('m.yaml', text)
  expect(span(2, 19)).toMatchObject({ line: 1, column: 3, length: 3 })
})

test('offsets outside the text fall on its ends', () => {
  const { span } = positionsOf('m.yaml', text)
  expect(span(-3)).toMatchObject({ line: 1, column: 1 })
  expect(span(900)).toMatchObject({ line: 4, column: 5, length: 1 })
})
