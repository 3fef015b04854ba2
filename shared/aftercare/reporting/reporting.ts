/** 上报, 月报 and 短信 as the entries leave them. A part of the fold: a closed list and a report that was sent change only by a correction. */
import { formatBatchNumber, type AssignedNumber } from '../../casework/journal.ts';
import { byAdministrator } from '../../domain/officer.ts';
import { monthOf, type Month, type PlainDate } from '../../domain/plain-date.ts';
import type { Signed } from '../book.ts';
import type { AftercareFault } from '../faults.ts';
import type { FirmSupplement, PeriodRule, RecoveredRule, ReportingEvent, ReportingStep } from './events.ts';
import { addsUp } from './report-line.ts';

export interface ReportRules {
  readonly period: PeriodRule;
  readonly localDay: number;
  readonly recovered: RecoveredRule;
  /** `null`: 待本地核定. */
  readonly documentNumber: string | null;
}

/** While the place has said nothing: the province's day, and what 59号 三 says of the insurance data beside the list (上月). */
export const usualReportRules: ReportRules = {
  period: 'previousMonth',
  localDay: 20,
  recovered: 'stay',
  documentNumber: null,
};

export interface PaidList {
  readonly listId: string;
  /** `2022-W03-5` */
  readonly number: string;
  readonly assigned: AssignedNumber;
  readonly made: Signed & { readonly event: ReportingStep<'listMade'> };
  readonly written: (Signed & { readonly event: ReportingStep<'listWritten'> }) | null;
  readonly voided: (Signed & { readonly reason: string }) | null;
}

export interface SentReport {
  readonly reportId: string;
  readonly sent: Signed & { readonly event: ReportingStep<'reportSent'> };
}

type Message = ReportingStep<'messagesHandedOut'>['messages'][number];

/** One time that a message was handed out. */
export interface MessageTry extends Signed {
  readonly batchId: string;
  readonly manner: ReportingStep<'messagesHandedOut'>['manner'];
  readonly message: Message;
  readonly answer: (Signed & { readonly result: 'delivered' | 'failed'; readonly note: string }) | null;
}

export interface ReportingBook {
  readonly rules: ReportRules;
  readonly firms: ReadonlyMap<string, FirmSupplement>;
  /** 个人编号 by citizen ID. */
  readonly persons: ReadonlyMap<string, string>;
  /** Oldest first. */
  readonly lists: readonly PaidList[];
  readonly reports: readonly SentReport[];
  /** Every time by key, oldest first. */
  readonly messages: ReadonlyMap<string, readonly MessageTry[]>;
}

/** Begun, and neither written nor given up. */
export const isUnwritten = ({ written, voided }: PaidList): boolean => written === null && voided === null;

/** The list that stands for a month: the last that was written; `undefined` while none was. */
export const standingList = ({ lists }: Pick<ReportingBook, 'lists'>, period: Month): PaidList | undefined =>
  lists.findLast(({ made, written }) => written !== null && made.event.period === period);

/** What a list of this month is measured against: the one it corrects, else the last of an earlier month. */
export function listBefore({ lists }: Pick<ReportingBook, 'lists'>, period: Month): PaidList | undefined {
  const written = lists.filter((list) => list.written !== null && list.made.event.period <= period);
  const latest = written
    .map(({ made }) => made.event.period)
    .sort()
    .at(-1);
  return written.findLast(({ made }) => made.event.period === latest);
}

export const standingReport = ({ reports }: Pick<ReportingBook, 'reports'>, period: Month): SentReport | undefined =>
  reports.findLast(({ sent }) => sent.event.period === period);

/** Money that reached somebody for an item, fen, and the day of it: a list names nobody else. */
type PaidFor = (itemId: string) => { readonly fen: number; readonly on: PlainDate | null };

interface Entry {
  readonly subjectId: string;
  readonly numbers: readonly AssignedNumber[];
}

export class Reporting {
  private rules = usualReportRules;
  private readonly firms = new Map<string, FirmSupplement>();
  private readonly persons = new Map<string, string>();
  private readonly lists = new Map<string, PaidList>();
  private readonly reports = new Map<string, SentReport>();
  private readonly messages = new Map<string, readonly MessageTry[]>();

  book(): ReportingBook {
    const { rules, firms, persons, messages } = this;
    return { rules, firms, persons, lists: [...this.lists.values()], reports: [...this.reports.values()], messages };
  }

