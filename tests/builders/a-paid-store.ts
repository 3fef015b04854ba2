/** A store in memory in which the accepted persons of one or more cases are on their way to the money, or were paid on 2022-08-26; a second officer answers to any passphrase. */
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

interface OnTheWay {
  readonly store: FakeStore;
  readonly firms: readonly { readonly firmKey: string; readonly amountFen: number }[];
}

/** The day of 公示, and the one from which on its result is registered. */
const day = '2022-08-22';
const later = '2022-08-26';
const inBatch = (event: unknown): Recorded => ({ event, day: later, subjectId: 'b' });

/** Every count is a case with so many persons: accepted, examined and in 公示 as the batch `b`; `told` adds 核拨 and the word to the agency. */
export async function aPublishedStore(counts: readonly number[], upTo: 'notice' | 'told'): Promise<OnTheWay> {
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
  const of = (firmKey: string) => sources.filter((source) => source.firmKey === firmKey);
  const confirmation = { officerId: 'o3', at, seal: 'c2VhbA==' };
  const reviewer = { kind: 'department', department: '就业股', name: '郑样例' };
  await recordAll(store, [
    { event: rules, day },
    { event: passed(...sources), day },
    ...firms.map((firmKey) => ({ event: { step: 'payeeSet', firmKey, payee: aPayee(), confirmation }, day })),
    { event: { ...reviewedAgain(...sources), reviewer }, day },
    { event: { ...noticeOf(...sources), firms: firms.length }, day, subjectId: 'b' },
  ]);
  if (upTo === 'told')
    await recordAll(store, [
      inBatch({ step: 'noticeRegistered', conclusion: '无异议' }),
      inBatch({ ...allocation(...sources), firms: firms.length }),
      inBatch(told),
    ]);
  const amountOf = (firmKey: string) => of(firmKey).reduce((sum, { amountFen }) => sum + amountFen, 0);
  return { store, firms: firms.map((firmKey) => ({ firmKey, amountFen: amountOf(firmKey) })) };
}

/** Payments to every firm, as attempts `p0`, `p1`, …; `failed` names those that do not arrive. */
export async function pay({ store, firms }: OnTheWay, failed: ReadonlySet<string> = new Set()): Promise<void> {
  const lost = { outcome: 'failed', fault: 'F04', rawCode: '', rawText: '' } as const;
  await recordAll(
    store,
    firms.flatMap(({ firmKey, amountFen }, index) => {
      const attemptId = `p${index}`;
      return [
        inBatch({ step: 'paymentBegun', attemptId, firmKey, planNumber: `P-${index}`, knownUnpaid: '' }),
        inBatch(answered(attemptId, failed.has(attemptId) ? lost : paidAnswer(amountFen))),
      ];
    }),
  );
}

/** Every count is a case with so many persons. */
export async function aPaidStore(...counts: readonly number[]): Promise<FakeStore> {
  const onTheWay = await aPublishedStore(counts, 'told');
  await pay(onTheWay);
  return onTheWay.store;
}
