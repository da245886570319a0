import type { Region } from '../../catalog/model.ts'
import type { CommandContext, CommandEnd } from '../context.ts'

/** Serves in the foreground until a signal comes, which is how it is meant to end. */
export async function simulator(
  where: { readonly port: number; readonly region: Region },
  { io, print, doors }: CommandContext,
): CommandEnd {
  const stopped = new Promise<void>((resolve) => {
    const off = io.onSignal(() => {
      off()
      resolve()
    })
  })
  const { url, close } = await doors.startSimulator(where)
  print.result(
    [
      `simulator of ${where.region}: ${new URL(url).origin}`,
      'to use it, in another terminal:',
      `  DASHSCOPE_HTTP_BASE_URL=${url} DASHSCOPE_API_KEY=sk-simulated mintage run`,
      `what it would have billed: ${new URL('/_simulator/ledger', url).href}`,
      'nothing is sent to the real service; Ctrl-C ends it',
    ].join('\n'),
  )
  await stopped
  await close()
  return []
}
