import type { Provenance } from './provenance.ts'

/** The text of provenance.json: the same provenance gives the same bytes. */
export function provenanceText(provenance: Provenance): string {
  return `${JSON.stringify(provenance, null, 2)}\n`
}
