import type { Diagnostic, Severity, Span } from './diagnostic.ts'

interface CodeEntry {
  readonly severity: Severity
  /** What the code is about, in a few words; `docs/errors.md` says the rest. */
  readonly title: string
}

const error = (title: string): CodeEntry => ({ severity: 'error', title })
const warning = (title: string): CodeEntry => ({ severity: 'warning', title })
const hint = (title: string): CodeEntry => ({ severity: 'hint', title })

/**
 * Every code of a finding, once. A code is never renamed: people search for it and scripts compare it.
 * Each has its section in `docs/errors.md` and its case in `test/manifests/err/`.
 */
export const codes = {
  MANIFEST_NOT_FOUND: error('no manifest at the given path'),
  MANIFEST_UNREADABLE: error('the manifest cannot be read'),
  MANIFEST_TOO_LARGE: error('the manifest is larger than 4 MiB'),
  MANIFEST_ENCODING: error('the manifest is not UTF-8 text'),
  MANIFEST_OVERRIDE: error('an option overrides something that does not exist'),

  YAML_SYNTAX: error('the text is not well-formed YAML'),
  YAML_DUPLICATE_KEY: error('a key stands twice in one map'),
  YAML_KEY: error('a key that is no plain text'),
  YAML_MERGE_KEY: error('`<<` is not part of YAML 1.2'),
  YAML_ALIAS: error('an alias without an anchor before it'),
  YAML_ALIAS_BOMB: error('aliases repeat more than can be read'),
  YAML_TOO_DEEP: error('values are nested too deeply'),
  YAML_TOO_LARGE: error('more keys and values than can be read'),
  YAML_TAG: error('a tag that YAML 1.2 core does not have'),
  YAML_VERSION: error('another version of YAML is asked for'),
  YAML_VALUE: error('a value that cannot be written as JSON'),
  YAML_UNQUOTED_TEMPLATE: error('a template that begins with `{{` is not quoted'),
  YAML_ESCAPED_BRACES: error('`\\{{` inside double quotes'),
  NUMBER_NOT_AS_WRITTEN: warning('a number does not print as it is written'),

  MANIFEST_UNKNOWN_KEY: error('a key that does not exist here'),
  MANIFEST_MISSING_KEY: error('a key that must be there is missing'),
  MANIFEST_WRONG_TYPE: error('a value of the wrong type'),
  MANIFEST_BAD_VALUE: error('a value outside of what is allowed'),
  MANIFEST_BAD_NAME: error('a name with characters that it cannot have'),
  MANIFEST_VERSION: error('a version of the language that is not known'),
  MANIFEST_RESERVED_NAME: error('a name that templates use for something else'),
  MANIFEST_NAME_TWICE: error('an axis and a var with one name'),
  MANIFEST_BOTH_FORMS: error('two forms of one setting in one place'),
  MANIFEST_NO_PROMPT: error('an asset without a prompt'),
  MANIFEST_NO_MODEL: error('an asset without a model'),
  MANIFEST_BAD_SEEDS: error('seeds that are neither a list, a range nor derived'),
  MANIFEST_TOO_MANY_SEEDS: error('more seeds than a plan can have'),
  MANIFEST_TEMPLATE_IN_LIST: error('a template where only plain values stand'),
  MANIFEST_BAD_MONEY: error('an amount of money that cannot be read'),
  MANIFEST_NO_WORKSPACE: error('a region that needs a workspace, and none is named'),
  MANIFEST_OUTPUT_DIR: error('an output folder that is not below the manifest'),
  MANIFEST_DUPLICATE_VARIANT: error('two variants with one name'),
  MANIFEST_VARIANT_FORMAT: error('format and file name of a variant disagree'),
  MANIFEST_UNUSED_QUALITY: error('a quality that changes nothing'),

  MATRIX_EMPTY_AXIS: error('an axis without values'),
  MATRIX_EMPTY_ENTRY: error('an exclude or include entry that says nothing'),
  MATRIX_UNKNOWN_AXIS: error('an exclude entry that names no axis'),

  DATA_PATH: error('a file that a manifest may not name'),
  DATA_OUTSIDE: error('a file outside of the folder for data'),
  DATA_EXTENSION: error('a kind of file that cannot be read'),
  DATA_NOT_FOUND: error('no file at the path that the manifest names'),
  DATA_UNREADABLE: error('a file that cannot be read'),
  DATA_TOO_LARGE: error('a file that is too large'),
  DATA_ENCODING: error('a file that is not UTF-8 text'),
  DATA_SYNTAX: error('a data file that is not well-formed'),
  DATA_NOT_A_LIST: error('a data file that does not hold a list'),
  DATA_COLUMN_NAME: error('a column without a name of its own'),
  DATA_ROW_WIDTH: error('a row with other columns than the header'),
  DATA_MIXED_ROWS: error('rows and plain values in one file'),
  DATA_TOO_MANY_ROWS: error('more rows than a plan can have'),
  DATA_UNKNOWN_COLUMN: error('a column that the data file does not have'),
  DATA_BAD_ID: error('a row without a usable id'),
  DATA_DUPLICATE_ID: error('two rows with one id'),

  MANIFEST_UNKNOWN_VARIABLE: error('a template names what does not exist'),
  MANIFEST_UNKNOWN_COLUMN: error('a template names a column that does not exist'),
  MANIFEST_UNUSED_VAR: warning('a var that no template uses'),
  MANIFEST_UNUSED_PARTIAL: warning('a partial that no template places'),

  TEMPLATE_SYNTAX: error('a template that cannot be read'),
  TEMPLATE_UNSUPPORTED: error('a form of Handlebars that manifests do without'),
  TEMPLATE_UNKNOWN_HELPER: error('a helper that does not exist'),
  TEMPLATE_HELPER_ARGUMENTS: error('a helper with too few or too many values'),
  TEMPLATE_UNKNOWN_PARTIAL: error('a partial that does not exist'),
  TEMPLATE_PARTIAL_CYCLE: error('a partial that places itself'),
  TEMPLATE_TOO_LONG: error('a template that could become longer than 100,000 characters'),
  TEMPLATE_NAME_NOT_HERE: error('a name that other templates have, and this one not'),
  TEMPLATE_MISSING_VALUE: error('a value that some combination lacks'),
  TEMPLATE_NOT_TEXT: error('a list or object where text stands'),
  TEMPLATE_NOT_A_LIST: error('`join` of what is no list'),
  TEMPLATE_EMPTY_SLUG: error('a `slug` of which nothing is left'),
  TEMPLATE_PAD_WIDTH: error('a width that `pad` cannot have'),
  VALUE_TOO_LONG: error('a value of more than 100,000 characters'),

  PROMPT_EMPTY: error('a prompt without text'),
  PROMPT_BROKEN_TEXT: error('a text that holds half a character'),
  PROMPT_TOO_LONG: error('a prompt longer than its model reads'),
  PROMPT_NOT_NFC: hint('a text that is not in Unicode form NFC'),

  MODEL_UNKNOWN: error('a model that the catalogue does not have'),
  MODEL_REGION: error('a model that the region does not offer'),
  MODEL_MODE: error('a mode that the model does not have'),
  MODEL_IMAGES: error('more images in one request than the model makes'),
  MODEL_LISTED: error('a model spelled out that the catalogue has'),
  MODEL_FIGURES: error('figures of a model that contradict each other'),
  MODEL_UNUSED: warning('a model spelled out that no asset asks for'),
  MODEL_MOVING_ALIAS: warning('a model id whose snapshot changes'),

  SIZE_UNREADABLE: error('a size that is neither pixels nor a ratio'),
  SIZE_UNKNOWN_RATIO: error('a ratio that the model has no size for'),
  SIZE_UNSUPPORTED: error('a size that the model does not make'),
  SIZE_REPLACED: warning('a size that an old document misprints'),
  SEED_INVALID: error('a seed outside of 0 to 2147483647'),

  MATRIX_TOO_LARGE: error('more combinations than a plan can have'),
  MATRIX_NO_COMBINATION: error('a matrix that leaves no combination'),
  MATRIX_LARGE: warning('more than 10,000 combinations'),
  MATRIX_DUPLICATE_VALUE: warning('a value that stands twice'),
  MATRIX_UNMATCHED_EXCLUDE: warning('an exclude that matches nothing'),
  MATRIX_PART_OF_ROW: warning('an include that names a row and does not fit it'),
  MATRIX_UNUSED_AXIS: warning('an axis that no template uses'),
  MATRIX_ROWS_WITHOUT_ID: hint('rows that count with every column'),
  PLAN_TOO_LARGE: error('more text than a plan can have'),

  OUTPUT_NO_NAME: error('no file name follows from the combination'),
  OUTPUT_PATH: error('a path that an output cannot have'),
  OUTPUT_FORMAT: error('a file name that does not end in a known format'),
  OUTPUT_COLLISION: error('two outputs with one path'),

  INIT_FILE_EXISTS: error('a new set would overwrite a file'),
  INIT_NOT_A_FILE: error('no plain file where `init` adds lines'),
  INIT_WRITE: error('a new set that cannot be written'),
  CLI_UNKNOWN_OUTPUT: error('an output or request that nothing knows'),
  CLI_AMBIGUOUS_KEY: error('the beginning of several request keys'),
} as const satisfies Record<string, CodeEntry>

export type Code = keyof typeof codes

/** Makes a finding; how much it weighs follows from its code. */
export function finding(
  code: Code,
  message: string,
  rest: { readonly span: Span | null } & Pick<Diagnostic, 'related' | 'help'>,
): Diagnostic {
  return { code, severity: codes[code].severity, message, ...rest }
}
