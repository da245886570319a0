import type { Reporter } from './reporter.ts'

/** For `--quiet`: nothing but the result, which is not a reporter's. */
export const silentReporter: Reporter = {
  event: () => '',
  note: () => '',
  tick: () => '',
  end: () => '',
}
