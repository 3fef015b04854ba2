/**
 * What the screens know of the cases: one way in (`record`), folds of the actions out. `record` returns only after the
 * host's journal has the action on disk AND IndexedDB has it under a strict transaction (README "What is promised").
 */
import type { Application } from '#shared/domain/application.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { CaseSummary, StoredAction } from '#shared/casework/case-state.ts';
import type { PrintSummary } from '#shared/casework/print-summary.ts';
import type { AssignedNumber, EntryKind } from '#shared/casework/journal.ts';
import type { OtherApplication } from '#shared/policy/case-file.ts';
import type { Result } from '#shared/contract/failure.ts';

export type { CaseSummary, PrintSummary, StoredAction };

export interface CaseRecord {
  readonly summary: CaseSummary;
  readonly actions: readonly StoredAction[];
  /** The application as last recorded. */
  readonly application: Application;
}

/** Work in progress: sealed in IndexedDB, not journalled; loses at most 500 ms of typing. */
export interface Draft {
  /** The case's id for a draft of a recorded case: there is one for each. */
  readonly draftId: string;
  /** Set when the draft corrects a case that is already recorded. */
  readonly caseId: string | null;
  readonly savedAt: string;
  readonly application: Application;
  /** `decidedAt` of the case when the draft was made; `null` for a new case. One that changed since is not overwritten. */
  readonly basedOn: number | null;
  /** The application holds only the persons whom the acceptance left 待核. */
  readonly supplement: boolean;
}

/** An action that the journal has and the window never confirmed (上次未确认：保留 / 作废). */
export interface UnconfirmedAction {
  readonly sequence: number;
  readonly caseId: string;
  readonly number: string;
  readonly action: CaseAction;
}

export interface LedgerState {
  readonly count: number;
  readonly head: string;
  /** Sequences missing in the window's copy after start-up checks; empty when whole. */
  readonly missing: readonly number[];
}

/** An entry of no case as recorded by `recordEvent`, read back from the journal's content. */
export interface StoredEvent {
  readonly sequence: number;
  readonly hash: string;
  readonly numbers: readonly AssignedNumber[];
  readonly kind: EntryKind;
  readonly subjectId: string;
  readonly on: PlainDate;
  /** Wall clock of this machine when it was recorded, ISO 8601 with offset; `null` where the entry does not say. */
  readonly at: string | null;
  readonly content: unknown;
  /** Who recorded it; `null` where the entry does not say. */
  readonly by: EntryAuthor | null;
}

export interface CaseStore {
  list(): readonly CaseSummary[];
  open(caseId: string): Promise<Result<CaseRecord>>;
  /**
   * Appends one action. A new case gets its number here. Same `entryId` twice is one entry. Refused: what the table of
   * transitions does not allow (`action-not-allowed`), and what takes a second officer and carries no proof that holds
   * (`confirmation-missing`).
   */
  record(request: {
    readonly entryId: string;
    readonly caseId: string;
    readonly action: CaseAction;
    /** What the clerk saw of the case: refused (`draft-outdated`) when it was decided again since. */
    readonly basedOn?: number | null;
  }): Promise<Result<CaseRecord>>;
  /**
   * Appends an entry that belongs to no case (batch export, registry import, policy confirmation). Returns its numbers.
   * `administrator-only` for what casework/duties.ts reserves.
   */
  recordEvent(request: {
    readonly entryId: string;
    readonly kind: EntryKind;
    readonly subjectId: string;
    readonly on: PlainDate;
    readonly content: unknown;
    readonly takeBatchNumber: boolean;
  }): Promise<
    Result<{ readonly sequence: number; readonly numbers: readonly AssignedNumber[]; readonly hash: string }>
  >;
  /** What `recordEvent` recorded, oldest first: how a batch that was begun and never finished is found again, also after a rebuild from the journal. */
  events(kind: EntryKind): Promise<Result<readonly StoredEvent[]>>;
  /** Search by name, pinyin initials, last four of the ID, firm, number, credit code. Newest first. */
  search(text: string, limit: number): readonly CaseSummary[];
  /** Applications of other cases in which one of these persons is accepted or waits for a decision. */
  otherApplications(citizenIds: readonly string[], exceptCaseId: string | null): readonly OtherApplication[];
  drafts(): Promise<readonly Draft[]>;
  saveDraft(draft: Draft): Promise<Result<null>>;
  removeDraft(draftId: string): Promise<Result<null>>;
  unconfirmed(): readonly UnconfirmedAction[];
  /** 保留 keeps the entry as it is; 作废 appends a `voided` action that takes back this entry alone. */
  settleUnconfirmed(sequence: number, keep: boolean): Promise<Result<null>>;
  ledger(): LedgerState;
  /**
   * Destroys the content keys of these cases for good and writes that into the ledger; what remains is a tombstone. Only
   * by an administrator, and only what is due (batches/retention.ts) on a day that this machine has reached: `purge-not-due`.
   */
  purge(request: {
    readonly entryId: string;
    readonly caseIds: readonly string[];
    readonly on: PlainDate;
    readonly reason: string;
  }): Promise<Result<null>>;
  subscribe(listener: () => void): () => void;
}
