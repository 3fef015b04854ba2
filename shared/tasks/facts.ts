/** Everything that 待办 is folded from: what the store and the board of deadlines read out of the records. */
import type { AftercareBook } from '../aftercare/book.ts';
import type { DocumentContents } from '../casework/document-dispatches.ts';
import type { CaseActionKind } from '../casework/action.ts';
import type { CaseSummary } from '../casework/case-state.ts';
import type { OfficeDuty } from '../casework/office-duty.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { RegistryCopy } from '../registry/registry-needs.ts';
import type { BoardLine } from '../policy/deadline-board.ts';
import type { HeldCalendar } from '../policy/held-calendar.ts';
import type { RegisteredClock } from '../policy/office-clocks.ts';
import type { HeldPack, PolicyPack } from '../policy/pack.ts';

/** A person claimed here and at another window. */
export interface ClaimFact {
  readonly caseId: string;
  readonly digest: string;
  readonly name: string;
  readonly summary: Pick<CaseSummary, 'number' | 'employerName'>;
  readonly other: {
    readonly window: string;
    readonly subject: string;
    readonly number: string;
    readonly order?: number;
  };
  readonly order: number | null;
  /** Anything but `null` once it bars nobody any more. */
  readonly settled: unknown;
}

/** An answer of another window that waits for 复核, and that the one signed in may review. */
export interface ElsewhereFact {
  readonly window: string;
  /** Under which it came. */
  readonly name: string;
  readonly prefix: string;
  readonly number: string;
  readonly employerName: string;
  readonly persons: number;
  readonly amountFen: number;
  readonly by: 'anybody' | 'administrators';
}

/** A case that another window released to this one, and that waits for its batch. */
export interface HallFact {
  readonly prefix: string;
  readonly persons: number;
}

/** A file that another window sent to all, whole and not dealt with here. */
export interface DocumentFact {
  readonly window: string;
  readonly digest: string;
  readonly prefix: string;
  readonly contents: DocumentContents;
}

export interface UnconfirmedFact {
  readonly sequence: number;
  readonly caseId: string;
  readonly number: string;
  readonly action: {
    readonly kind: CaseActionKind;
    readonly on: PlainDate;
    readonly officer: { readonly name: string };
  };
}

export interface DraftFact {
  readonly draftId: string;
  /** The case that it corrects. */
  readonly caseId: string | null;
  readonly employerName: string;
  readonly persons: number;
  /** Milliseconds since it was saved last, by this machine's clock. */
  readonly ageMs: number;
}

/** What the hub does not have of the ledger; `null` where no hub was joined or it has everything. */
export interface UnacknowledgedFact {
  /** Ledger number of the first of them, and how many they are. */
  readonly from: number;
  readonly entries: number;
  /** Milliseconds since the first was recorded, by this machine's clock. */
  readonly ageMs: number;
}

export interface TaskFacts {
  readonly today: PlainDate;
  readonly cases: readonly CaseSummary[];
  readonly unconfirmed: readonly UnconfirmedFact[];
  readonly claims: readonly ClaimFact[];
  readonly elsewhere: readonly ElsewhereFact[];
  readonly hall: readonly HallFact[];
  readonly documents: readonly DocumentFact[];
  /** The board of deadlines: of cases, of 公示 and lists, and the duties of the office. */
  readonly lines: readonly BoardLine[];
  readonly clocks: readonly RegisteredClock[];
  readonly duties: readonly OfficeDuty[];
  /** As the entries alone tell it; `null` while nothing is recorded. */
  readonly book: AftercareBook | null;
  /** The rules of the day. */
  readonly pack: PolicyPack;
  readonly held: readonly HeldPack[];
  readonly calendar: HeldCalendar;
  /** Copies of registers on this machine; `null` until they were read. */
  readonly copies: readonly RegistryCopy[] | null;
  readonly unacknowledged: UnacknowledgedFact | null;
  readonly drafts: readonly DraftFact[];
}
