/** What the entries leave standing: of every person, firm, 公示 and payment. Made by `fold.ts`; everything shown is read from it. */
import type { EntryAuthor } from '../domain/officer.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { NotPayableReason, SecondReviewStage } from './codes.ts';
import type { AftercareEvent, Payee, PaymentResult } from './event.ts';
import type { ListBook } from './lists/lists.ts';
import type { ReportingBook } from './reporting/reporting.ts';
import type { InquiryList, MonthCheck, Sample } from './inquiry/book.ts';
import type { Recovery } from './recovery/book.ts';
import type { RecoveryRules } from './recovery/event.ts';
import type { GrantSource, PayeeOffer } from './source.ts';
import type { ItemState } from './transitions.ts';

type Step<Name extends AftercareEvent['step']> = Extract<AftercareEvent, { readonly step: Name }>;

/** Who did something, when; ledger number of the entry. */
export interface Signed {
  readonly sequence: number;
  readonly on: PlainDate;
  readonly by: EntryAuthor;
}

export interface Review extends Signed {
  readonly source: GrantSource;
  readonly conclusion: 'passed' | 'rejected';
  readonly reason: NotPayableReason | null;
  /** Day of the evidence of a refusal. */
  readonly evidenceOn: PlainDate | null;
  readonly note: string;
}

/** One part of 复审. `personId` is `null` for somebody of another department, who is known by name alone. */
export interface StageDone extends Signed {
  readonly stage: SecondReviewStage;
  readonly personId: string | null;
  readonly personName: string;
  readonly department: string;
  readonly conclusion: 'passed' | 'returned';
  readonly opinion: string;
}

export interface PayeeVersion extends Signed {
  /** Counted from 1 for each firm. */
  readonly version: number;
  readonly payee: Payee;
  readonly confirmedBy: string;
}

export interface Objection extends Signed {
  readonly objection: Step<'objected'>;
  readonly settled: (Signed & { readonly settlement: Step<'objectionSettled'> }) | null;
}

/** One try to pay a firm what a batch allots to it. `shares`: how much of it is whose, fen. */
export interface Attempt extends Signed {
  readonly attemptId: string;
  readonly batchId: string;
  readonly firmKey: string;
  readonly planNumber: string;
  readonly shares: ReadonlyMap<string, number>;
  readonly amountFen: number;
  readonly payee: PayeeVersion;
  /** Every answer of the bank, oldest first; the last counts. */
  readonly answers: readonly (Signed & { readonly result: PaymentResult })[];
}

export interface NoticeBatch {
  readonly batchId: string;
  /** `2022-W03-5` */
  readonly number: string;
  readonly begun: Signed & { readonly event: Step<'noticeBegun'> };
  /** Who is still in it, with what each is due, fen. */
  readonly shares: ReadonlyMap<string, number>;
  readonly objections: readonly Objection[];
  readonly registered: (Signed & { readonly conclusion: string }) | null;
  readonly allocated: (Signed & { readonly event: Step<'allocated'> }) | null;
  readonly told: (Signed & { readonly event: Step<'agencyTold'> }) | null;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
}

export interface GrantItem {
  /** As the case or list says now; as last reviewed where that is gone. */
  readonly source: GrantSource;
  readonly offer: PayeeOffer | null;
  readonly state: ItemState;
  /** The case was corrected, withdrawn or destroyed since: what it says now does not give this item any more. */
  readonly gone: boolean;
  /** The case says another amount or firm than was reviewed. */
  readonly changed: boolean;
  /** The item that holds this person already. */
  readonly heldBy: string | null;
  readonly review: Review | null;
  /** Of the round that counts; what came before a return stays in the entries. */
  readonly stages: readonly StageDone[];
  readonly batchId: string | null;
  readonly dueFen: number;
  readonly paidFen: number;
  readonly paidOn: PlainDate | null;
  /** Paid and not due (any more): to be claimed back. */
  readonly excessFen: number;
}

export interface AftercareRules {
  readonly noticeDays: number;
  readonly firstDayCounted: boolean;
  /** `null`: 待本地核定. */
  readonly documentNumber: string | null;
}

export interface AftercareBook {
  /** In the order in which cases and lists came. */
  readonly items: readonly GrantItem[];
  readonly batches: readonly NoticeBatch[];
  /** Every version by firm, oldest first. */
  readonly payees: ReadonlyMap<string, readonly PayeeVersion[]>;
  readonly rules: AftercareRules;
  /** 免申即享 lists that were taken, accounts offered, firms told of 缓缴. */
  readonly lists: ListBook;
  /** 上报, 月报, 短信. */
  readonly reporting: ReportingBook;
  /** 追回, in the order in which they were opened. */
  readonly recoveries: readonly Recovery[];
  /** `null`: 待本地核定. */
  readonly recoveryRules: RecoveryRules | null;
  /** 应发未发 and 疑似重复 lists, in the order in which they were read. */
  readonly inquiryLists: readonly InquiryList[];
  readonly monthChecks: readonly MonthCheck[];
  readonly samples: readonly Sample[];
  /** Entries that do not fit what stood before them, or that this version cannot read: they change nothing. */
  readonly refused: readonly number[];
}
