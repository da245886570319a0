import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rewritePrompt } from '../../src/simulator/rewrite.ts'

test('a rewritten prompt begins with the prompt and is visibly more', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]{0,40}[a-z]$/), fc.nat(), (prompt, seed) => {
      const rewritten = rewritePrompt(prompt, seed)
      expect(rewritten.startsWith(prompt)).toBe(true)
      expect(rewritten.length).toBeGreaterThan(prompt.length + 80)
      expect(rewritePrompt(prompt, seed)).toBe(rewritten)
    }),
  )
})

test('it is written in the prompt’s language', () => {
  expect(rewritePrompt('A poster for “慢下来” in Shanghai', 1)).toMatch(/\. [A-Z][^。]+\.$/)
  expect(rewritePrompt('春季新品海报，主标题“Slow”', 1)).toMatch(
    /^春季新品海报，主标题“Slow”。[^.]+。$/,
  )
})

test('a full stop at its end is not doubled', () => {
  expect(rewritePrompt('A fox.', 1)).not.toContain('..')
  expect(rewritePrompt('一只狐狸。', 1)).not.toContain('。。')
})

test('another seed may be rewritten otherwise', () => {
  const variants = Array.from({ length: 20 }, (_, seed) => rewritePrompt('A fox', seed))
  expect(new Set(variants).size).toBeGreaterThan(5)
})
