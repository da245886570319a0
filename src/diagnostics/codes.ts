import type { Diagnostic, Severity, Span } from './diagnostic.ts'

/**
 * Why the program cannot go on, in terms of money; the command line maps each to one exit code of
 * `cli.md` (usage 2, account 4, refused 5, busy 6, disk 1, api 1: it did not do what was asked).
 */
export type Stop = 'usage' | 'account' | 'refused' | 'busy' | 'disk' | 'api'

/** What a code is about, in a few words (`title`); `docs/errors.md` says the rest. */
export type CodeEntry =
  /** Found in what a person wrote. */
  | { readonly kind: 'finding'; readonly severity: Severity; readonly title: string }
  /** Found in what is on disk: lockfile, outputs, saved plan. */
  | { readonly kind: 'state'; readonly severity: Severity; readonly title: string }
  /** The program cannot go on: a `UserError`, or the `stop` of a run. */
  | { readonly kind: 'stop'; readonly stop: Stop; readonly title: string }
  /** An attempt that gave no picture, by our own judgement; the API's own codes are in its catalogue. */
  | { readonly kind: 'failure'; readonly billed: 'no' | 'yes' | 'maybe'; readonly title: string }
  /** Worth saying by a command, which goes on. */
  | { readonly kind: 'notice'; readonly title: string }
  /** What `mintage verify` finds. */
  | { readonly kind: 'problem'; readonly title: string }

const error = (title: string) => ({ kind: 'finding', severity: 'error', title }) as const
const warning = (title: string) => ({ kind: 'finding', severity: 'warning', title }) as const
const hint = (title: string) => ({ kind: 'finding', severity: 'hint', title }) as const
const state = (severity: Severity, title: string) => ({ kind: 'state', severity, title }) as const
const stop = (why: Stop, title: string) => ({ kind: 'stop', stop: why, title }) as const
const failure = (billed: 'no' | 'yes' | 'maybe', title: string) =>
  ({ kind: 'failure', billed, title }) as const
const notice = (title: string) => ({ kind: 'notice', title }) as const
const problem = (title: string) => ({ kind: 'problem', title }) as const

/**
 * Every code of ours, once. A code is never renamed: people search for it and scripts compare it.
 * Each has its section in `docs/errors.md`; a finding has its case in `test/manifests/err/` besides.
 */
