import type { Region } from '../catalog/model.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { loadManifest } from '../manifest/load.ts'
import type { Provider } from '../provider/provider.ts'
import { openApi } from './api.ts'
import type { AccountRequest } from './doors.ts'
import type { Io } from './io.ts'

/** The region of who names none. */
const usualRegion: Region = 'singapore'

/**
 * The API of the account that is meant: region and workspace as given, else as the manifest has them.
 *
 * @throws {UserError} TASKS_MANIFEST when the manifest cannot be read; without a key, as `openApi` does.
 */
export async function openAccount(request: AccountRequest, io: Io): Promise<Provider> {
  const { region, workspace } = await accountOf(request, io)
  return openApi({ region, workspace, now: io.now }, io)
}

async function accountOf(
  { manifest, region, workspace }: AccountRequest,
  { cwd }: Io,
): Promise<{ region: Region; workspace: string | null }> {
  if (region !== null || manifest === null) return { region: region ?? usualRegion, workspace }
  const { manifest: loaded, diagnostics } = await loadManifest(manifest, { cwd })
  if (loaded === null) {
    throw new UserError('TASKS_MANIFEST', 'the manifest that names the region has errors', {
      diagnostics,
      hint: 'mend it, or name the account yourself: --region, and --workspace where it needs one',
    })
  }
  return {
    region: loaded.provider.region,
    workspace: workspace ?? loaded.provider.workspace,
  }
}
