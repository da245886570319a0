/**
 * How deep blocks, `else if` chains and parentheses seem to be nested, from a glance at the text.
 *
 * The parser takes time that grows with the square of this, half a minute for a text of 80,000
 * characters, so it is looked at first. Literal braces and comments count too: only hundreds matter.
 */
export function apparentNesting(text: string): number {
  let deepest = 0
  let parentheses = 0
  const blocks: number[] = []
  let levels = 0
  const open = () => {
    blocks.push(1)
    levels += 1
  }
  const chain = () => {
    blocks.push((blocks.pop() ?? 0) + 1)
    levels += 1
  }
  for (const [mark] of text.matchAll(marks)) {
    if (mark === '(') parentheses += 1
    else if (mark === ')' || mark === '}}') parentheses = mark === ')' ? parentheses - 1 : 0
    else if (mark.endsWith('/')) levels -= blocks.pop() ?? 0
    else if (mark.includes('else')) chain()
    else open()
    deepest = Math.max(deepest, parentheses, levels)
  }
  return deepest
}

/** Ends of mustaches, parentheses, and the beginnings of blocks, their ends and their `else if`. */
const marks = /\}\}|[()]|\{\{~?(?:[#^/]|else\s+\w)/g