export const codes = {
  MANIFEST_NOT_FOUND: stop('usage', 'no manifest at the given path'),
  MANIFEST_UNREADABLE: stop('usage', 'the manifest cannot be read'),
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
  MANIFEST_UNUSED_EFFORT: error('an effort that the format does not have'),
  MANIFEST_NO_TRANSPARENCY: error('a transparent background where the format has none'),

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
  SIZE_UNLISTED: warning('a size sent that the documents do not have'),
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
  VARIANT_CROP: error('a crop that reaches beyond the image'),
  VARIANT_TOO_LARGE: error('a variant of more pixels than can be made'),
  OVERLAY_TOO_LARGE: error('an overlay that does not fit into its variant'),
  OVERLAY_FORMAT: error('an overlay that is not the kind of file that its name says'),
  OVERLAY_REFERENCE: error('an SVG that shows what is outside of it'),
  OVERLAY_FONT: hint('an SVG whose text depends on the fonts of the machine'),
  OUTPUT_COLLISION: error('two outputs with one path'),

  CLI_USAGE: stop('usage', 'a command line that cannot be read'),
  CLI_NO_MANIFEST: stop('usage', 'no manifest in the working directory'),
  CLI_TWO_MANIFESTS: stop('usage', 'two manifests in the working directory'),
  CLI_UNKNOWN_MODEL: stop('usage', 'a model that `mintage models` does not list'),
  CLI_UNKNOWN_OUTPUT: stop('usage', 'an output or request that nothing knows'),
  CLI_AMBIGUOUS_KEY: stop('usage', 'the beginning of several request keys'),
  CLI_NOTHING_SELECTED: notice('a selection without any output'),
  CLI_STEP_SUMMARY: notice('a summary of the step that cannot be written'),
  INIT_FILE_EXISTS: stop('usage', 'a new set would overwrite a file'),
  INIT_NOT_A_FILE: stop('usage', 'no plain file where `init` adds lines'),
  INIT_WRITE: stop('usage', 'a new set that cannot be written'),
  SIMULATOR_PORT: stop('usage', 'a port that the simulator cannot have'),
  INTERNAL: state('error', 'a defect of Mintage'),

  ACCOUNT_KEY_MISSING: stop('account', 'no API key'),
  ACCOUNT_KEY_INVALID: stop('account', 'an API key that cannot be one'),
  ACCOUNT_KEY_SUBSCRIPTION: stop('account', 'a key of a subscription plan'),
  ACCOUNT_KEY_UNREADABLE: stop('account', 'a file with the API key that cannot be read'),
  PROVIDER_BASE_URL_INVALID: stop('usage', 'an address of the API that cannot be used'),
  PROVIDER_PROXY_INVALID: stop('usage', 'a proxy that cannot be used'),
  PROVIDER_WORKSPACE_INVALID: stop('usage', 'a workspace id that cannot be one'),
  PROVIDER_WORKSPACE_MISSING: stop('usage', 'a region that needs a workspace'),

  PLAN_HAS_ERRORS: stop('usage', 'a manifest with errors cannot be run'),
  PLAN_NO_PRICE: state('error', 'a model without a price'),
  PLAN_UNEXPLAINED_FILE: state('error', 'a file in the way that no record explains'),
  PLAN_IMAGE_SIZE: state('warning', 'a picture of another size than asked for'),
  PLAN_OVER_BUDGET: stop('refused', 'more than the budget allows'),
  PLAN_BUDGET_CURRENCY: stop('refused', 'a budget in another currency'),
  PLAN_FILE_PLACE: stop('usage', 'a place from which a saved plan cannot name its manifest'),
  PLAN_FILE_EXISTS: stop('usage', 'a saved plan would overwrite another file'),
  PLAN_FILE_WRITE: stop('disk', 'a saved plan that cannot be written'),
  PLAN_FILE_DAMAGED: stop('usage', 'a file that is no sound saved plan'),
  PLAN_FILE_VERSION: stop('usage', 'a saved plan of another version'),
  PLAN_STALE: stop('refused', 'a saved plan that no longer holds'),
  PLAN_MOVED: state('error', 'what differs from the saved plan'),

  RUN_NOT_CONFIRMED: stop('refused', 'a run that costs money and was not confirmed'),
  RUN_FROZEN: stop('refused', 'something to generate under `--frozen`'),
  RUN_PLAN_MOVED: stop('refused', 'the set changed while its plan was shown'),
  RUN_LOCKED: stop('busy', 'another run of this set'),
  RUN_LOCK_WRITE: stop('disk', 'a run lock that cannot be written'),
  RUN_BUDGET: stop('refused', 'a run that came to its budget'),
  RUN_DISK: stop('disk', 'a disk that refused during a run'),
  RUN_UNREACHABLE: stop('api', 'no way to the API'),
  RUN_THROTTLED: stop('api', 'nothing but refusals for being too fast'),
  RUN_NO_TASK_LIST: notice('a task list that cannot be read'),
  RUN_DOWNLOAD: notice('a paid picture that could not be fetched yet'),
  IMAGE_SIZE: notice('a picture that came in another size'),
  IMAGE_MISSING: notice('an image of several that did not come'),
  LABEL_BREAKS_C2PA: notice('a labelled copy of a signed picture'),
  OUTPUT_NOT_WRITTEN: notice('a file that could not be written'),

  NOT_SENT: failure('no', 'a request that never left'),
  NOT_ACCEPTED: failure('no', 'a request that the API never took'),
  SIMULATOR_ENDED: failure('no', 'a simulated request whose simulator has ended'),
  TASK_CANCELED: failure('no', 'a task that was canceled'),
  NO_IMAGE: failure('no', 'an answer without a picture'),
  BAD_IMAGE: failure('yes', 'an answer that is no usable picture'),
  EXPIRED: failure('maybe', 'a picture that is gone'),

  LOCK_READ: stop('usage', 'a lockfile that cannot be read'),
  LOCK_WRITE: stop('disk', 'a lockfile that cannot be written'),
  LOCK_TOO_LARGE: stop('usage', 'a lockfile that is too large'),
  LOCK_TORN_LINE: state('warning', 'a last line that was cut off'),
  LOCK_SIMULATED: state('warning', 'records of a simulator that do not count'),
  LOCK_DAMAGED: stop('usage', 'a damaged line of the lockfile'),
  LOCK_KEY_MISMATCH: stop('usage', 'a line whose request is not that of its key'),
  LOCK_UNMERGED: stop('usage', 'an unfinished merge of the lockfile'),
  LOCK_VERSION: stop('usage', 'a lockfile of another version'),
  LOCK_FOREIGN: stop('usage', 'a file that is no lockfile of Mintage'),
  LOCK_NAME: stop('usage', 'a lockfile of another set'),
  LOCK_RENAMED: state('error', 'a lockfile under an old name'),

  OUTPUT_DIR_TAKEN: state('error', 'an output folder of another set'),
  OUTPUT_ESCAPES: stop('usage', 'an output folder that leads elsewhere'),
  OUTPUT_READ: stop('disk', 'a file that cannot be looked at'),
  OUTPUT_WRITE: stop('disk', 'an output that cannot be written'),
  STORE_READ: stop('disk', 'a store that cannot be read'),
  STORE_WRITE: stop('disk', 'a store that cannot be written'),

  OUTPUT_MISSING: problem('a file that is not here'),
  OUTPUT_CHANGED: problem('a file that is not the one that was written'),
  OUTPUT_UNFINISHED: problem('a file that was about to be replaced'),
  OUTPUT_UNPAID: problem('a file that goes back to no payment'),
  OUTPUT_RECORD: problem('a line that contradicts its picture'),
  ORIGINAL_DAMAGED: problem('a damaged original in the store'),
  PROVENANCE_MISSING: problem('no provenance.json'),
  PROVENANCE_DAMAGED: problem('a provenance.json that cannot be read'),
  PROVENANCE_NAME: problem('a provenance.json of another set'),
  PROVENANCE_EXTRA: problem('a file that only the provenance knows'),
  PROVENANCE_LACKS: problem('a file that the provenance does not tell of'),
  PROVENANCE_DIFFERS: problem('provenance and lockfile say different things'),
  PROVENANCE_TOTALS: problem('totals that are not the sums'),

  GALLERY_TAKEN: stop('usage', 'a folder that is no gallery of this set'),
  GALLERY_WRITE: stop('disk', 'a gallery that cannot be written'),

  LABEL_MISSING: problem('a file without its label'),
  LABEL_WRONG: problem('a label that cannot be right'),

  SHEET_AXIS: stop('usage', 'an axis that a sheet cannot have'),
  SHEET_VARIANT: stop('usage', 'a variant that no picture has'),
  SHEET_EMPTY: stop('usage', 'a sheet without pictures'),
  SHEET_FORMAT: stop('usage', 'a file name that no sheet can have'),
  SHEET_TOO_LARGE: stop('usage', 'a sheet of too many pages'),
  SHEET_FILE_EXISTS: stop('usage', 'a sheet would overwrite another file'),
  SHEET_WRITE: stop('disk', 'a sheet that cannot be written'),
  SHEET_FONT: notice('captions that no font can draw'),

  PRUNE_NOT_CONFIRMED: stop('refused', 'files to remove, and nobody asked'),
  PRUNE_MOVED: stop('refused', 'the set changed while the list was shown'),
  PRUNE_STORE_OUTSIDE: stop('refused', 'a store that other folders may share'),
  PRUNE_UNFINISHED: stop('refused', 'a set of the folder with requests under way'),
  PRUNE_REMOVE: stop('disk', 'a file that cannot be removed'),

  TASKS_MANIFEST: stop('usage', 'the account of a manifest with errors'),
  TASKS_UNREACHABLE: stop('api', 'no answer about tasks'),
  TASK_ID_INVALID: stop('usage', 'a task id that cannot be one'),
  TASK_NOT_FOUND: stop('api', 'a task that the API does not know'),
  TASK_NOT_PENDING: stop('api', 'a task that cannot be canceled any more'),
  TASK_CANCEL_UNKNOWN: stop('api', 'a cancelation without an answer'),
} as const satisfies Record<string, CodeEntry>

type EveryCode = keyof typeof codes
/** Codes of findings about what a person wrote. */
export type Code = {
  [code in EveryCode]: (typeof codes)[code] extends { kind: 'finding' } ? code : never
}[EveryCode]

/** Makes a finding; how much it weighs follows from its code. */
export function finding(
  code: Code,
  message: string,
  rest: { readonly span: Span | null } & Pick<Diagnostic, 'related' | 'help'>,
): Diagnostic {
  return { code, severity: codes[code].severity, message, ...rest }
}

/** What kind of stop a code is; null: the API's own code, or none that stops. */
export function stopOf(code: string): Stop | null {
  const entry = entryOf(code)
  return entry?.kind === 'stop' ? entry.stop : null
}

/** Where the documentation explains a code; null: the API's own, which it does in one table. */
export function docsOf(code: string): string | null {
  return entryOf(code) === null ? null : `docs/errors.md#${code.toLowerCase()}`
}

function entryOf(code: string): CodeEntry | null {
  return Object.hasOwn(codes, code) ? codes[code as EveryCode] : null
}
