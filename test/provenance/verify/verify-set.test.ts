import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FoundFile } from '../../../src/images/evidence.ts'
import { stateOf } from '../../../src/lockfile/fold.ts'
import type { LockRecord } from '../../../src/lockfile/records.ts'
import type { Job, Output } from '../../../src/plan/job.ts'
import { recipeHash } from '../../../src/plan/recipe-hash.ts'
import { buildProvenance } from '../../../src/provenance/build-provenance.ts'
import type { Provenance } from '../../../src/provenance/provenance.ts'
import { provenanceText } from '../../../src/provenance/provenance-text.ts'
import type { VerifyInput } from '../../../src/provenance/verify/verification.ts'
import { verifySet } from '../../../src/provenance/verify/verify-set.ts'
import { sha256Hex } from '../../../src/request/key.ts'
import { done, key, output, request } from '../../lockfile/records.ts'
import { listed } from '../../support/listed.ts'

const recipe = {
  width: 64,
  height: null,
  fit: 'cover',
  position: 'centre',
  format: 'webp',
  quality: null,
} as const

const picture = sha256Hex('picture')
const records: readonly LockRecord[] = [
  done(),
  output(),
  output({
    output: 'fox.webp',
    recipe: recipeHash(recipe),
    sha256: sha256Hex('small'),
    bytes: 5,
    width: 64,
    height: 64,
    format: 'webp',
    derived_from: picture,
  }),
]

function wanted(path: string, made: Output['recipe']): Output {
  const facts = { asset: 'fox', variables: {}, captions: {}, template: 'a fox' }
  return { path, image: 1, variant: made === null ? null : 'small', recipe: made, ...facts }
}

const job: Job = {
  key: key(),
  request: request(),
  model: listed('qwen-image-plus'),
  asset: 'fox',
  wantedMode: 'auto',
  outputs: [wanted('fox.png', null), wanted('fox.webp', recipe)],
  cells: 1,
}

function file(text: string): FoundFile {
  return { bytes: Buffer.byteLength(text), sha256: sha256Hex(text), pointsAt: null }
}

function provenanceOf(lines: readonly LockRecord[], change: (p: Provenance) => object = (p) => p) {
  const state = stateOf('tea', lines)
  const manifest = { name: 'tea', path: '/set/tea.yaml', digest: `sha256:${sha256Hex('m')}` }
  const made = buildProvenance(manifest, { jobs: [job], state, generator: 'mintage 0.1.0' })
  return provenanceText(change(made) as Provenance)
}

/** A set as a run leaves it, changed. */
function set(change: Partial<VerifyInput> & { lines?: readonly LockRecord[] } = {}): VerifyInput {
  const { lines = records, ...rest } = change
  return {
    name: 'tea',
    lock: stateOf('tea', lines),
    evidence: {
      outputs: new Map([
        ['fox.png', file('picture')],
        ['fox.webp', file('small')],
      ]),
      originals: new Map([[picture, file('picture')]]),
    },
    provenance: provenanceOf(records),
    wanted: new Set(['fox.png', 'fox.webp']),
    told: new Set(['fox.png', 'fox.webp']),
    allowMissing: false,
    labels: null,
    ...rest,
  }
}

function codes(input: VerifyInput): string[] {
  return verifySet(input).problems.map(({ code, subject }) => `${code} ${subject}`)
}

function withOutputs(...entries: readonly [string, FoundFile][]): VerifyInput['evidence'] {
  return { ...set().evidence, outputs: new Map(entries) }
}

describe('a set as a run leaves it', () => {
  test('agrees', () => {
    expect(verifySet(set())).toEqual({
      outputs: { recorded: 2, intact: 2, missing: 0, orphansChanged: [] },
      originals: { paid: 1, here: 1 },
      labels: null,
      provenance: 2,
      problems: [],
    })
  })

  test('agrees before anything was made', () => {
    const nothing = { lines: [], provenance: null, told: new Set<string>() }
    expect(codes(set({ ...nothing, evidence: withOutputs() }))).toEqual([])
  })

  test('agrees where a picture was bought twice, and the file is the latter', () => {
    const again = [...records, done({ attempt: 'a0', time: -60, picture: 'older' })]
    expect(codes(set({ lines: again }))).toEqual([])
  })
})

