// The library in one file: plan a manifest, look at the price, run it against the embedded simulator.
// With a real key: provider = async () => createDashScope({apiKey, region, …}) and no `simulate`.
import { fileURLToPath } from 'node:url'
import { createDashScope, openProject, run, startSimulator } from 'mintage'

const manifest =
  process.argv[2] ?? fileURLToPath(new URL('../quickstart/mintage.yaml', import.meta.url))

const project = await openProject(manifest, { cwd: process.cwd(), simulate: true })
if (project.plan === null)
  throw new Error(project.findings.map(({ message }) => message).join('\n'))

const { estimate, jobs } = project.plan
console.log(
  `${jobs.length} jobs; a run would buy ${estimate.images} images for ${estimate.cost / 1e6} ${estimate.currency}`,
)

const result = await run(project, {
  generator: 'my-tool 1.0',
  provider: simulated,
  onEvent: (event) => {
    if (event.type === 'image') console.log(`here: ${event.outputs.join(', ')}`)
  },
})
console.log(`${result.counts.done} of ${result.counts.total} jobs done`)

/** A server of our own, spoken to over real HTTP; it ends with the client. */
async function simulated() {
  const server = await startSimulator({ durationOf: () => 300 })
  const client = createDashScope({
    apiKey: 'sk-simulated',
    region: 'singapore',
    workspace: null,
    baseUrl: server.url,
    proxies: {},
    userAgent: 'my-tool/1.0',
    now: Date.now,
  })
  return { ...client, close: () => client.close().then(server.close) }
}
