import { nearest } from '../diagnostics/suggest.ts'
import { modelIds } from './models.ts'

/** Words for an id that neither the catalogue nor the manifest knows. `unlisted`: ids that the manifest spells out. */
export function unknownModel(
  id: string,
  unlisted: readonly string[],
): { readonly message: string; readonly help: string } {
  const close = nearest(id, [...modelIds(), ...unlisted])
  const meant = close === null ? '' : `did you mean \`${close}\`? `
  return {
    message: `there is no model \`${id}\` in the catalogue`,
    help: `${meant}\`mintage models\` lists them all; a newer one can be spelled out under \`unlisted_models\``,
  }
}