describe('files', () => {
  const small: [string, FoundFile] = ['fox.webp', file('small')]

  test('that are missing are named, unless that is allowed', () => {
    const evidence = withOutputs(small)
    expect(codes(set({ evidence }))).toEqual(['OUTPUT_MISSING fox.png'])
    expect(codes(set({ evidence, allowMissing: true }))).toEqual([])
  })

  test('of which only the pointer of Git LFS is here are missing', () => {
    const pointer = { ...file('version …'), pointsAt: { bytes: 7, sha256: picture } }
    const evidence = withOutputs(small, ['fox.png', pointer])
    expect(codes(set({ evidence }))).toEqual(['OUTPUT_MISSING fox.png'])
    expect(codes(set({ evidence, allowMissing: true }))).toEqual([])
    const other = { ...pointer, pointsAt: { bytes: 7, sha256: sha256Hex('x') } }
    const wrong = withOutputs(small, ['fox.png', other])
    expect(codes(set({ evidence: wrong, allowMissing: true }))).toEqual(['OUTPUT_CHANGED fox.png'])
  })

  test.each(['Picture', 'picture!', ''])('with other bytes are named: %j', (text) => {
    const evidence = withOutputs(small, ['fox.png', file(text)])
    expect(codes(set({ evidence, allowMissing: true }))).toEqual(['OUTPUT_CHANGED fox.png'])
  })

  test('that were about to be replaced are told apart from edits', () => {
    const [paid, main, ...rest] = records
    const lines = [paid, { ...main, replaces: sha256Hex('older') }, ...rest] as LockRecord[]
    const evidence = withOutputs(small, ['fox.png', file('older')])
    expect(codes(set({ lines, evidence }))).toEqual(['OUTPUT_UNFINISHED fox.png'])
  })

  test('that the manifest no longer names may be gone, and are only noted when changed', () => {
    const unwanted = { wanted: new Set(['fox.webp']) }
    expect(codes(set({ ...unwanted, evidence: withOutputs(small) }))).toEqual([])
    const evidence = withOutputs(small, ['fox.png', file('mine')])
    const { problems, outputs } = verifySet(set({ ...unwanted, evidence }))
    expect(problems).toEqual([])
    expect(outputs.orphansChanged).toEqual(['fox.png'])
  })

  test('of the store that are damaged are named by their hash', () => {
    const evidence = { ...set().evidence, originals: new Map([[picture, file('damaged')]]) }
    expect(codes(set({ evidence }))).toEqual([`ORIGINAL_DAMAGED ${picture}`])
  })
})

describe('a lockfile that was edited', () => {
  const forged = (changes: Partial<ReturnType<typeof output>>) => {
    const lines = [records[0], output(changes), records[2]] as LockRecord[]
    return codes(set({ lines, provenance: provenanceOf(lines) }))
  }

  test('cannot give a file another hash, size or request', () => {
    expect(forged({ sha256: sha256Hex('forged') })).toContain('OUTPUT_UNPAID fox.png')
    expect(forged({ bytes: 8 })).toContain('OUTPUT_RECORD fox.png')
    expect(forged({ width: 100 })).toContain('OUTPUT_RECORD fox.png')
    expect(forged({ image: 2 })).toContain('OUTPUT_UNPAID fox.png')
    expect(forged({ key: key(9) })).toContain('OUTPUT_UNPAID fox.png')
  })

  test('cannot lose the payment of a file', () => {
    const lines = records.slice(1)
    expect(codes(set({ lines, provenance: null, told: new Set() }))).toEqual([
      'OUTPUT_UNPAID fox.png',
      'OUTPUT_UNPAID fox.webp',
    ])
  })
})

