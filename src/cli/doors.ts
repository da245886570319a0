import type { Region } from '../catalog/model.ts'
import type { Currency } from '../catalog/money.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { FoundLabels } from '../images/labels/read-labels.ts'
import type { LockState } from '../lockfile/records.ts'
import type { PlanOptions } from '../plan/create-plan.ts'
import type { Plan } from '../plan/plan.ts'
import type { SavedPlan } from '../plan/saved/saved-plan.ts'
import type { Provider } from '../provider/provider.ts'
import type { SheetPageFile } from '../report/sheet-text.ts'
import type { RunEvent, RunResult } from '../run/events.ts'
import type { Project as OpenedProject } from '../run/open-project.ts'
import type { RunOptions } from '../run/options.ts'
import type { Prunable } from '../run/prunable.ts'
import type { Pruned } from '../run/prune.ts'
import type { Gathered } from './evidence.ts'
import type { StopSignals } from './stop-signals.ts'
import type { WrittenGallery } from './write-gallery.ts'
import type { SheetWishes, WrittenSheet } from './written-sheet.ts'

/** Overrides of the manifest by one call. */
interface Overrides {
  /** `name=value`, as written. */
  readonly set: readonly string[]
  readonly model: string | null
  readonly region: string | null
  readonly mode: 'auto' | 'async' | 'sync' | null
}

/** Which set a command is about, and how it is to be looked at. */
export interface ProjectRequest {
  /** Absolute path of the manifest. */
  readonly manifest: string
  /** Folder inside which data files may be read; null: the manifest's own. */
  readonly root: string | null
  /** Folder of paid originals; null: the usual one. */
  readonly store: string | null
  readonly overrides: Overrides
  readonly options: PlanOptions
  /** Against the embedded simulator, with a lockfile and an output folder of its own. */
  readonly simulate: boolean
  /** The saved plan that the set has to come to; null: none. */
  readonly saved: SavedPlan | null
}

/** Whose tasks a command is about. */
export interface AccountRequest {
  /** Absolute path of the manifest that names region and workspace, where the others do not; null: none. */
  readonly manifest: string | null
  readonly region: Region | null
  readonly workspace: string | null
}

/** A set as it was read and planned. */
export interface Project {
  readonly request: ProjectRequest
  /** null: the manifest could not be read; `findings` say why. */
  readonly plan: Plan | null
  readonly findings: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  /** The manifest as shown to the user. */
  readonly shown: string
  readonly lock: LockState
  /** Name of the lockfile, and digest of its bytes; null: there is none. */
  readonly lockFile: { readonly path: string; readonly digest: string | null }
  /** As it was opened, where it was opened whole: what a run and the provenance need. */
  readonly opened: OpenedProject | null
  /** The output folder as shown to the user. */
  readonly shownOutputs: string
}

/** A set of which a run would keep everything. */
export interface SettledSet {
  readonly project: Project
  readonly outputDir: string
  readonly currency: Currency
  readonly jobs: number
}

/** The ways from the command line into everything else. Tests put others in their place. */
export interface Doors {
  /** Reads and plans a set. `lock-alone`: without a look at pictures; `manifest-alone`: nor at the lockfile. */
  open(request: ProjectRequest, scope: 'whole' | 'lock-alone' | 'manifest-alone'): Promise<Project>
  /** What is known of a whole set that has nothing to do; null: it has to be opened. */
  settled(request: ProjectRequest): Promise<SettledSet | null>
  run(
    project: Project & { readonly plan: Plan },
    options: RunOptions & { readonly takeOver: boolean },
    hooks: { onEvent: (event: RunEvent) => void; signals: StopSignals },
  ): Promise<RunResult>
  /** Reads what a set is verified by; `outputDir` relative to the manifest's folder. */
  gather(project: Project & { readonly plan: Plan }, outputDir: string): Promise<Gathered>
  /** Reads what files say of themselves; paths below `outputDir`, which is relative to the manifest's folder. */
  readLabels(
    project: Project & { readonly plan: Plan },
    files: { readonly outputDir: string; readonly paths: readonly string[] },
  ): Promise<ReadonlyMap<string, FoundLabels>>
  /** Writes provenance.json; the path as shown to the user, and whether a byte changed. */
  writeProvenance(project: Project): Promise<{ path: string; images: number; changed: boolean }>
  /** Writes the gallery into a folder, relative to the working directory; null: the usual one. */
  writeGallery(
    project: Project,
    options: { readonly out: string | null; readonly onMissing: (count: number) => void },
  ): Promise<WrittenGallery>
  /** Draws a contact sheet and writes its pages; tells of each once it is on the disk. */
  writeSheet(
    project: Project & { readonly plan: Plan },
    wishes: SheetWishes,
    onPage: (page: SheetPageFile) => void,
  ): Promise<WrittenSheet>
  /** What the set could do without; removes nothing. */
  findPrunable(project: Project, options: { readonly store: boolean }): Promise<Prunable>
  /** Removes what was shown, as far as it is still so. */
  prune(project: Project, shown: Prunable): Promise<Pruned>
  /** The API of an account, for commands that are about no set. The caller closes it. */
  openAccount(request: AccountRequest): Promise<Provider>
  /** `url`: the base URL of its API. */
  startSimulator(options: {
    port: number
    region: Region
  }): Promise<{ url: string; close: () => Promise<void> }>
}
