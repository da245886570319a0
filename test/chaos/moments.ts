import type { Moment, Steps } from './life.ts'

/** `count` random moments; half of them early in a run, where locks are taken and tasks picked up again. */
export function* randomMoments(
  count: number,
  { steps, random }: { steps: Steps; random: () => number },
): Generator<Moment> {
  for (let made = 0; made < count; made += 1) {
    const on = kindOf(random())
    const share = random() < 0.5 ? 0.05 : 4 / Math.max(4, count)
    const nth = 1 + Math.floor(random() * Math.max(on === 'post' ? 6 : 40, steps[on] * share))
    const at = Math.floor(random() * 3)
    yield on === 'disk'
      ? { on, nth, stops: diskStops[at] ?? 'before' }
      : { on, nth, stops: wireStops[at] ?? 'unsent' }
  }
}

/** Most often in the middle of writing, now and then at a request that costs money. */
function kindOf(share: number): Moment['on'] {
  if (share < 0.6) return 'disk'
  return share < 0.8 ? 'wire' : 'post'
}

/** Each change of the disk and each request of a run, stopped in each way. */
export function* everyMoment(steps: Steps): Generator<Moment> {
  for (let nth = 1; nth <= steps.disk; nth += 1) {
    for (const stops of diskStops) yield { on: 'disk', nth, stops }
  }
  for (let nth = 1; nth <= steps.wire; nth += 1) {
    for (const stops of wireStops) yield { on: 'wire', nth, stops }
  }
}

const diskStops = ['before', 'half-way', 'after'] as const
const wireStops = ['unsent', 'arrived', 'answered'] as const
