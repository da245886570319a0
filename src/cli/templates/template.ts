/** What `init --template` can begin with. */
export const templateNames = ['basic', 'catalog', 'ci'] as const
export type TemplateName = (typeof templateNames)[number]

/** What differs from one new set to the next. */
export interface Blanks {
  /** Name of the set, as it stands in YAML. */
  readonly name: string
  /** Where an editor finds the manifest's schema, from the manifest's folder. */
  readonly schema: string
}

/** Files of a new set: text by path relative to its folder, with `/`; the manifest first. */
export type NewFiles = (blanks: Blanks) => ReadonlyMap<string, string>

/** Every manifest that `init` writes has this name, which commands look for. */
export const manifestName = 'mintage.yaml'
