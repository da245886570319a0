import { nearest } from '../../diagnostics/suggest.ts'
import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { typeHelp } from './type-help.ts'
import { unknownKey } from './unknown-key.ts'
import { anyOf, placeName, shortened, typeNames, valueName } from './words.ts'

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
    const { owner, help } = missing(path, key)
    findings.report('MANIFEST_MISSING_KEY', `${owner} has no \`${key}\``, path, {
      part: 'key',
      help,
    })
    // The manifest itself and its assets are looked into all the same.
    return path.length === 0 ? [key] : path
  },
  type({ params }, { path, findings }) {
    const value = findings.source.located(path)
    const wanted = typeNames(params['type'])
    const message = `${placeName(path)} is ${valueName(value)}, expected ${wanted}`
    findings.report('MANIFEST_WRONG_TYPE', message, path, {
      help: typeHelp(path, value, params['type']),
    })
    return path
  },
  const({ params }, { path, findings }) {
    const found = valueName(findings.source.located(path))
    const message = `${placeName(path)} is ${found}, expected ${params['allowedValue']}`
    const help = 'this program reads version 1 of the manifest language'
    findings.report('MANIFEST_VERSION', message, path, { help })
    return path
  },
  propertyNames({ params }, { path, findings }) {
    const name = String(params['propertyName'])
    const message = `\`${shortened(name)}\` cannot be a name here`
    const help =
      path[0] === 'assets' && path.length === 1
        ? 'letters, digits, `_`, `-` and `.`, beginning with a letter, digit or `_`; it becomes part of file names'
        : 'letters, digits, `_` and `-`, beginning with a letter or `_`; templates print it as `{{name}}`'
    findings.report('MANIFEST_BAD_NAME', message, [...path, name], { part: 'key', help })
    return [...path, name]
  },
  enum({ params }, { path, findings }) {
    const allowed = (params['allowedValues'] as readonly unknown[]).map(String)
    const value = findings.source.located(path)
    const text = value?.kind === 'scalar' ? String(value.value) : ''
    const meant = nearest(text, allowed)
    const message = `${placeName(path)} is ${valueName(value)}, expected ${anyOf(allowed)}`
    const help = meant === null ? null : `did you mean \`${meant}\`?`
    findings.report('MANIFEST_BAD_VALUE', message, path, { help })
    return path
  },
  pattern(violation, context) {
    const { path, findings } = context
    if (violation.params['pattern'] === '\\S') {
      findings.report('MANIFEST_BAD_VALUE', `${placeName(path)} is empty, expected text`, path)
      return path
    }
    const found = valueName(findings.source.located(path))
    const { code, help } = patterns.get(String(path.at(-1))) ?? otherPattern
    findings.report(code, `${placeName(path)} is ${found}`, path, { help })
    return path
  },
  minimum: (violation, context) => reportRange('at least', violation, context),
  maximum: (violation, context) => reportRange('at most', violation, context),
  minItems: reportEmpty,
  minProperties: reportEmpty,
}

function reportRange(
  words: string,
  { params }: Violation,
  { path, findings }: Context,
): SourcePath {
  const found = valueName(findings.source.located(path))
  const message = `${placeName(path)} is ${found}, expected ${words} ${params['limit']}`
  findings.report('MANIFEST_BAD_VALUE', message, path)
  return path
}

function reportEmpty(_: Violation, { path, findings }: Context): SourcePath {
  const help = 'add an entry, or remove the key'
  findings.report('MANIFEST_BAD_VALUE', `${placeName(path)} is empty`, path, { help })
  return path
}

function reportBadValue({ keyword }: Violation, { path, findings }: Context): SourcePath {
  const found = valueName(findings.source.located(path))
  findings.report('MANIFEST_BAD_VALUE', `${placeName(path)} is ${found} (${keyword})`, path)
  return path
}

const otherPattern = { code: 'MANIFEST_BAD_VALUE', help: 'see the manifest reference' } as const
const patterns: ReadonlyMap<
  string,
  { code: 'MANIFEST_BAD_NAME' | 'MANIFEST_BAD_VALUE'; help: string }
> = new Map([
  [
    'name',
    {
      code: 'MANIFEST_BAD_NAME',
      help: 'a name has letters, digits and hyphens, that of the manifest small letters only',
    },
  ],
  [
    'workspace',
    {
      code: 'MANIFEST_BAD_VALUE',
      help: 'a workspace id has at most 63 letters, digits and hyphens',
    },
  ],
])

function missing(path: SourcePath, key: string): { owner: string; help: string } {
  const examples: Readonly<Record<string, string>> = {
    version: 'begin the manifest with `version: 1`',
    name: path.length === 0 ? 'add a name such as `name: tea-launch`' : 'give the variant a name',
    assets: 'add `assets:` with at least one asset, such as `mascot: "a fox, waving"`',
    from: 'write a list of values, or `{from: data/file.csv}`',
  }
  const owner =
    path.length === 0
      ? 'the manifest'
      : path.at(-2) === 'matrix'
        ? `axis \`${path.at(-1)}\``
        : placeName(path)
  return { owner, help: examples[key] ?? `add \`${key}:\`` }
}
