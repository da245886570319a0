import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const file = new URL('../package-lock.json', import.meta.url)
const packages: Record<string, LockedPackage> = JSON.parse(readFileSync(file, 'utf8')).packages

/** Where Node would look for a dependency of the package at `place`, nearest first. */
function places(place: string, name: string): string[] {
  const found: string[] = []
  for (let base = place; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    found.push(base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`)
    if (base === '') return found
  }
}

function missing(kind: 'dependencies' | 'optionalDependencies'): string[] {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry[kind] ?? {})
      .filter((name) => !places(place, name).some((candidate) => candidate in packages))
      .map((name) => `${place || 'mintage'} needs ${name}`),
  )
}

test('every optional dependency named in package-lock.json has its entry', () => {
  expect(missing('optionalDependencies')).toEqual([])
})

test('every dependency named in package-lock.json has its entry', () => {
  expect(missing('dependencies')).toEqual([])
})

test('package-lock.json names no download address and every package has its hash', () => {
  const entries = Object.entries(packages).filter(([place]) => place !== '')
  expect(entries.length).toBeGreaterThan(100)
  expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  expect(entries.filter(([, entry]) => entry.integrity === undefined)).toEqual([])
})

test('a nested package finds its dependencies beside it and above it', () => {
  expect(places('node_modules/a/node_modules/@b/c', 'd')).toEqual([
    'node_modules/a/node_modules/@b/c/node_modules/d',
    'node_modules/a/node_modules/d',
    'node_modules/d',
  ])
})
