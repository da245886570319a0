import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import {
  deepest,
  forbiddenKey,
  type Located,
  type LocatedScalar,
  mostFindings,
  type Range,
} from '../located.ts'
import { tooDeep } from './syntax-finding.ts'

/** Values that aliases may repeat, all together. */
const mostRepeated = 100_000

/**
 * Turns the parser's nodes into values with places, aliases followed.
 *
 * @param options.templates nodes that are unquoted templates: each becomes the text that was meant
 */
export function locate(
  document: Document.Parsed,
  options: { readonly positions: Positions; readonly templates: ReadonlySet<unknown> },
): { readonly root: Located | null; readonly findings: readonly Diagnostic[] } {
  const locator = new Locator(options.positions, options.templates)
  const root = document.contents === null ? null : locator.value(document.contents)
  return { root: locator.stopped ? null : root, findings: locator.findings }
}

/** One walk over one document: anchors as they come, what aliases have repeated, and how deep we are. */
class Locator {
  readonly findings: Diagnostic[] = []
  /** Nothing more is read: the rest is too much. */
  stopped = false
  readonly #positions: Positions
  readonly #templates: ReadonlySet<unknown>
  readonly #anchors = new Map<string, Node>()
  readonly #targets = new Map<Alias, Node | null>()
  readonly #open = new Set<Node>()
  #depth = 0
  #inAlias = 0
  #repeated = 0
  /** Where the outermost alias that is being followed stands. */
  #aliasStart = 0

  constructor(positions: Positions, templates: ReadonlySet<unknown>) {
    this.#positions = positions
    this.#templates = templates
  }

  value(node: unknown): Located {
    if (!isNode(node)) return nothing({ start: 0, end: 0 })
    if (this.stopped) return nothing(rangeOf(node))
    if (this.#inAlias > 0 && ++this.#repeated > mostRepeated) {
      return this.#stop(bomb, this.#aliasStart)
    }
    if (this.#depth >= deepest) return this.#stop(tooDeep, rangeOf(node).start)
    if (isAlias(node)) return this.#alias(node)
    if (node.anchor !== undefined && this.#inAlias === 0) this.#anchors.set(node.anchor, node)
    this.#open.add(node)
    this.#depth++
    const located = this.#inside(node)
    this.#depth--
    this.#open.delete(node)
    return located
  }

  #inside(node: Exclude<Node, Alias>): Located {
    if (this.#templates.has(node)) return this.#text(node)
    if (isMap(node)) return this.#map(node)
    return isSeq(node) ? this.#list(node) : this.#scalar(node)
  }

  #text(node: Node): LocatedScalar {
    const range = rangeOf(node)
    const value = this.#positions.text.slice(range.start, range.end)
    return { kind: 'scalar', value, style: 'plain', ...range }
  }

  #list(node: YAMLSeq): Located {
    return { kind: 'list', items: node.items.map((item) => this.value(item)), ...rangeOf(node) }
  }

