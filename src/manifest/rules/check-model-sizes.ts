import type { SizeRule } from '../../catalog/model.ts'
import { allowsSize, mostPixels } from '../../catalog/size-rule.ts'
import type { Findings } from '../findings.ts'
import type { SourcePath } from '../manifest.ts'
import { parseRatio } from '../ratios.ts'
import type { Partly } from '../schema/prune.ts'
import { shortened } from '../schema/words.ts'
import type { WrittenModel } from '../schema/written-manifest.generated.ts'

type PartlyRule = Partly<WrittenModel['sizes']['rule']>

/** Sizes of a model that is spelled out: a rule that can be kept, and a table and a default that keep it. */
export function checkModelSizes(
  sizes: Partly<WrittenModel['sizes']> | undefined,
  at: SourcePath,
  findings: Findings,
): void {
  const rule = sizes?.rule === undefined ? null : readRule(sizes.rule, [...at, 'rule'], findings)
  const written: [string, SourcePath][] = []
  for (const [ratio, size] of Object.entries(sizes?.ratios ?? {})) {
    const path = [...at, 'ratios', ratio]
    checkRatio(ratio, path, { part: 'key', findings })
    if (size !== undefined) written.push([size, path])
  }
  if (sizes?.default !== undefined) written.push([sizes.default, [...at, 'default']])
  for (const [size, path] of written) {
    const pixels = readSize(size, path, findings)
    if (pixels === null || rule === null || allowsSize(rule, ...pixels)) continue
    findings.report('MODEL_FIGURES', `\`${size}\` breaks the rule of sizes of this model`, path, {
      related: [{ at: [...at, 'rule'], part: 'key', message: 'the rule' }],
      help: 'correct the size, or the rule',
    })
  }
}

/** Which keys a kind of rule needs, and which it may have. */
const keysOfKind = {
  list: { needs: ['sizes'], may: [] },
  area: { needs: ['min', 'max'], may: ['ratio'] },
  side: { needs: ['min', 'max'], may: [] },
} as const satisfies Record<SizeRule['kind'], { needs: readonly string[]; may: readonly string[] }>

/** The rule, or null where it has a finding. */
function readRule(rule: PartlyRule, at: SourcePath, findings: Findings): SizeRule | null {
  const { kind, sizes = [], min = 1, max = 1, ratio } = rule
  if (kind === undefined) return null
  const before = findings.list.length
  checkKeys(rule, { kind, at, findings })
  if (kind === 'list') {
    const listed = sizes.filter((size) => size !== undefined)
    for (const [index, size] of listed.entries()) readSize(size, [...at, 'sizes', index], findings)
    return findings.list.length > before ? null : { kind, sizes: listed }
  }
  checkBounds({ min, max, kind }, at, findings)
  const bounds = ratio === undefined ? null : readRatios(ratio, [...at, 'ratio'], findings)
  if (findings.list.length > before) return null
  return kind === 'side' ? { kind, min, max } : { kind, min, max, ratio: bounds }
}

function checkKeys(
  rule: PartlyRule,
  { kind, at, findings }: { kind: SizeRule['kind']; at: SourcePath; findings: Findings },
): void {
  const { needs, may }: { needs: readonly string[]; may: readonly string[] } = keysOfKind[kind]
  const written = findings.source.located(at)
  const has = (key: string) => written?.kind === 'map' && written.entries.has(key)
  for (const key of needs.filter((key) => !has(key))) {
    const message = `\`rule\` has no \`${key}\`, and its kind is \`${kind}\``
    findings.report('MANIFEST_MISSING_KEY', message, at, { part: 'key', help: `add \`${key}:\`` })
  }
  const strange = Object.keys(rule).filter((key) => ![...needs, ...may, 'kind'].includes(key))
  for (const key of strange) {
    findings.report('MANIFEST_UNKNOWN_KEY', `\`${key}\` is no key of a \`${kind}\``, [...at, key], {
      part: 'key',
      help: `a \`${kind}\` has ${[...needs, ...may].map((name) => `\`${name}\``).join(', ')}`,
    })
  }
}

function checkBounds(
  { min, max, kind }: { min: number; max: number; kind: 'area' | 'side' },
  at: SourcePath,
  findings: Findings,
): void {
  if (min > max) {
    const message = `\`min\` is ${min} and \`max\` is ${max}`
    const help = 'no size is between them: exchange them'
    findings.report('MODEL_FIGURES', message, [...at, 'min'], { help })
  }
  if (kind === 'area' || max * max <= mostPixels) return
  const message = `sides of ${max} pixels make more than ${mostPixels} pixels in all`
  const help = 'no picture of that size could be checked and kept'
  findings.report('MODEL_FIGURES', message, [...at, 'max'], { help })
}

function readRatios(
  { min, max }: { readonly min?: string; readonly max?: string },
  at: SourcePath,
  findings: Findings,
): { min: number; max: number } | null {
  if (min === undefined || max === undefined) return null
  const low = checkRatio(min, [...at, 'min'], { findings })
  const high = checkRatio(max, [...at, 'max'], { findings })
  if (low === null || high === null) return null
  if (low > high) {
    const message = `\`min\` is ${min}, which is wider than \`max\`, ${max}`
    findings.report('MODEL_FIGURES', message, [...at, 'min'], { help: 'exchange them' })
  }
  return { min: low, max: high }
}

function checkRatio(
  text: string,
  at: SourcePath,
  { part, findings }: { part?: 'key'; findings: Findings },
): number | null {
  const ratio = parseRatio(text)
  if (ratio !== null) return ratio
  findings.report('MANIFEST_BAD_VALUE', `\`${shortened(text)}\` is no ratio`, at, {
    ...(part === undefined ? {} : { part }),
    help: 'write width and height such as "16:9"',
  })
  return null
}

function readSize(text: string, at: SourcePath, findings: Findings): [number, number] | null {
  const [, width, height] = /^([1-9]\d{0,4})\*([1-9]\d{0,4})$/.exec(text) ?? []
  const isReadable = width !== undefined && height !== undefined
  if (isReadable && Number(width) * Number(height) <= mostPixels) {
    return [Number(width), Number(height)]
  }
  const help = isReadable
    ? `no picture of more than ${mostPixels} pixels could be checked and kept`
    : 'write it as the API does: `1664*928`'
  findings.report('SIZE_UNREADABLE', `\`${shortened(text)}\` is not a size here`, at, { help })
  return null
}
