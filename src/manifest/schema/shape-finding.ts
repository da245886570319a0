import { nearest } from '../../diagnostics/suggest.ts'
import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { fileNameHelp, patternWords, variableNameHelp } from './pattern-words.ts'
import { typeHelp } from './type-help.ts'
import { unknownKey } from './unknown-key.ts'
import { anyOf, placeName, shortened, statement, typeNames } from './words.ts'

/** One violation, as the generated check reports it. */
export interface Violation {
  /** JSON pointer to the value. */
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  /** The key that is meant, where a name is wrong. */
  readonly propertyName?: string
}

interface Context {
  readonly path: SourcePath
  readonly findings: Findings
}

/**
 * Reports a violation of the schema in words.
 *
 * @returns the path that cannot be used; null where another violation already says so
 */
export function shapeFinding(violation: Violation, context: Context): SourcePath | null {
  // The name that broke a rule is reported by `propertyNames`, once.
  if (violation.propertyName !== undefined) return null
  if (context.findings.full) return context.path
  const report = reporters[violation.keyword] ?? reportBadValue
  return report(violation, context)
}

type Reporter = (violation: Violation, context: Context) => SourcePath

const reporters: Readonly<Record<string, Reporter>> = {
  additionalProperties({ params }, { path, findings }) {
    const key = String(params['additionalProperty'])
    const { message, help } = unknownKey(path, key)
    findings.report('MANIFEST_UNKNOWN_KEY', message, [...path, key], { part: 'key', help })
    return [...path, key]
  },
  required({ params }, { path, findings }) {
    const key = String(params['missingProperty'])
    const { owner, help } = missingKey(path, key)
    const message = `${owner} has no \`${key}\``
    findings.report('MANIFEST_MISSING_KEY', message, path, { part: 'key', help })
    // What else the manifest holds is looked into all the same.
    return path.length === 0 ? [key] : path
  },
  type({ params }, { path, findings }) {
    const wanted = params['type']
    const value = findings.source.located(path)
    const message = `${statement(path, value)}, expected ${typeNames(wanted)}`
    findings.report('MANIFEST_WRONG_TYPE', message, path, { help: typeHelp(path, value, wanted) })
    return path
  },
  const({ params }, { path, findings }) {
    const found = statement(path, findings.source.located(path))
    const message = `${found}, expected ${params['allowedValue']}`
    const help = 'this program reads version 1 of the manifest language'
    findings.report('MANIFEST_VERSION', message, path, { help })
    return path
  },
  propertyNames({ params }, { path, findings }) {
    const name = String(params['propertyName'])
    const message = `\`${shortened(name)}\` cannot be a name here`
    const help = path.length === 1 && path[0] === 'assets' ? fileNameHelp : variableNameHelp
    findings.report('MANIFEST_BAD_NAME', message, [...path, name], { part: 'key', help })
    return [...path, name]
  },
  enum({ params }, { path, findings }) {
    const allowed = (params['allowedValues'] as readonly unknown[]).map(String)
    const value = findings.source.located(path)
    const text = value?.kind === 'scalar' ? String(value.value) : ''
    const meant = nearest(text, allowed)
    const message = `${statement(path, value)}, expected ${anyOf(allowed)}`
    const help = meant === null ? null : `did you mean \`${meant}\`?`
    findings.report('MANIFEST_BAD_VALUE', message, path, { help })
    return path
  },
  pattern({ params }, { path, findings }) {
    const value = findings.source.located(path)
    const { code, message, help } = patternWords(path, value, params['pattern'])
    findings.report(code, message, path, { help })
    return path
  },
  minimum: (violation, context) => reportRange('at least', violation, context),
  maximum: (violation, context) => reportRange('at most', violation, context),
  maxItems({ params }, { path, findings }) {
    const message = `${placeName(path)} has more than ${params['limit']} entries`
    findings.report('MANIFEST_BAD_VALUE', message, path, { help: 'remove some of them' })
    return path
  },
  minItems: reportEmpty,
  minProperties: reportEmpty,
}

function reportRange(words: string, { params }: Violation, context: Context): SourcePath {
  return reportBadValue({ keyword: '', expected: `${words} ${params['limit']}` }, context)
}

function reportEmpty(_: Violation, { path, findings }: Context): SourcePath {
  const help = 'add an entry, or remove the key'
  findings.report('MANIFEST_BAD_VALUE', `${placeName(path)} is empty`, path, { help })
  return path
}

function reportBadValue(
  { keyword, expected = keyword }: { readonly keyword: string; readonly expected?: string },
  { path, findings }: Context,
): SourcePath {
  const found = statement(path, findings.source.located(path))
  findings.report('MANIFEST_BAD_VALUE', `${found}, expected ${expected}`, path)
  return path
}

function missingKey(path: SourcePath, key: string): { owner: string; help: string } {
  const owner = path.at(-2) === 'matrix' ? `axis \`${path.at(-1)}\`` : placeName(path)
  if (key === 'name') {
    const help =
      path.length === 0 ? 'add a name such as `name: tea-launch`' : 'give the variant a name'
    return { owner, help }
  }
  return { owner, help: missingHelp.get(key) ?? `add \`${key}:\`` }
}

const missingHelp: ReadonlyMap<string, string> = new Map([
  ['version', 'begin the manifest with `version: 1`'],
  ['assets', 'add `assets:` with at least one asset, such as `mascot: "a fox, waving"`'],
  ['from', 'write a list of values, or `{from: data/file.csv}`'],
])
