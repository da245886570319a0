import { parseDocument } from 'yaml'
import { emptyState } from '../../src/lockfile/fold.ts'
import { createPlan, defaultPlanOptions } from '../../src/plan/create-plan.ts'
import { expand } from '../../src/plan/expand.ts'
import { loadText } from '../support/load-text.ts'
import { type Block, blocksOf } from '../support/markdown.ts'

/** A manifest of a page, or a part of one, with the files before it and what is said beside it. */
export interface Snippet {
  readonly block: Block
  /** A manifest that stands for itself; else it is put into the frame. */
  readonly isWhole: boolean
  readonly files: Readonly<Record<string, string>>
  /** The block that follows without another manifest between. */
  readonly claim: Block | null
}

/** The yaml blocks of a page that are no data files. A file counts from where it stands on. */
export function snippetsOf(page: string): Snippet[] {
  const blocks = blocksOf(page)
  const files: Record<string, string> = {}
  return blocks.flatMap((block, index) => {
    if (block.file !== null) files[block.file] = block.text
    if (block.language !== 'yaml' || block.file !== null) return []
    const next = blocks[index + 1]
    const claim = next?.language === 'text' && next.file === null ? next : null
    const isWhole = /^version:/m.test(block.text)
    return [{ block, isWhole, files: { ...files }, claim }]
  })
}

/** The keys that the page's frame gives to a part that lacks them. */
const frame = {
  version: '1',
  name: 'tea',
  defaults: '{model: qwen-image-plus, size: "1:1"}',
  assets: '{poster: a fox}',
}

/** The frame as the page prints it. */
export const frameText = Object.entries(frame)
  .map(([key, value]) => `${key}: ${value}\n`)
  .join('')

/** A part with what it lacks behind it, so that its own lines keep their numbers. */
export function framed({ block: { text }, isWhole }: Snippet): string {
  if (isWhole) return text
  const own = parseDocument(text).contents?.toJSON() ?? {}
  const missing = Object.entries(frame).filter(([key]) => !Object.hasOwn(own, key))
  return text + missing.map(([key, value]) => `${key}: ${value}\n`).join('')
}

/** Plans a text with these files beside it, for a set of which nothing exists yet. */
export async function planText(text: string, files: Readonly<Record<string, string>> = {}) {
  const { manifest, diagnostics } = await loadText(text, files)
  if (manifest === null) return { plan: null, findings: diagnostics }
  const plan = createPlan({
    manifest,
    expansion: expand(manifest),
    baseJobs: null,
    findings: diagnostics,
    lock: emptyState(manifest.name),
    files: { outputs: new Map(), originals: new Set() },
    options: defaultPlanOptions,
  })
  return { plan, findings: plan.findings }
}