  take(signed: Signed, event: ReportingEvent, entry: Entry, paidFor: PaidFor): AftercareFault | null {
    switch (event.step) {
      case 'reportRulesSet': {
        if (!byAdministrator(signed)) return 'administrator-only';
        const { period, localDay, recovered, documentNumber } = event;
        this.rules = { period, localDay, recovered, documentNumber };
        return null;
      }
      case 'supplemented':
        for (const firm of event.firms) this.firms.set(firm.firmKey, firm);
        for (const { citizenId, insuredPersonNumber } of event.persons)
          this.persons.set(citizenId, insuredPersonNumber);
        return null;
      case 'listMade':
        return this.makeList(signed, event, entry, paidFor);
      case 'listWritten':
      case 'listVoided':
        return this.endList(signed, event, entry.subjectId);
      case 'reportSent':
        return this.sendReport(signed, event, entry.subjectId);
      case 'messagesHandedOut':
        return this.handOut(signed, event, entry.subjectId);
      case 'messagesAnswered':
        return this.answer(signed, event, entry.subjectId);
    }
  }

  private makeList(
    signed: Signed,
    event: ReportingStep<'listMade'>,
    { subjectId, numbers: [number] }: Entry,
    paidFor: PaidFor,
  ): AftercareFault | null {
    const { rows, period, corrects } = event;
    if (this.lists.has(subjectId)) return 'upload-exists';
    if ([...this.lists.values()].some(isUnwritten)) return 'list-unwritten';
    if (this.rules.documentNumber === null) return 'report-rules-not-confirmed';
    if ((standingList(this.book(), period)?.listId ?? null) !== (corrects?.listId ?? null))
      return 'list-corrects-other';
    if (new Set(rows.map(({ citizenId }) => citizenId)).size < rows.length) return 'item-twice';
    if (monthOf(event.register.asOf) !== period) return 'register-other-month';
    const paid = rows.map(({ itemId }) => paidFor(itemId));
    if (paid.some(({ on }) => on === null || on > signed.on || monthOf(on) > period)) return 'not-paid';
    const amountFen = paid.reduce((sum, { fen }) => sum + fen, 0);
    if (rows.length !== event.persons || amountFen !== event.amountFen) return 'totals-differ';
    const assigned = number ?? { series: 'batch', year: 2000, prefix: '-', value: 1 };
    const made = { ...signed, event };
    const text = number === undefined ? '' : formatBatchNumber(number);
    this.lists.set(subjectId, { listId: subjectId, number: text, assigned, made, written: null, voided: null });
    return null;
  }

  private endList(
    signed: Signed,
    event: ReportingStep<'listWritten' | 'listVoided'>,
    listId: string,
  ): AftercareFault | null {
    const list = this.lists.get(listId);
    if (list === undefined) return 'upload-unknown';
    if (!isUnwritten(list)) return 'list-closed';
    if (event.step === 'listWritten') this.lists.set(listId, { ...list, written: { ...signed, event } });
    else this.lists.set(listId, { ...list, voided: { ...signed, reason: event.reason } });
    return null;
  }

  private sendReport(signed: Signed, event: ReportingStep<'reportSent'>, reportId: string): AftercareFault | null {
    if (this.reports.has(reportId)) return 'report-exists';
    const standing = standingReport(this.book(), event.period);
    if ((standing?.reportId ?? null) !== (event.corrects?.reportId ?? null)) return 'report-corrects-other';
    if (!addsUp(event.lines)) return 'totals-differ';
    this.reports.set(reportId, { reportId, sent: { ...signed, event } });
    return null;
  }

  private handOut(
    signed: Signed,
    { messages, manner }: ReportingStep<'messagesHandedOut'>,
    batchId: string,
  ): AftercareFault | null {
    if (new Set(messages.map(({ key }) => key)).size < messages.length) return 'item-twice';
    const triesOf = (key: string): readonly MessageTry[] => this.messages.get(key) ?? [];
    if (messages.some(({ key }) => triesOf(key).some((one) => one.batchId === batchId))) return 'item-twice';
    for (const message of messages)
      this.messages.set(message.key, [...triesOf(message.key), { ...signed, batchId, manner, message, answer: null }]);
    return null;
  }

  private answer(signed: Signed, event: ReportingStep<'messagesAnswered'>, batchId: string): AftercareFault | null {
    const { keys, result, note } = event;
    for (const key of keys) {
      const found = (this.messages.get(key) ?? []).find((one) => one.batchId === batchId);
      if (found === undefined) return 'message-unknown';
      if (found.answer !== null) return 'message-answered';
    }
    for (const key of keys)
      this.messages.set(
        key,
        (this.messages.get(key) ?? []).map((one) =>
          one.batchId === batchId ? { ...one, answer: { ...signed, result, note } } : one,
        ),
      );
    return null;
  }
}

const steps: ReadonlySet<string> = new Set<ReportingEvent['step']>([
  'reportRulesSet',
  'supplemented',
  'listMade',
  'listWritten',
  'listVoided',
  'reportSent',
  'messagesHandedOut',
  'messagesAnswered',
]);

/** Whether an event belongs here. */
export const isReporting = (event: { readonly step: string }): event is ReportingEvent => steps.has(event.step);
