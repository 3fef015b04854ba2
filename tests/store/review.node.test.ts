/** 复核 by direct call on the real store: who may give it, what it holds back, and that it is all there again without the working copy. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { reviewStatement } from '#shared/casework/confirmations.ts';
import type { ReviewRule } from '#shared/domain/office.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { actedBy, aDecision, anExport, anOffice } from '#tests/builders/a-case-action.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
const stores: CounterStore[] = [];

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

async function opened(who: 0 | 1 | 2): Promise<CounterStore> {
  for (const store of stores.splice(0)) await store.close();
  const store = await counter.open(officers[who].id, officers[who].passphrase);
  if (!store.ok) throw new Error(store.failure.code);
  stores.push(store.value);
  return store.value;
}

const record = (store: CounterStore, action: CaseAction) =>
  store.cases.record({ entryId: randomUUID(), caseId: 'c1', action: actedBy(action, store.officer) });

/** A case accepted by the second officer, under this rule of the office; answers with the ledger number of the answer. */
async function anAcceptance(by: ReviewRule['by'] = 'anybody'): Promise<number> {
  const store = await opened(1);
  const decision = aDecision('accepted');
  if (decision.kind !== 'accepted') throw new Error('not accepted');
  const office = { ...anOffice, review: { takes: 'acceptances', by } as const };
  const done = await record(store, { ...decision, office });
  if (!done.ok) throw new Error(done.failure.code);
  return done.value.summary.decidedAt;
}

const said = (of: number, passed: boolean) => ({ of, passed, reasons: [], note: passed ? '' : '合同与花名册不符' });
const word = (of: number, passed = true): CaseAction => ({
  kind: 'reviewed',
  at: '2022-08-22T11:00:00+08:00',
  on: plainDate('2022-08-22'),
  officer: { id: '', name: '' },
  ...said(of, passed),
});
const reviewState = (store: CounterStore) => store.cases.list()[0]?.rounds.map(({ review }) => review?.state);

it('keeps the acceptance back until another officer passes it, and the decider cannot', async () => {
  const of = await anAcceptance();
  const decider = await opened(1);
  expect(await record(decider, anExport(undefined, [of]))).toMatchObject({ failure: { code: 'action-not-allowed' } });
  expect(await record(decider, word(of))).toMatchObject({ failure: { code: 'review-own-work' } });
  const other = await opened(2);
  expect(await record(other, word(of, false))).toMatchObject({ ok: true });
  expect(await record(other, anExport(undefined, [of]))).toMatchObject({ failure: { code: 'action-not-allowed' } });
  expect(await record(other, word(of))).toMatchObject({ ok: true });
  expect(await record(other, anExport(undefined, [of]))).toMatchObject({ value: { summary: { status: 'exported' } } });
  const lines = other.cases.list();
  counter.idb = new IDBFactory();
  const rebuilt = await opened(2);
  expect(rebuilt.cases.list()).toEqual(lines);
  expect(reviewState(rebuilt)).toEqual(['passed']);
});

it('takes the word of another officer who types the own passphrase, for exactly what was said', async () => {
  const of = await anAcceptance();
  const decider = await opened(1);
  const [line] = decider.cases.list();
  if (line === undefined) throw new Error('no case');
  const officer = await decider.confirmOfficer('o3', officers[2].passphrase);
  const [confirmation] = (await officer?.vouch([reviewStatement(line, said(of, false))])) ?? [];
  if (confirmation === undefined) throw new Error('not confirmed');
  const moved = { ...word(of, true), confirmation } as CaseAction;
  expect(await record(decider, moved)).toMatchObject({ failure: { code: 'confirmation-missing' } });
  const invented = { ...word(of), confirmation: { officerId: 'o3', at: confirmation.at, seal: btoa('x'.repeat(32)) } };
  expect(await record(decider, invented as CaseAction)).toMatchObject({ failure: { code: 'confirmation-missing' } });
  expect(reviewState(decider)).toEqual(['waiting']);
  expect(await record(decider, { ...word(of, false), confirmation } as CaseAction)).toMatchObject({ ok: true });
  expect(reviewState(decider)).toEqual(['returned']);
});

it('leaves it to an administrator where the office says so, who signs in for it', async () => {
  const of = await anAcceptance('administrators');
  const clerk = await opened(2);
  expect(await record(clerk, word(of))).toMatchObject({ failure: { code: 'administrator-only' } });
  const [line] = clerk.cases.list();
  if (line === undefined) throw new Error('no case');
  const officer = await clerk.confirmOfficer('o1', officers[0].passphrase);
  const [confirmation] = (await officer?.vouch([reviewStatement(line, said(of, true))])) ?? [];
  const byPassphrase = { ...word(of), confirmation } as CaseAction;
  expect(await record(clerk, byPassphrase)).toMatchObject({ failure: { code: 'administrator-only' } });
  expect(await record(await opened(0), word(of))).toMatchObject({ ok: true });
});
