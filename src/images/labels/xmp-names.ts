import type { LabelName } from './label-values.ts'

/** Namespaces that labels stand in, with the prefixes that are usual for them. */
export const namespaces = {
  iptc: { prefix: 'Iptc4xmpExt', uri: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/' },
  aigc: { prefix: 'TC260', uri: 'http://www.tc260.org.cn/ns/AIGC/1.0/' },
} as const

export const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

export function namespaceOf(name: LabelName): (typeof namespaces)['iptc' | 'aigc'] {
  return name === 'AIGC' ? namespaces.aigc : namespaces.iptc
}
