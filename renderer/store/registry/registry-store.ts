/**
 * What the screens know of the registry copies on this machine. The work is done in the registry worker
 * (renderer/workers/registry.worker.ts); nothing here blocks the window.
 */
import type { RegistryKind, RegistrySet } from '#shared/domain/registries.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { ComparedCopy, CopyDifference } from './copy-differences.ts';

/** One kind of row problem and how often it came up. */
export interface ProblemCount {
  readonly code: string;
  readonly count: number;
}

/** A row that was not taken in: `line` is the line in the file (1 = heading row), never its content. */
export interface RowProblem {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  /** The row was taken in all the same: a remark (a wrong check digit, a doubtful date in a list of paid persons). */
  readonly kept?: boolean;
}

/** The manifest of a complete copy. */
export interface RegistryCopy {
  readonly packId: string;
  readonly kind: RegistryKind;
  readonly asOf: PlainDate;
  /** Division code that the copy covers, e.g. `440800`. */
  readonly scope: string;
  /** Who handed it over, as typed by the importer. */
  readonly source: string;
  readonly fileName: string;
  readonly fileDigest: string;
  readonly pagesDigest: string;
  readonly rows: number;
  /** Different persons; in the register of firms, different firms. */
  readonly persons: number;
  readonly badRows: number;
  /** Rows taken in with a remark; not among `badRows`. */
  readonly remarks?: number;
  readonly problems: readonly ProblemCount[];
  readonly importedOn: PlainDate;
  readonly importedBy: string;
  /** `damaged`: a stored page failed its check; the copy answers nothing until it is imported again. */
  readonly state: 'usable' | 'damaged';
}

export interface ImportRequest {
  readonly kind: RegistryKind;
  readonly file: File;
  readonly asOf: PlainDate;
  readonly scope: string;
  readonly source: string;
  readonly importedOn: PlainDate;
  readonly importedBy: string;
  /** Heading of the file → field of the row, where the clerk mapped it by hand. */
  readonly mapping?: Readonly<Record<string, string>>;
  /** Share of bad rows (0…1) above which the file is refused. */
  readonly badRowLimit: number;
  /** Replace a copy of the same as-of date: the clerk has said that this file corrects it. */
  readonly replaceAnyway?: boolean;
  /** The administrator who has seen what differs from the copy that serves and lets it be replaced. */
  readonly approvedBy?: string;
}

export interface ImportProgress {
  readonly phase: 'reading' | 'sealing' | 'committing';
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly badRows: number;
  readonly rowsPerSecond: number;
  readonly secondsLeft: number | null;
}

/** Why a file was not taken in, beyond the failures of the contract. */
export type ImportRefusal =
  | { readonly reason: 'columns-missing'; readonly missing: readonly string[]; readonly headings: readonly string[] }
  | { readonly reason: 'wrong-kind'; readonly looksLike: RegistryKind }
  | {
      readonly reason: 'too-many-bad-rows';
      readonly rows: number;
      readonly badRows: number;
      readonly problems: readonly ProblemCount[];
      readonly examples: readonly RowProblem[];
    }
  | { readonly reason: 'empty-file' }
  | { readonly reason: 'not-a-table' }
  | { readonly reason: 'no-heading-row' }
  | { readonly reason: 'import-running' }
  | { readonly reason: 'as-of-in-future' }
  | { readonly reason: 'same-as-of'; readonly packId: string }
  | {
      readonly reason: 'differs';
      readonly differences: readonly CopyDifference[];
      readonly current: RegistryCopy;
      readonly offered: ComparedCopy & { readonly badRows: number };
    };

export type ImportOutcome =
  { readonly ok: true; readonly copy: RegistryCopy } | { readonly ok: false; readonly refusal: ImportRefusal };

/** A firm as found by credit code, name fragment or pinyin initials. */
export interface EmployerHit {
  readonly name: string;
  readonly unifiedSocialCreditCode: string;
  readonly unitType: string | null;
  readonly status: string | null;
  readonly divisionCode: string | null;
  /** 单位编号 of the insurance copy, where one of this firm is known. */
  readonly employerNumber?: string | null;
  /** What was asked for stands inside the name only; the name, after its place too, begins otherwise. */
  readonly isInside?: boolean;
}

/** What a file says of itself before it is imported. */
export interface FileInspection {
  readonly format: 'text' | 'xlsx' | 'unreadable';
  readonly headings: readonly string[];
  /** Line of the heading row; 0 where none was found. */
  readonly headingLine: number;
  /** The registry it fits best; null when none. */
  readonly kind: RegistryKind | null;
  /** Up to three rows under the headings, to choose columns by. */
  readonly examples: readonly (readonly string[])[];
}

/** Where the copies lie and what could not be read there. */
export interface RegistryStatus {
  readonly storage: 'buckets' | 'default';
  /** `pages`: this browser has no file handles; copies lie in its database, slower and less apart. */
  readonly form: 'file' | 'pages';
  /** Registries whose copy cannot even be named any more: to be imported again. */
  readonly unreadable: readonly RegistryKind[];
  /** Registries whose copy an earlier version wrote in its own form: to be imported again, once. */
  readonly earlierForm: readonly RegistryKind[];
  /** The copies that served before, each kept for one step back. */
  readonly before: readonly RegistryCopy[];
}

export interface RegistryStore {
  copies(): Promise<readonly RegistryCopy[]>;
  /** The copies with only the rows of these persons and this firm: what one decision reads. Damaged or absent copies are left out. */
  gather(request: {
    readonly citizenIds: readonly string[];
    readonly unifiedSocialCreditCode?: string;
    /** More firms than one, for a list of many. */
    readonly unifiedSocialCreditCodes?: readonly string[];
  }): Promise<Result<RegistrySet>>;
  findEmployers(text: string, limit: number): Promise<readonly EmployerHit[]>;
  importCopy(
    request: ImportRequest,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<Result<ImportOutcome>>;
  inspect(file: File): Promise<Result<FileInspection>>;
  /** Opens every page of every copy; marks damaged ones. For the first idle minute of a day. Returns the damaged registries. */
  verifyCopies(): Promise<readonly RegistryKind[]>;
  /** Removes a copy with its pages (retention over, or wrong file); `by-hand` where nothing is said. */
  removeCopy(packId: string, because?: 'by-hand' | 'retention'): Promise<Result<null>>;
  /** The copy before serves again, and the one that serves becomes the copy before; null where there is none to go back to. */
  stepBack(kind: RegistryKind): Promise<Result<RegistryCopy | null>>;
  status(): Promise<RegistryStatus>;
  problems(packId: string, from: number, limit: number): Promise<readonly RowProblem[]>;
  /** Called after every change of the copies. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}