  #map(node: YAMLMap): Located {
    const entries = new Map<string, { key: Range; value: Located }>()
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      const key = isNode(pair.key) ? rangeOf(pair.key) : rangeOf(node)
      const name = this.#key(pair.key, key)
      // Without a value: where it would stand.
      const value = isNode(pair.value)
        ? this.value(pair.value)
        : nothing({ start: key.end, end: key.end })
      if (name === null) continue
      const first = entries.get(name)
      if (first === undefined) entries.set(name, { key, value })
      else this.#twice(name, key, first.key)
    }
    return { kind: 'map', entries, ...rangeOf(node) }
  }

  #scalar(node: Scalar): LocatedScalar {
    const range = rangeOf(node)
    const value = scalarValue(node)
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.#report('YAML_VALUE', `\`${node.source}\` is no number that JSON has`, range)
    }
    if (typeof value === 'string' && !value.isWellFormed()) {
      this.#report('YAML_VALUE', 'this text holds half of a surrogate pair', range, halfHelp)
    }
    return { kind: 'scalar', value, style: styleOf(node), ...range }
  }

  #alias(node: Alias): Located {
    if (!this.#targets.has(node)) this.#targets.set(node, this.#anchors.get(node.source) ?? null)
    const target = this.#targets.get(node) ?? null
    if (target === null || this.#open.has(target)) {
      const why = target === null ? 'has no anchor before it' : 'stands inside of its own anchor'
      this.#report('YAML_ALIAS', `the alias \`*${node.source}\` ${why}`, rangeOf(node))
      return nothing(rangeOf(node))
    }
    if (this.#inAlias === 0) this.#aliasStart = rangeOf(node).start
    this.#inAlias++
    const located = this.value(target)
    this.#inAlias--
    return located
  }

  /** The name of a key as written, or null (with a finding) where it is none. */
  #key(key: unknown, range: Range): string | null {
    if (!isScalar(key) || key.source === undefined || (key.source === '' && key.type === 'PLAIN')) {
      this.#report('YAML_KEY', 'a key must be plain text', range)
      return null
    }
    if (key.anchor !== undefined && this.#inAlias === 0) this.#anchors.set(key.anchor, key as Node)
    if (key.source === '<<' && key.type === 'PLAIN') {
      this.#report('YAML_MERGE_KEY', 'YAML 1.2 has no merge key `<<`', range)
      return null
    }
    if (key.source === forbiddenKey) {
      this.#report('YAML_KEY', `no key may be called \`${forbiddenKey}\``, range)
      return null
    }
    return key.source
  }

  #twice(name: string, key: Range, first: Range): void {
    if (this.#silent()) return
    this.findings.push(
      finding('YAML_DUPLICATE_KEY', `the key \`${name}\` stands twice in this map`, {
        span: this.#span(key),
        related: [{ span: this.#span(first), message: 'first here' }],
        help: 'keep one of them',
      }),
    )
  }

  #report(code: keyof typeof helps, message: string, range: Range, help = helps[code]): void {
    if (this.#silent()) return
    this.findings.push(finding(code, message, { span: this.#span(range), help }))
  }

  /** What an alias repeats is reported where it is written. */
  #silent(): boolean {
    return this.#inAlias > 0 || this.findings.length >= mostFindings
  }

  #stop(why: (positions: Positions, offset: number) => Diagnostic, offset: number): Located {
    this.findings.push(why(this.#positions, offset))
    this.stopped = true
    return nothing({ start: offset, end: offset })
  }

  #span({ start, end }: Range) {
    return this.#positions.span(start, end)
  }
}

const helps: Readonly<Record<'YAML_VALUE' | 'YAML_ALIAS' | 'YAML_KEY' | 'YAML_MERGE_KEY', string>> =
  {
    YAML_VALUE: 'write it as text, in quotes',
    YAML_ALIAS: 'define `&name` further up, or quote a text that begins with `*`',
    YAML_KEY: 'give the value a name of its own',
    YAML_MERGE_KEY: 'write the keys out, or use `defaults` for settings that assets share',
  }
const halfHelp = 'write the character itself, or both of its `\\u` escapes'

function bomb(positions: Positions, offset: number): Diagnostic {
  return finding('YAML_ALIAS_BOMB', `aliases repeat more than ${mostRepeated} values`, {
    span: positions.span(offset),
    help: 'write the values into a data file, or repeat less',
  })
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}

function rangeOf(node: Node): Range {
  const [start = 0, end = start] = node.range ?? []
  return { start, end }
}

function nothing(range: Range): LocatedScalar {
  return { kind: 'scalar', value: null, style: 'plain', ...range }
}

function scalarValue(node: Scalar): string | number | boolean | null {
  const { value } = node
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  return value === null || value === undefined ? null : String(value)
}

const styles: Readonly<Record<string, LocatedScalar['style']>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
}

function styleOf(node: Scalar): LocatedScalar['style'] {
  return styles[node.type ?? ''] ?? 'plain'
}
