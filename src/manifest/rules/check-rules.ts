import type { Region } from '../../catalog/model.ts'
import type { Currency } from '../../catalog/money.ts'
import type { Findings } from '../findings.ts'
import type { SoundManifest } from '../schema/check-shape.ts'
import { checkAssets } from './check-assets.ts'
import { checkMatrices } from './check-matrix.ts'
import { checkModelIds } from './check-model-ids.ts'
import { checkMoney } from './check-money.ts'
import { checkNames } from './check-names.ts'
import { checkOutputs } from './check-outputs.ts'
import { checkSettings } from './check-settings.ts'
import { checkUnlistedModels } from './check-unlisted-models.ts'
import { checkVariants } from './check-variants.ts'
import { checkWorkspace } from './check-workspace.ts'

/**
 * What a schema cannot say.
 *
 * @param options.region of the account
 * @param options.currency of the manifest's prices
 * @param options.model whether the command line gives a model for all assets
 */
export function checkRules(
  manifest: SoundManifest,
  options: { readonly region: Region; readonly currency: Currency; readonly model: boolean },
  findings: Findings,
): void {
  checkNames(manifest, findings)
  checkWorkspace(manifest, options.region, findings)
  checkMoney(manifest, options.currency, findings)
  checkSettings(manifest, findings)
  checkMatrices(manifest, findings)
  checkOutputs(manifest, findings)
  checkVariants(manifest, findings)
  checkAssets(manifest, options, findings)
  checkUnlistedModels(manifest, options, findings)
  checkModelIds(manifest, findings)
}
