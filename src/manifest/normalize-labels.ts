import type { Labels } from './manifest.ts'
import type { WrittenLabels } from './schema/written-manifest.generated.ts'

/** Labels in full; null where none are asked for, as where an asset turns those of the defaults off. */
export function normalizeLabels(written: WrittenLabels | undefined): Labels | null {
  const iptc = normalizeIptc(written?.iptc ?? false)
  const aigc = written?.aigc
  if (iptc === null && aigc === undefined) return null
  return {
    iptc,
    aigc:
      aigc === undefined
        ? null
        : {
            contentProducer: aigc.content_producer,
            contentPropagator: aigc.content_propagator ?? null,
          },
  }
}

function normalizeIptc(written: NonNullable<WrittenLabels['iptc']>): Labels['iptc'] {
  if (written === false) return null
  const { prompt = true, prompt_writer: promptWriter = null } = written === true ? {} : written
  return { prompt, promptWriter }
}
