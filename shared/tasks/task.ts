/** A task (待办): something that this window or its office still has to do, as the records say. Nobody ticks it off. */
import type { PaymentFault } from '../aftercare/codes.ts';
import type { DocumentContents } from '../casework/document-dispatches.ts';
import type { CaseActionKind } from '../casework/action.ts';
import type { OfficeDuty } from '../casework/office-duty.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { RegistryFault } from '../registry/registry-needs.ts';
import type { DeadlineRule, DueWhen, RuleShown } from '../policy/deadline-board.ts';

/** What the page filters by, in the order of its tabs. */
export const taskKinds = ['claim', 'review', 'returned', 'deadline', 'list', 'paper', 'office', 'draft'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Whose task it is: `windows` of two windows together, `other` of an officer who did not work on it. */
export type TaskOwner = 'clerk' | 'administrator' | 'windows' | 'other';

/** `noDay`: as soon as possible. */
export type TaskWhen = DueWhen | 'noDay';

/** What is to be done, with everything that its sentence says. */
export type TaskAbout =
  | { readonly what: 'unconfirmed'; readonly number: string; readonly action: CaseActionKind }
  | {
      readonly what: 'claim';
      readonly number: string;
      readonly employerName: string;
      readonly name: string;
      readonly otherNumber: string;
      /** Place of the own claim in the office's order is before the other's; `null` while it is not known. */
      readonly first: boolean | null;
    }
  | {
      readonly what: 'review' | 'reviewReturned';
      readonly number: string;
      readonly employerName: string;
      readonly persons: number;
      readonly amountFen: number;
    }
  | {
      readonly what: 'reviewElsewhere';
      readonly prefix: string;
      readonly number: string;
      readonly employerName: string;
      readonly persons: number;
      readonly amountFen: number;
    }
  | {
      readonly what: 'handedBack';
      readonly prefix: string;
      readonly number: string;
      readonly employerName: string;
      readonly reason: string;
    }
  | {
      /** Released here and not answered for days; received here and in no batch yet. */
      readonly what: 'released' | 'hallReceived';
      readonly prefixes: readonly string[];
      readonly cases: number;
      readonly persons: number;
    }
  | {
      readonly what: 'refused' | 'failed';
      readonly number: string;
      readonly employerName: string;
      readonly persons: number;
      readonly answeredOn: PlainDate | null;
    }
  | {
      readonly what: 'payment';
      readonly batchNumber: string;
      readonly employerName: string;
      readonly amountFen: number;
      readonly fault: PaymentFault;
    }
  | {
      readonly what: 'case';
      readonly rule: DeadlineRule;
      readonly number: string;
      readonly employerName: string;
      readonly shown: RuleShown;
    }
  | { readonly what: 'clock'; readonly rule: DeadlineRule; readonly name: string; readonly shown: RuleShown }
  | { readonly what: 'duty'; readonly duty: OfficeDuty }
  | {
      readonly what: 'list';
      readonly label: string;
      /** Parts of the file that are not in the ledger. */
      readonly partsMissing: number;
      /** Persons before 初审. */
      readonly toReview: number;
      /** Firms without an account or a contact. */
      readonly toComplete: number;
      /** Firms of 缓缴 that were not told yet. */
      readonly toTell: number;
    }
  | { readonly what: 'paper'; readonly number: string; readonly employerName: string; readonly papers: number }
  | {
      readonly what: 'draft';
      /** Of the case that it corrects; empty for a new one. */
      readonly number: string;
      readonly employerName: string;
      readonly persons: number;
      readonly days: number;
    }
  | {
      readonly what: 'pack';
      readonly title: string;
      readonly from: PlainDate;
      readonly to: PlainDate;
      /** How many figures wait for the place's word. */
      readonly figures: number;
    }
  | { readonly what: 'document'; readonly prefix: string; readonly contents: DocumentContents }
  | { readonly what: 'packs'; readonly titles: readonly string[] }
  | { readonly what: 'calendar'; readonly year: number }
  | ({ readonly what: 'registry'; readonly limitDays: number } & RegistryFault)
  | { readonly what: 'unacknowledged'; readonly from: number; readonly entries: number; readonly days: number };

export type TaskWhat = TaskAbout['what'];

/** What a source finds. */
export interface FoundTask {
  /** The same task has the same id, whatever else changed. No personal data beyond ids of the ledger. */
  readonly id: string;
  readonly about: TaskAbout;
  readonly due: PlainDate | null;
  /** Where `due` is `null`: whether a day exists and cannot be counted for want of a calendar. */
  readonly undated?: 'calendar';
  readonly owner: TaskOwner;
  /** An officer whose it is, where the record names one. */
  readonly officerName?: string;
  /** The case that it is about: its clerk is whose it is. */
  readonly caseId?: string;
  /** Where it is done. */
  readonly path: string;
}

export interface Task extends FoundTask {
  readonly kind: TaskKind;
  readonly when: TaskWhen;
}
