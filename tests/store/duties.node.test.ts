/** Four eyes and duties by direct call: what a screen hides, the store refuses, and the folds pass over what got in all the same. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { attestationStatement, voidStatement } from '#shared/casework/confirmations.ts';
import { foldOfficeRules } from '#shared/casework/office-events.ts';
import type { Attestation } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { foldPolicy } from '#shared/policy/policy-events.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

const on = plainDate('2022-08-22');
let counter: TestCounter;
const stores: CounterStore[] = [];

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

async function opened(who: 0 | 1 | 2 = 1): Promise<CounterStore> {
  for (const store of stores.splice(0)) await store.close();
  const store = await counter.open(officers[who].id, officers[who].passphrase);
  if (!store.ok) throw new Error(store.failure.code);
  stores.push(store.value);
  return store.value;
}

const event = (kind: 'policy' | 'office' | 'export' | 'purge', content: unknown) => ({
  entryId: randomUUID(),
  kind,
  subjectId: 'x',
  on,
  content,
  takeBatchNumber: false,
});
const pack = packById('zhanjiang-2022')?.pack;

describe('what takes an administrator', () => {
  const reserved = [
    ['a pack', event('policy', { type: 'imported', pack })],
    ['a calendar', event('policy', { type: 'calendarImported', years: [aCalendarYear()] })],
    ['a quota', event('office', { type: 'quotaSet', dailyQuota: 9000 })],
    ['the limit of bad rows', event('office', { type: 'badRowLimitSet', percent: 50 })],
    ['an officer', event('office', { type: 'officerAdded', officerId: 'x', name: '某人', role: 'administrator' })],
    ['a purge', event('purge', { caseIds: ['c1'], reason: '' })],
    ['an export layout', event('export', { step: 'layoutLoaded' })],
    ['what this version does not know', event('office', { type: 'later' })],
  ] as const;

  it.each(reserved)('is refused from a clerk, and leaves no entry: %s', async (_, request) => {
    const store = await opened(1);
    const before = store.cases.ledger().count;
    expect(await store.cases.recordEvent(request)).toEqual({ ok: false, failure: { code: 'administrator-only' } });
    expect(store.cases.ledger().count).toBe(before);
  });

  it.each(reserved)('is taken from an administrator, with the name: %s', async (_, request) => {
    const store = await opened(0);
    expect(await store.cases.recordEvent(request)).toMatchObject({ ok: true });
    expect(await store.cases.events(request.kind)).toMatchObject({
      value: [{ by: { id: 'o1', name: '李样例', capacity: 'administrator' } }],
    });
  });

  it('is passed over by the folds where it came from a clerk', () => {
    const by = { id: 'o2', name: '王样例', capacity: 'windowClerk' } as const;
    const taken = { content: { type: 'calendarImported', years: [aCalendarYear()] } };
    const state = foldPolicy([{ ...taken, by }, taken]);
    expect(state).toMatchObject({ refused: 2 });
    expect(state.calendars).toHaveLength(1);
    expect(foldOfficeRules([{ content: { type: 'quotaSet', dailyQuota: 9000 }, by }]).dailyQuota).toBe(300);
  });

  it('is the office’s settings too: recorded before they are written', async () => {
    const clerk = await opened(1);
    expect(await clerk.saveOffice({ ...anOffice, windowNumber: '9' })).toMatchObject({ ok: false });
    expect(clerk.office.windowNumber).toBe('3');
    const administrator = await opened(0);
    expect(await administrator.saveOffice({ ...anOffice, windowNumber: '9' })).toEqual({ ok: true, value: null });
    expect(await administrator.cases.events('office')).toMatchObject({
      value: [{ content: { type: 'officeSaved', office: { windowNumber: '9' } } }],
    });
  });
});

describe('the daily quota', () => {
  it('survives the loss of the browser profile', async () => {
    const store = await opened(0);
    expect(await store.recordOffice({ type: 'quotaSet', dailyQuota: 42 })).toEqual({ ok: true, value: null });
    counter.idb = new IDBFactory();
    const rebuilt = await opened(1);
    const events = await rebuilt.cases.events('office');
    expect(events.ok && foldOfficeRules(events.value).dailyQuota).toBe(42);
  });
});

describe('voiding a case', () => {
  const reason = '重复录入';
  const voiding = (store: CounterStore, proof: Partial<Extract<CaseAction, { kind: 'voided' }>> = {}): CaseAction => ({
    kind: 'voided',
    at: '2022-08-22T10:00:00+08:00',
    on,
    officer: { id: store.officer.id, name: store.officer.name },
    reason,
    ...proof,
  });
  const record = (store: CounterStore, action: CaseAction, caseId = 'c1') =>
    store.cases.record({ entryId: randomUUID(), caseId, action });

  it.each([0, 1] as const)('alone is refused, whoever tries (%s)', async (who) => {
    const store = await opened(who);
    await record(store, aDecision('received'));
    expect(await record(store, voiding(store))).toMatchObject({ failure: { code: 'confirmation-missing' } });
    const invented = { officerId: 'o3', at: '2022-08-22T10:00:00+08:00', seal: btoa('x'.repeat(32)) };
    expect(await record(store, voiding(store, { confirmation: invented }))).toMatchObject({ ok: false });
    expect(store.cases.list()[0]?.status).toBe('received');
  });

  it('with another officer’s word for this very case is done, and the proof stands in the record', async () => {
    const store = await opened(1);
    await record(store, aDecision('received'));
    await record(store, aDecision('received'), 'c2');
    const officer = await store.confirmOfficer('o3', officers[2].passphrase);
    const [confirmation] = (await officer?.vouch([voidStatement('c1', reason)])) ?? [];
    if (confirmation === undefined) throw new Error('not confirmed');
    expect(await officer?.vouch([voidStatement('c2', reason)])).toBeNull();
    expect(await record(store, voiding(store, { confirmation }), 'c2')).toMatchObject({ ok: false });
    expect(await record(store, voiding(store, { confirmation, reason: '别的原因' }))).toMatchObject({ ok: false });
    const done = await record(store, voiding(store, { confirmation }));
    expect(done).toMatchObject({ ok: true, value: { summary: { status: 'voided' } } });
    expect(done.ok && done.value.actions.at(-1)?.action).toMatchObject({ confirmation: { officerId: 'o3' } });
  });

  it('never counts one’s own passphrase as another’s', async () => {
    const store = await opened(1);
    expect(await store.confirmOfficer('o2', officers[1].passphrase)).toBeNull();
  });
});

describe('an attestation that names a second officer', () => {
  const person = aRosterEntry({ entryId: 'e1' });
  const attestation: Attestation = {
    check: 'programme-graduate',
    verdict: 'met',
    basis: 'original-seen',
    by: 'o2',
    on,
    confirmedBy: 'o3',
  };
  const received = (attestations: Attestation[]): CaseAction => {
    const action = aDecision('received');
    if (action.kind !== 'received') throw new Error('not received');
    return { ...action, application: anApplication({ roster: [{ ...person, attestations }] }) };
  };
  const record = (store: CounterStore, action: CaseAction) =>
    store.cases.record({ entryId: randomUUID(), caseId: 'c1', action });
  async function confirmed(store: CounterStore, citizenId = person.citizenId): Promise<Attestation> {
    const officer = await store.confirmOfficer('o3', officers[2].passphrase);
    const [confirmation] = (await officer?.vouch([attestationStatement(citizenId, attestation)])) ?? [];
    if (confirmation === undefined) throw new Error('not confirmed');
    return { ...attestation, confirmation };
  }

  it('is refused without proof, with another person’s, and with one that was changed afterwards', async () => {
    const store = await opened(1);
    const proven = await confirmed(store);
    const refused: readonly Attestation[] = [
      attestation,
      await confirmed(store, '440802200003150028'.replace('2000', '2001')),
      { ...proven, check: 'full-time' },
      { ...proven, verdict: 'unmet' },
      { ...proven, by: 'o3' },
      { ...proven, confirmedBy: 'o1' },
    ];
    for (const one of refused)
      expect(await record(store, received([one]))).toMatchObject({ failure: { code: 'confirmation-missing' } });
    expect(store.cases.ledger().count).toBe(1);
  });

  it('is taken with proof, kept in the record, and no longer asked for once a later word replaced it', async () => {
    const store = await opened(1);
    const proven = await confirmed(store);
    const done = await record(store, received([proven]));
    expect(done.ok && done.value.application.roster[0]?.attestations[0]?.confirmation).toEqual(proven.confirmation);
    const { confirmedBy: _, ...alone } = attestation;
    expect(await record(store, received([attestation, { ...alone, verdict: 'unmet' }]))).toMatchObject({ ok: true });
  });
});

describe('guessing a second officer’s passphrase', () => {
  it('stands in the ledger each time and takes longer and longer', async () => {
    const store = await opened(1);
    for (let tries = 0; tries < 3; tries += 1) expect(await store.confirmOfficer('o3', 'x')).toBeNull();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let answered = false;
    const fourth = store.confirmOfficer('o3', officers[2].passphrase).then((officer) => {
      answered = true;
      return officer;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(await fourth).toMatchObject({ id: 'o3' });
    expect(await store.cases.events('office')).toMatchObject({
      value: [1, 2, 3].map((failures) => ({ content: { type: 'confirmationRefused', officerId: 'o3', failures } })),
    });
  });
});

describe('officers', () => {
  it('who join, change and leave stand in the ledger with who did it', async () => {
    const store = await opened(0);
    const entry = { id: null, name: '赵样例', role: 'windowClerk', passphrase: '赵的长口令二〇二二' } as const;
    expect(await store.desk.putOfficer(officers[0].passphrase, entry)).toEqual({ ok: true, value: null });
    const added = store.officers.find(({ name }) => name === '赵样例');
    expect(await store.desk.retireOfficer(added?.id ?? '')).toEqual({ ok: true, value: null });
    expect(await store.cases.events('office')).toMatchObject({
      value: [
        { content: { type: 'officerAdded', officerId: added?.id, role: 'windowClerk' }, by: { id: 'o1' } },
        { content: { type: 'officerRetired', officerId: added?.id }, by: { id: 'o1' } },
      ],
    });
    const clerk = await opened(1);
    expect(await clerk.desk.retireOfficer('o3')).toMatchObject({ failure: { code: 'administrator-only' } });
  });
});
