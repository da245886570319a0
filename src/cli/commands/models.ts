import type { ListedModel } from '../../catalog/model.ts'
import { findModel, modelIds } from '../../catalog/models.ts'
import { nearest } from '../../diagnostics/suggest.ts'
import { UserError } from '../../diagnostics/user-error.ts'
import { modelsJson } from '../../report/models-json.ts'
import { modelsText, modelText } from '../../report/models-text.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import { engine } from '../version.ts'

/**
 * The catalogue, or one model of it.
 *
 * @throws {UserError} CLI_UNKNOWN_MODEL
 */
export async function models(
  id: string | undefined,
  { print }: Pick<CommandContext, 'print'>,
): CommandEnd {
  const all = modelIds().map(known)
  if (print.format === 'json') {
    print.json(modelsJson(id === undefined ? all : [known(id)], engine()))
  } else if (id === undefined) {
    print.result(modelsText(all, print.resultStyle))
  } else {
    print.result(modelText(known(id), print.resultStyle))
  }
  return []
}

function known(id: string): ListedModel {
  const model = findModel(id)
  if (model !== undefined) return model
  const near = nearest(id, modelIds())
  throw new UserError('CLI_UNKNOWN_MODEL', `the catalogue has no model \`${id}\``, {
    hint: near === null ? '`mintage models` lists all' : `did you mean \`${near}\`?`,
  })
}
