/**
 * From entries to the book. One function decides whether an entry may follow (`Fold.take`): the store asks it before it
 * records, and the fold passes over what it refuses, so that no screen, no other program and no hand in the files can
 * leave a sum that does not hold.
 */
import { formatBatchNumber, type AssignedNumber } from '../casework/journal.ts';
import { byAdministrator, type EntryAuthor } from '../domain/officer.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { AftercareBook, AftercareRules } from './book.ts';
import { AftercareEvent } from './event.ts';
import type { AftercareFault } from './faults.ts';
import { Lists } from './lists/lists.ts';
import { Inquiries } from './inquiry/inquiries.ts';
import { Notices } from './notices.ts';
import { People } from './people.ts';
import { isReporting, Reporting } from './reporting/reporting.ts';
import { Recoveries } from './recovery/recoveries.ts';
import type { Sources } from './source.ts';

/** An entry as stored. */
export interface AftercareEntry {
  readonly sequence: number;
  readonly subjectId: string;
  readonly on: PlainDate;
  readonly numbers: readonly AssignedNumber[];
  readonly content: unknown;
  readonly by: EntryAuthor | null;
}

/** 3 working days: 湛人社函〔2022〕185号 附件一（四）. Whether the first day counts, no document says: 待本地核定. */
export const usualAftercareRules: AftercareRules = { noticeDays: 3, firstDayCounted: true, documentNumber: null };

class Fold {
  readonly people: People;
  readonly notices: Notices;
  readonly lists = new Lists();
  readonly reporting = new Reporting();
  readonly recoveries: Recoveries;
  readonly inquiries: Inquiries;
  rules = usualAftercareRules;

  constructor(sources: Sources) {
    this.notices = new Notices();
    this.people = new People(sources, this.notices, (itemId) => this.recoveries.returnedFor(itemId));
    this.recoveries = new Recoveries((itemId) => this.people.paidItem(itemId));
    this.inquiries = new Inquiries(
      (itemId) => this.people.handlersOf(itemId),
      (month) => this.notices.allocatedIn(month),
    );
  }

  /** Takes one entry in, or says why it changes nothing. */
  take(entry: AftercareEntry): AftercareFault | null {
    const read = AftercareEvent.safeParse(entry.content);
    if (!read.success) return 'unreadable';
    if (entry.by === null) return 'author-missing';
    const event = read.data;
    const signed = { sequence: entry.sequence, on: entry.on, by: entry.by };
    if (isReporting(event)) return this.reporting.take(signed, event, entry, (itemId) => this.notices.paidFor(itemId));
    switch (event.step) {
      case 'reviewed':
        return this.people.review(signed, event);
      case 'payeeSet':
        return this.people.setPayee(signed, event);
      case 'secondReviewed':
        return this.people.secondReview(signed, event);
      case 'takenOut':
        return this.people.takeOut(signed, event);
      case 'noticeBegun': {
        const [number] = entry.numbers;
        return this.people.begin(
          signed,
          event,
          entry.subjectId,
          number === undefined ? '' : formatBatchNumber(number),
          this.rules,
        );
      }
      case 'objected':
        return this.notices.object(signed, event, entry.subjectId);
      case 'objectionSettled':
        return this.notices.settle(signed, event, entry.subjectId);
      case 'noticeRegistered':
        return this.notices.register(signed, event, entry.subjectId);
      case 'allocated':
        return this.people.allocate(signed, event, entry.subjectId);
      case 'agencyTold':
        return this.notices.tell(signed, event, entry.subjectId);
      case 'paymentBegun':
        return this.people.pay(signed, event, entry.subjectId);
      case 'paymentAnswered':
        return this.notices.answer(signed, event, entry.subjectId);
      case 'rulesSet': {
        if (!byAdministrator(entry)) return 'administrator-only';
        const { noticeDays, firstDayCounted, documentNumber } = event;
        this.rules = { noticeDays, firstDayCounted, documentNumber };
        return null;
      }
      case 'listBegun':
        return this.lists.begin(signed, event);
      case 'listRowsTaken':
        return this.lists.takeRows(event, (items) => this.people.add(items));
      case 'offersTaken':
        return this.lists.takeOffers(signed, event);
      case 'deferralTold':
        return this.lists.tell(signed, event);
      case 'inquiry':
        return this.inquiries.take(signed, event.act, entry.subjectId);
      case 'recovery':
        return this.recoveries.take(signed, event.act, entry.subjectId);
      case 'recoveryRulesSet':
        if (!byAdministrator(entry)) return 'administrator-only';
        this.recoveries.rules = event.rules;
        return null;
    }
  }
}

function run(sources: Sources, entries: readonly AftercareEntry[]) {
  const fold = new Fold(sources);
  const refused: number[] = [];
  for (const entry of entries) if (fold.take(entry) !== null) refused.push(entry.sequence);
  fold.people.goLive();
  return { fold, refused };
}

/** The book as these entries, oldest first, leave it. */
export function foldAftercare(sources: Sources, entries: readonly AftercareEntry[]): AftercareBook {
  const { fold, refused } = run(sources, entries);
  const { people, notices, lists, recoveries, inquiries, reporting, rules } = fold;
  return {
    items: people.items(),
    batches: notices.list(),
    payees: people.payees(),
    rules,
    lists: lists.book(),
    recoveries: recoveries.list(),
    recoveryRules: recoveries.rules,
    inquiryLists: inquiries.all(),
    monthChecks: inquiries.monthChecks(),
    samples: inquiries.drawn(),
    reporting: reporting.book(),
    refused,
  };
}

/** Judges entries that follow these and each other: what was taken stands before the next one is looked at. */
export function judgeAfter(
  sources: Sources,
  entries: readonly AftercareEntry[],
): (next: AftercareEntry) => AftercareFault | null {
  const { fold } = run(sources, entries);
  return (next) => fold.take(next);
}

/** Why `next` may not follow these entries; `null` when it may. */
export function objectionToEntry(
  sources: Sources,
  entries: readonly AftercareEntry[],
  next: AftercareEntry,
): AftercareFault | null {
  return judgeAfter(sources, entries)(next);
}
