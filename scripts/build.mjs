// Builds dist/: the library with its types by tsc, a file for each of src/; the command line by esbuild.
// Node takes longer to find and read two hundred files than to check a manifest, so the command line is one file,
// with the libraries inside that reading a manifest needs, and their licences beside it.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

rmSync(`${root}/dist`, { recursive: true, force: true })
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']
const { status, error } = spawnSync(process.execPath, tsc, { cwd: root, stdio: 'inherit' })
if (error !== undefined) throw error
// What tsc finds wrong does not keep it from writing: whether types are right is for `npm run check` to say.
process.exitCode = status ?? 1

const bundled = [
  // What `--version` needs is so little that it is a file of its own.
  await bundle('main', { apart: './cli.ts' }),
  await bundle('cli', {}),
]
writeFileSync(`${root}/dist/cli/LICENSES.txt`, licenses(new Set(bundled.flat())))

/**
 * One file of the command line. Classic modules, since Node 20 loads them in half the time.
 *
 * @returns folders of the packages that are in it.
 */
async function bundle(name, { apart }) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`src/cli/${name}.ts`],
    outfile: `dist/cli/${name}.cjs`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // `import()` becomes `require`, evaluated when it is reached, as before.
    supported: { 'dynamic-import': false },
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    // Only for pictures, tables, SVG and network: a check of a manifest loads none of them.
    external: ['sharp', 'undici', 'csv-parse', 'saxes'],
    define: { 'import.meta.url': 'thisFile' },
    banner: {
      js: "'use strict'\nconst thisFile = require('node:url').pathToFileURL(__filename).href",
    },
    plugins: apart === undefined ? [] : [leaveApart(apart)],
  })
  return Object.keys(metafile.inputs)
    .filter((path) => !path.startsWith('src/'))
    .map(packageOf)
}

/** The folder of the package that a file belongs to. @throws where it belongs to none. */
function packageOf(path) {
  const [folder] = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []
  if (folder === undefined) throw new Error(`${path} belongs to no package: what is its licence?`)
  return folder
}

/** The other file is loaded where it is imported. */
function leaveApart(module) {
  return {
    name: 'leave-apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/\w+\.ts$/ }, ({ path }) =>
        path === module ? { path: module.replace(/\.ts$/, '.cjs'), external: true } : undefined,
      )
    },
  }
}

/** The licences of what is inside, as their authors wrote them. @throws where a package has none. */
function licenses(folders) {
  const texts = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8'))
    const file = readdirSync(`${root}/${folder}`).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined)
      throw new Error(`${name} has no licence: it cannot be put into dist/cli`)
    const text = readFileSync(`${root}/${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim()
    return `${name} ${version}\n\n${text}\n`
  })
  const rule = `\n${'-'.repeat(78)}\n\n`
  return `cli.cjs contains these packages, each under its own licence:\n${rule}${texts.join(rule)}`
}
