import type { Currency, Micros } from '../../src/catalog/money.ts'
import type { Asset, Manifest, Template } from '../../src/manifest/manifest.ts'
import { costing, estimate } from '../../src/plan/estimate.ts'
import type { Output } from '../../src/plan/job.ts'
import type { Action, Plan, PlannedJob } from '../../src/plan/plan.ts'
import { limitsOf, unitPrice } from '../../src/plan/terms.ts'
import { requestKey } from '../../src/request/key.ts'
import type { Request } from '../../src/request/request.ts'
import { listed } from '../support/listed.ts'

/** A request of its own for each seed. */
export function aRequest(overrides: Partial<Request> = {}): Request {
  return {
    model: 'qwen-image-plus',
    prompt: 'Lotus oolong poster for Shanghai, flat illustration',
    negative_prompt: '',
    size: '1664*928',
    n: 1,
    seed: 1,
    prompt_extend: true,
    watermark: false,
    ...overrides,
  }
}

interface JobWish {
  readonly asset?: string
  readonly action?: Action
  readonly reason?: string
  readonly request?: Partial<Request>
  /** Paths below the output folder. */
  readonly outputs?: readonly string[]
  readonly cells?: number
}

/** A planned job; its seed tells it from others. */
export function aJob(seed: number, wish: JobWish = {}): PlannedJob {
  const { asset = 'poster', action = 'create', outputs = [`${asset}/${seed}.png`] } = wish
  const request = aRequest({ seed, ...wish.request })
  return {
    key: requestKey(request),
    request,
    model: listed(request.model),
    asset,
    action,
    reason: wish.reason ?? (action === 'create' ? 'not in the lockfile' : 'done'),
    wantedMode: 'auto',
    mode: 'async',
    outputs: outputs.map((path) => ({ ...anOutput(path, asset), status: 'to-write' as const })),
    cells: wish.cells ?? outputs.length,
    cost: 0,
  }
}

function anOutput(path: string, asset: string): Output {
  return {
    path,
    image: 1,
    asset,
    variables: {},
    captions: {},
    variant: null,
    recipe: null,
    template: '{{brand}} poster',
  }
}

interface PlanWish extends Partial<Pick<Plan, 'orphans' | 'findings'>> {
  readonly manifest?: Partial<Manifest>
}

/** A plan of these jobs, with the price and time that the planner gives. */
export function aPlan(wanted: readonly PlannedJob[], wish: PlanWish = {}): Plan {
  const manifest = aManifest(wanted, wish.manifest)
  const models = [...new Set(wanted.map(({ request }) => request.model))]
  const prices = new Map(
    models.flatMap((model) => {
      const price = unitPrice(manifest, model)
      return price === null ? [] : [[model, price] as const]
    }),
  )
  const limits = new Map(
    models.flatMap((model) => {
      const own = limitsOf(manifest, model)
      return own === null ? [] : [[model, own] as const]
    }),
  )
  const jobs = wanted.map((job) => ({ ...job, cost: costOf(job, prices) }))
  const currency: Currency = manifest.provider.currency
  return {
    manifest,
    jobs,
    everything: jobs,
    orphans: wish.orphans ?? [],
    findings: wish.findings ?? [],
    totals: {
      outputs: jobs.reduce((sum, { outputs }) => sum + outputs.length, 0),
      jobs: jobs.length,
      duplicates: jobs.reduce((sum, { cells }) => sum + cells - 1, 0),
      images: jobs.reduce((sum, { request }) => sum + request.n, 0),
      actions: countActions(jobs),
    },
    estimate: estimate(jobs, { limits, prices, currency }),
    limits,
    prices,
  }
}

function costOf(job: PlannedJob, prices: Plan['prices']): Micros {
  const unit = prices.get(job.request.model)?.amount ?? 0
  return costing.has(job.action) ? unit * job.request.n : 0
}

function countActions(jobs: readonly PlannedJob[]): Plan['totals']['actions'] {
  const counts: Partial<Record<Action, number>> = {}
  for (const { action } of jobs) counts[action] = (counts[action] ?? 0) + 1
  return counts
}

function aManifest(jobs: readonly PlannedJob[], overrides: Partial<Manifest> = {}): Manifest {
  const assets = new Set(jobs.flatMap((job) => [job.asset, ...job.outputs.map((out) => out.asset)]))
  const span = { file: 'campaign.yaml', line: 1, column: 1, length: 1 }
  return {
    name: 'tea-launch',
    path: '/sets/campaign.yaml',
    folder: '/sets',
    digest: `sha256:${'a'.repeat(64)}`,
    data: [{ path: 'data/drinks.csv', digest: `sha256:${'b'.repeat(64)}` }],
    overlays: new Map(),
    provider: { kind: 'dashscope', region: 'singapore', currency: 'USD', workspace: null },
    outputDir: 'out',
    budget: null,
    limits: new Map(),
    prices: new Map(),
    unlistedModels: new Map(),
    vars: new Map(),
    partials: new Map(),
    assets: [...assets].map(anAsset),
    source: { file: 'campaign.yaml', span: () => span, templateSpan: () => span },
    ...overrides,
  }
}

function anAsset(id: string): Asset {
  const prompt: Template = { text: 'a prompt', at: ['assets', id], file: null }
  return {
    id,
    at: ['assets', id],
    prompt,
    negativePrompt: null,
    matrix: { axes: [], exclude: [], include: [] },
    sample: null,
    models: { kind: 'list', values: ['qwen-image-plus'], at: [] },
    sizes: { kind: 'list', values: ['16:9'], at: [] },
    seeds: { kind: 'list', values: [1], at: [] },
    n: 1,
    promptExtend: true,
    watermark: false,
    mode: 'auto',
    onLongPrompt: null,
    onUnlistedSize: 'error',
    output: null,
    quality: null,
    variants: [],
    labels: null,
  }
}
