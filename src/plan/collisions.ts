import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Request } from '../request/request.ts'
import type { Findings } from './findings.ts'
import type { Job, Output } from './job.ts'
import { describe } from './matrix/combination.ts'
import { equalWhole } from './matrix/compare.ts'
import { foldPath } from './output-path.ts'
import { slug } from './templates/text.ts'

/** An output and the request that its picture is of. */
interface Claim {
  readonly output: Output
  readonly request: Request
}

/** What holds the outputs that were claimed for it. */
type Owner = Pick<Job, 'request' | 'outputs'>

/** Keeps every path to one output, over all assets of a manifest. */
export interface Paths {
  /**
   * Whether the output is to be written: not after a finding, and not where the very same one was. Then
   * it has to be put into the owner before the next claim.
   */
  claim(output: Output, owner: Owner): boolean
  /** Looks for paths of which one would be the folder of the other. */
  finish(): void
}

export function createPaths(manifest: Manifest, findings: Findings): Paths {
  // Owners rather than claims: a plan has hundreds of thousands of paths, and hardly a collision.
  const owners = new Map<string, Owner>()
  return {
    claim: (output, owner) => {
      const fold = foldPath(output.path)
      const before = owners.get(fold)
      if (before === undefined) {
        owners.set(fold, owner)
        return true
      }
      const first = claimOf(fold, before)
      const second = { output, request: owner.request }
      if (!isSame(first, second)) report(first, second, { manifest, findings })
      return false
    },
    finish: () => {
      for (const [folder, [owner, inside]] of foldersOf(owners)) {
        const file = owners.get(folder)
        if (file === undefined) continue
        const [outer, inner] = [claimOf(folder, file), claimOf(inside, owner)]
        findings.add(fileAndFolder(outer, inner, manifest))
      }
    },
  }
}

function claimOf(fold: string, { request, outputs }: Owner): Claim {
  const output = outputs.find(({ path }) => foldPath(path) === fold)
  if (output === undefined) throw new InternalError(`no output has the claimed path ${fold}`)
  return { output, request }
}

/**
 * Whether two cells are one: a value that stands twice on an axis gives the same file of the same
 * combination twice, and there is nothing to choose between them.
 */
function isSame(one: Claim, other: Claim): boolean {
  const [a, b] = [one.output, other.output]
  return (
    one.request === other.request &&
    a.path === b.path &&
    a.asset === b.asset &&
    a.image === b.image &&
    a.variant === b.variant &&
    equalWhole(a.variables, b.variables)
  )
}

function report(
  before: Claim,
  second: Claim,
  { manifest, findings }: { manifest: Manifest; findings: Findings },
): void {
  const asset = manifest.assets.find(({ id }) => id === second.output.asset)
  if (asset === undefined) return
  const variant = asset.variants.find(({ name }) => name === second.output.variant)
  const place = variant ?? asset
  findings.tally(place, `OUTPUT_COLLISION ${before.output.asset} ${before.output.variant}`, {
    where: () => '',
    word: (_, more) => {
      const at = (variant ?? asset).output?.at ?? place.at
      const also =
        more === 0 ? '' : more === 1 ? '; so would 1 more pair' : `; so would ${more} more pairs`
      return finding('OUTPUT_COLLISION', `${pair(before, second)}${also}`, {
        span: manifest.source.span(at),
        help: helpFor(before, second),
      })
    },
  })
}

function pair(one: Claim, other: Claim): string {
  const [a, b] = [one.output.path, other.output.path]
  const differ = a === b ? '' : `, which some systems take for \`${a}\``
  return `${inWords(one, other)} and ${inWords(other, one)} would both be written to \`${b}\`${differ}`
}

/** The combination of a claim, with the settings in which the other one differs. */
function inWords({ output, request }: Claim, other: Claim): string {
  const variant = output.variant === null ? '' : ` variant \`${output.variant}\``
  const image = output.image === other.output.image ? '' : ` image ${output.image}`
  const settings = settingNames
    .filter((name) => request[name] !== other.request[name])
    .map((name) => [name, String(request[name])])
  const values = describe({ ...output.captions, ...Object.fromEntries(settings) })
  return `\`${output.asset}\`${variant}${image} ${values}`.trim()
}

const settingNames = ['model', 'size', 'seed'] as const

/** Names what would keep the two apart in the template. */
function helpFor(one: Claim, other: Claim): string {
  const [a, b] = [one.output, other.output]
  if (a.asset !== b.asset) return 'let `{{asset}}` stand in `output`'
  const fields = [
    a.variant !== b.variant ? '{{variant}}' : null,
    a.image !== b.image ? '{{index}}' : null,
    ...differing(one, other).map((name) => `{{slug ${name}}}`),
    one.request.model !== other.request.model ? '{{model}}' : null,
    one.request.size !== other.request.size ? '{{size.label}}' : null,
    one.request.seed !== other.request.seed ? '{{seed}}' : null,
  ].filter((field) => field !== null)
  return fields.length === 0
    ? 'their values make one file name: change a value, or let `output` name something else'
    : `let what differs stand in \`output\`: ${fields.map((field) => `\`${field}\``).join(', ')}`
}

/** Names whose values make two file names. */
function differing({ output: a }: Claim, { output: b }: Claim): readonly string[] {
  return Object.keys({ ...a.captions, ...b.captions }).filter(
    (name) => slug(a.captions[name] ?? '') !== slug(b.captions[name] ?? ''),
  )
}

/** Folders of the claimed paths, folded, each with one path inside and its owner. */
function foldersOf(owners: ReadonlyMap<string, Owner>) {
  const folders = new Map<string, readonly [owner: Owner, inside: string]>()
  for (const [path, owner] of owners) {
    let end = path.lastIndexOf('/')
    while (end > 0 && !folders.has(path.slice(0, end))) {
      folders.set(path.slice(0, end), [owner, path])
      end = path.lastIndexOf('/', end - 1)
    }
  }
  return folders
}

function fileAndFolder(file: Claim, inside: Claim, { assets, source }: Manifest): Diagnostic {
  const asset = assets.find(({ id }) => id === inside.output.asset)
  return finding(
    'OUTPUT_COLLISION',
    `${inWords(file, inside)} would be written to \`${file.output.path}\`, which is a folder of \`${inside.output.path}\``,
    {
      span: source.span(asset?.output?.at ?? asset?.at ?? []),
      help: 'give the file or the folder another name',
    },
  )
}
