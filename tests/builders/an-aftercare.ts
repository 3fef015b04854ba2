/** Entries of what happens after acceptance, as two officers record them. */
import type { AftercareEntry } from '#shared/aftercare/fold.ts';
import type { AftercareEvent, Payee } from '#shared/aftercare/event.ts';
import type { GrantSource, SourcedItem, Sources } from '#shared/aftercare/source.ts';
import type { AssignedNumber } from '#shared/casework/journal.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

export const first: EntryAuthor = { id: 'o1', name: '李样例', capacity: 'administrator' };
export const second: EntryAuthor = { id: 'o2', name: '王样例', capacity: 'windowClerk' };

export const aPayee = (accountNumber = '0012345678901234'): Payee => ({
  contact: '林晓彤',
  mobile: '13800000000',
  accountKind: 'corporate',
  accountName: '湛江样例一有限公司',
  bank: '中国银行湛江赤坎支行',
  bankNumber: '',
  accountNumber,
  origin: 'window',
  obtainedOn: plainDate('2022-08-22'),
  check: 'telephone',
  checkedOn: plainDate('2022-08-22'),
});

export const aSource = (person: number, firm = 1, origin = `case-${firm}`, amountFen = 150_000): GrantSource => ({
  itemId: `${origin}:${person}`,
  origin,
  channel: 'window',
  reference: `〔2022〕W03-00000${firm}`,
  name: `人员${person}`,
  citizenId: `44080220000315${String(person).padStart(4, '0')}`,
  firmKey: `c:FIRM${firm}`,
  employerName: `湛江样例${firm}有限公司`,
  unifiedSocialCreditCode: `FIRM${firm}`,
  employerNumber: '',
  amountFen,
});

export function sourcesOf(...sources: readonly GrantSource[]): Sources {
  const items = sources.map((source): SourcedItem => ({ source, offer: null }));
  return { items, origins: new Set(sources.map(({ origin }) => origin)) };
}

const seal = (officerId: string) => ({ officerId, at: '2022-08-22T10:00:00+08:00', seal: 'c2VhbA==' });

/** Entries in the order in which they are given, numbered from 1. */
export class Ledger {
  readonly entries: AftercareEntry[] = [];

  add(day: string, by: EntryAuthor | null, event: unknown, subjectId = 's'): this {
    const sequence = this.entries.length + 1;
    const isBatch = (event as { step?: string }).step === 'noticeBegun';
    const number: AssignedNumber = { series: 'batch', year: 2022, prefix: 'W03', value: sequence };
    const numbers = isBatch ? [number] : [];
    this.entries.push({ sequence, subjectId, on: plainDate(day), numbers, content: event, by });
    return this;
  }
}

type Step<Name extends AftercareEvent['step']> = Extract<AftercareEvent, { step: Name }>;

export const rules: Step<'rulesSet'> = {
  step: 'rulesSet',
  noticeDays: 3,
  firstDayCounted: true,
  documentNumber: '湛人社函〔2022〕185号',
};

export const passed = (...sources: readonly GrantSource[]): Step<'reviewed'> => ({
  step: 'reviewed',
  items: sources.map((source) => ({ conclusion: 'passed', source, note: '' })),
});

export const payee = (firm = 1, by = 'o2', accountNumber?: string): Step<'payeeSet'> => ({
  step: 'payeeSet',
  firmKey: `c:FIRM${firm}`,
  payee: aPayee(accountNumber),
  confirmation: seal(by),
});

export const reviewedAgain = (...sources: readonly GrantSource[]): Step<'secondReviewed'> => ({
  step: 'secondReviewed',
  itemIds: sources.map(({ itemId }) => itemId),
  stages: ['examined', 'submitted', 'begun', 'confirmed', 'filed'],
  reviewer: { kind: 'recorder' },
  conclusion: 'passed',
  opinion: '同意',
});

export const noticeOf = (...sources: readonly GrantSource[]): Step<'noticeBegun'> => ({
  step: 'noticeBegun',
  training: false,
  period: '2022年8月',
  itemIds: sources.map(({ itemId }) => itemId),
  firms: new Set(sources.map(({ firmKey }) => firmKey)).size,
  persons: sources.length,
  amountFen: sources.reduce((sum, { amountFen }) => sum + amountFen, 0),
  filedOn: plainDate('2022-08-22'),
  beginsOn: plainDate('2022-08-23'),
  lastDay: plainDate('2022-08-25'),
  registerFrom: plainDate('2022-08-26'),
  days: 3,
  firstDayCounted: true,
});

export const allocation = (...sources: readonly GrantSource[]): Step<'allocated'> => ({
  step: 'allocated',
  firms: new Set(sources.map(({ firmKey }) => firmKey)).size,
  persons: sources.length,
  amountFen: sources.reduce((sum, { amountFen }) => sum + amountFen, 0),
  checkedBy: '陈复核',
  approvedBy: '周主任',
});

export const told: Step<'agencyTold'> = {
  step: 'agencyTold',
  toldOn: plainDate('2022-08-26'),
  manner: '电话',
  receivedBy: '社保局吴样例',
};

export const paymentOf = (attemptId: string, firm = 1, knownUnpaid = ''): Step<'paymentBegun'> => ({
  step: 'paymentBegun',
  attemptId,
  firmKey: `c:FIRM${firm}`,
  planNumber: 'P-1',
  knownUnpaid,
});

export const answered = (attemptId: string, result: Step<'paymentAnswered'>['result']): Step<'paymentAnswered'> => ({
  step: 'paymentAnswered',
  attemptId,
  result,
});

export const paidAnswer = (amountFen: number, paidOn = '2022-08-26') =>
  ({ outcome: 'paid', paidOn: plainDate(paidOn), amountFen }) as const;

/** Everything up to the word to the agency, for these persons, in the batch `b`. */
export function upToAgency(...sources: readonly GrantSource[]): Ledger {
  const firms = [...new Set(sources.map(({ firmKey }) => Number(firmKey.replace('c:FIRM', ''))))];
  const ledger = new Ledger().add('2022-08-22', first, rules).add('2022-08-22', first, passed(...sources));
  for (const firm of firms) ledger.add('2022-08-22', first, payee(firm));
  return ledger
    .add('2022-08-22', second, reviewedAgain(...sources))
    .add('2022-08-22', first, noticeOf(...sources), 'b')
    .add('2022-08-26', first, { step: 'noticeRegistered', conclusion: '无异议' }, 'b')
    .add('2022-08-26', first, allocation(...sources), 'b')
    .add('2022-08-26', first, told, 'b');
}