describe('a provenance', () => {
  const changed = (change: (p: Provenance) => object) =>
    codes(set({ provenance: provenanceOf(records, change) }))
  const inFox = (over: object) => (p: Provenance) => ({
    ...p,
    images: { ...p.images, 'fox.png': { ...p.images['fox.png'], ...over } },
  })

  test('that is missing is named, unless it lies with pictures that are elsewhere', () => {
    expect(codes(set({ provenance: null }))).toEqual(['PROVENANCE_MISSING null'])
    expect(codes(set({ provenance: null, allowMissing: true }))).toEqual([])
  })

  test.each<[string, object, string]>([
    ['hash', { sha256: sha256Hex('x') }, 'sha256'],
    ['size', { bytes: 1 }, 'bytes'],
    ['width', { width: 1 }, 'width'],
    ['request', { request: { ...request(), seed: 2 } }, 'request'],
    ['request key', { request_key: key(2) }, 'request_key'],
    ['origin', { derived_from: sha256Hex('x') }, 'derived_from'],
    ['prompt', { prompt: { rendered: 'a cat', rewritten: 'a red fox' } }, 'prompt'],
    ['rewritten prompt', { prompt: { rendered: 'a fox', rewritten: null } }, 'prompt'],
    ['cost', { cost: { amount: '0.010000', currency: 'USD', price_list: '2026-07' } }, 'cost'],
    ['response', { response: { task_id: 'task-2' } }, 'response'],
    ['word about the simulator', { simulated: true }, 'simulated'],
    ['warning', { warning: 'small' }, 'warning'],
  ])('with another %s differs', (_, over, field) => {
    const { problems } = verifySet(set({ provenance: provenanceOf(records, inFox(over)) }))
    const [first] = problems.filter(({ code }) => code === 'PROVENANCE_DIFFERS')
    expect(first?.subject).toBe('fox.png')
    expect(first?.message).toContain(field)
  })

  test('that lacks a file, tells of one too many, or adds up wrong is named', () => {
    expect(changed((p) => ({ ...p, images: { 'fox.png': p.images['fox.png'] } }))).toEqual([
      'PROVENANCE_TOTALS null',
      'PROVENANCE_LACKS fox.webp',
    ])
    expect(
      changed((p) => ({ ...p, images: { ...p.images, 'cat.png': p.images['fox.png'] } })),
    ).toEqual(['PROVENANCE_TOTALS null', 'PROVENANCE_EXTRA cat.png'])
    expect(changed((p) => ({ ...p, totals: { ...p.totals, cost: {} } }))).toEqual([
      'PROVENANCE_TOTALS null',
    ])
    expect(changed((p) => ({ ...p, name: 'coffee' }))).toEqual(['PROVENANCE_NAME null'])
  })

  test('may be of an older manifest: asset, variables and template are the manifest to tell', () => {
    expect(changed(inFox({ asset: 'vixen', variables: { city: 'Bergen' } }))).toEqual([])
    expect(changed((p) => ({ ...p, manifest: { ...p.manifest, digest: 'older' } }))).toEqual([])
  })

  test.each(['', '[]', '{', '{"provenance":2}', 'null'])('that is none is named: %s', (text) => {
    expect(codes(set({ provenance: text }))).toEqual(['PROVENANCE_DAMAGED null'])
  })

  test.each([2, '1', ['1'], null, { toString: null }])(
    'of another version is named: %j',
    (version) => {
      expect(changed((p) => ({ ...p, provenance: version }))).toEqual(['PROVENANCE_DAMAGED null'])
    },
  )

  test('whatever it says, gets a verdict', () => {
    const sound: object = JSON.parse(provenanceOf(records))
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(sound), '__proto__'),
        fc.jsonValue({ maxDepth: 4 }),
        (name, value) => {
          const changed = Object.defineProperty({ ...sound }, name, { value, enumerable: true })
          const { problems } = verifySet(set({ provenance: JSON.stringify(changed) }))
          for (const { code } of problems) expect(code).toMatch(/^PROVENANCE_/)
        },
      ),
    )
  })
})
