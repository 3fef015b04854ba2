/** A store in memory in which the accepted persons of one or more cases were paid on 2022-08-26; a second officer answers to any passphrase. */
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aCounterStore, anAcceptedAction, type FakeStore } from './a-counter-store.ts';
import {
  allocation,
  answered,
  aPayee,
  noticeOf,
  paidAnswer,
  passed,
  reviewedAgain,
  rules,
  told,
} from './an-aftercare.ts';

const colleague = { id: 'o3', name: '张样例', role: 'windowClerk' } as const;
const at = '2022-11-01T10:00:00+08:00';

/** `confirmOfficer` of a colleague whose passphrase is always right. */
const confirmOfficer: CounterStore['confirmOfficer'] = async (officerId) => ({
  ...colleague,
  id: officerId,
  vouch: async (statements) => statements.map(() => ({ officerId, at, seal: 'c2VhbA==' })),
});

export interface Recorded {
  readonly event: unknown;
  readonly day: string;
  readonly subjectId?: string;
}

/** Records through the desk; throws where it is refused. */
export async function recordAll(store: CounterStore, steps: readonly Recorded[]): Promise<void> {
  for (const { event, day, subjectId = 's' } of steps) {
    const entryId = crypto.randomUUID();
    const request = { entryId, subjectId, on: plainDate(day), event: event as AftercareEvent };
    const done = await store.aftercare.record(request);
    if (!done.ok) throw new Error(JSON.stringify([event, done.failure]));
  }
}

/** Every count is a case with so many persons. */
export async function aPaidStore(...counts: readonly number[]): Promise<FakeStore> {
  const store: FakeStore = {
    ...aCounterStore({ role: 'administrator' }),
    officers: [{ id: 'o2', name: '王样例', role: 'administrator' }, colleague],
    confirmOfficer,
  };
  for (const [index, count] of counts.entries()) {
    const action = anAcceptedAction(
      index + 1,
      Array.from({ length: count }, () => ({})),
    );
    const done = await store.cases.record({ entryId: `a${index}`, caseId: `c${index + 1}`, action });
    if (!done.ok) throw new Error(done.failure.code);
  }
  const read = await store.aftercare.read();
  if (!read.ok) throw new Error(read.failure.code);
  const sources = read.value.items.map(({ source }) => source);
  const firms = [...new Set(sources.map(({ firmKey }) => firmKey))];
  const day = '2022-08-22';
  const confirmation = { officerId: 'o3', at, seal: 'c2VhbA==' };
  const reviewer = { kind: 'department', department: '就业股', name: '郑样例' };
  const later = '2022-08-26';
  await recordAll(store, [
    { event: rules, day },
    { event: passed(...sources), day },
    ...firms.map((firmKey) => ({ event: { step: 'payeeSet', firmKey, payee: aPayee(), confirmation }, day })),
    { event: { ...reviewedAgain(...sources), reviewer }, day },
    { event: { ...noticeOf(...sources), firms: firms.length }, day, subjectId: 'b' },
    { event: { step: 'noticeRegistered', conclusion: '无异议' }, day: later, subjectId: 'b' },
    { event: { ...allocation(...sources), firms: firms.length }, day: later, subjectId: 'b' },
    { event: told, day: later, subjectId: 'b' },
    ...firms.flatMap((firmKey, index) => {
      const own = sources.filter((source) => source.firmKey === firmKey);
      const amountFen = own.reduce((sum, source) => sum + source.amountFen, 0);
      const begun = {
        step: 'paymentBegun',
        attemptId: `p${index}`,
        firmKey,
        planNumber: `P-${index}`,
        knownUnpaid: '',
      };
      return [
        { event: begun, day: later, subjectId: 'b' },
        { event: answered(`p${index}`, paidAnswer(amountFen)), day: later, subjectId: 'b' },
      ];
    }),
  ]);
  return store;
}
