import type { Template } from '../../src/manifest/manifest.ts'
import { readLibrary } from '../../src/plan/templates/library.ts'
import type { Frame } from '../../src/plan/templates/look-up.ts'
import { nameSpace } from '../../src/plan/templates/name-space.ts'
import { parseTemplate } from '../../src/plan/templates/parse.ts'
import type { Problem } from '../../src/plan/templates/problem.ts'
import { compile } from '../../src/plan/templates/render.ts'
import type { Json } from '../../src/request/canonical-json.ts'
import { axisValue, matrix, template } from './manifest-builder.ts'

export interface Rendered {
  readonly text: string
  readonly problems: readonly Problem[]
}

/** Renders one template with axes of one value each, vars and partials; field values are fixed. */
export function renderTemplate(
  text: string,
  given: {
    readonly axes?: Readonly<Record<string, Json>>
    readonly vars?: Readonly<Record<string, Json>>
    readonly partials?: Readonly<Record<string, string>>
  } = {},
): Rendered {
  const { axes = {}, vars = {}, partials = {} } = given
  const { library, problems } = readLibrary(
    new Map(Object.entries(partials).map(([name, part]) => [name, partial(part, name)])),
    parseTemplate,
  )
  const parsed = parseTemplate(template(text, 'prompt'))
  if (parsed.tree === null || parsed.problems.length > 0)
    return { text: '', problems: [...problems, ...parsed.problems] }
  const space = nameSpace(
    'poster',
    matrix({ axes: Object.fromEntries(Object.entries(axes).map(([name, one]) => [name, [one]])) }),
    new Map(Object.entries(vars)),
  )
  const found: Problem[] = [...problems]
  const render = compile(parsed.tree, space, library)
  return {
    text: render(frame(Object.values(axes)), (problem) => found.push(problem)),
    problems: found,
  }
}

function partial(text: string, name: string): Template {
  return template(text, 'partials', name)
}

function frame(values: readonly Json[]): Frame {
  return {
    values: values.map(axisValue),
    model: 'qwen-image-plus',
    size: { width: 1664, height: 928, ratio: '16:9', label: '16x9' },
    seed: 7,
    index: 2,
    stem: 'poster/a',
    variant: 'thumb',
  }
}
