import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { expect, test } from 'vitest'

const fromRoot = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const { dependencies, files, bin } = JSON.parse(fromRoot('package.json'))
const commandLine = ['dist/cli/main.cjs', 'dist/cli/cli.cjs'].map(fromRoot).join('\n')

test('the command line needs nothing that a user does not have', () => {
  const needed = [...commandLine.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name)
  const foreign = needed.filter((name) => !isBuiltin(name) && !name.startsWith('./'))
  expect(new Set(foreign)).toEqual(new Set(['csv-parse/sync', 'saxes', 'sharp', 'undici']))
  expect(Object.keys(dependencies)).toEqual(
    expect.arrayContaining(foreign.map((name) => name.replace('/sync', ''))),
  )
  expect(needed.filter((name) => name.startsWith('./'))).toEqual(['./cli.cjs', './cli.cjs'])
})

test('what is inside of the command line comes with its licence', () => {
  const inside = new Set(
    [...commandLine.matchAll(/^ *\/\/ node_modules\/([^/\n]+)/gm)].map(([, name]) => name),
  )
  const licenses = fromRoot('dist/cli/LICENSES.txt')
  const named = [...licenses.matchAll(/^([\w-]+) \d+\.\d+\.\d+\n\n/gm)].map(([, name]) => name)
  expect(named).toEqual([...inside].sort())
  expect(named).toContain('yaml')
  expect(licenses.match(/Permission (?:is hereby granted|to use)/g)).toHaveLength(named.length)
})

test('the package holds what its command is', () => {
  expect(files).toContain('dist')
  expect(bin).toEqual({ mintage: './dist/cli/main.cjs' })
  expect(commandLine).toMatch(/^#!\/usr\/bin\/env node\n'use strict'\n/)
})
