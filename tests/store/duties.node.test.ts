/** Four eyes and duties by direct call: what a screen hides, the store refuses, and the folds pass over what got in all the same. */
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { attestationStatement, voidStatement, type CaseSpokenOf } from '#shared/casework/confirmations.ts';
import { foldOfficeRules } from '#shared/casework/office-events.ts';
import type { Attestation } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { foldPolicy } from '#shared/policy/policy-events.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { prepareArea } from '#renderer/store/vault-access.ts';
import { actedBy, aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { aCounter, cryptoInPlace, officers, type TestCounter, NOW } from './a-counter.ts';

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
    await record(store, actedBy(aDecision('received'), store.officer));
    expect(await record(store, voiding(store))).toMatchObject({ failure: { code: 'confirmation-missing' } });
    const invented = { officerId: 'o3', at: '2022-08-22T10:00:00+08:00', seal: btoa('x'.repeat(32)) };
    expect(await record(store, voiding(store, { confirmation: invented }))).toMatchObject({ ok: false });
    expect(store.cases.list()[0]?.status).toBe('received');
  });

  const spokenOf = (store: CounterStore, caseId: string): CaseSpokenOf => {
    const line = store.cases.list().find((other) => other.caseId === caseId);
    if (line === undefined) throw new Error(`no case ${caseId}`);
    return line;
  };

  it('with another officer’s word for this very case is done, and the proof stands in the record', async () => {
    const store = await opened(1);
    await record(store, aDecision('received'));
    await record(store, aDecision('received'), 'c2');
    const officer = await store.confirmOfficer('o3', officers[2].passphrase);
    const [confirmation] = (await officer?.vouch([voidStatement(spokenOf(store, 'c1'), reason)])) ?? [];
    if (confirmation === undefined) throw new Error('not confirmed');
    expect(await officer?.vouch([voidStatement(spokenOf(store, 'c2'), reason)])).toBeNull();
    expect(await record(store, voiding(store, { confirmation }), 'c2')).toMatchObject({ ok: false });
    expect(await record(store, voiding(store, { confirmation, reason: '别的原因' }))).toMatchObject({ ok: false });
    const done = await record(store, voiding(store, { confirmation }));
    expect(done).toMatchObject({ ok: true, value: { summary: { status: 'voided' } } });
    expect(done.ok && done.value.actions.at(-1)?.action).toMatchObject({ confirmation: { officerId: 'o3' } });
  });

  it('is refused where the word names another number or another firm', async () => {
    const store = await opened(1);
    await record(store, aDecision('received'));
    const of = spokenOf(store, 'c1');
    for (const other of [
      { number: '〔2022〕W03-000009' },
      { employerName: '另一公司' },
      { unifiedSocialCreditCode: '' },
    ]) {
      const officer = await store.confirmOfficer('o3', officers[2].passphrase);
      const [confirmation] = (await officer?.vouch([voidStatement({ ...of, ...other }, reason)])) ?? [];
      if (confirmation === undefined) throw new Error('not confirmed');
      const done = await record(store, voiding(store, { confirmation }));
      expect(done).toMatchObject({ failure: { code: 'confirmation-missing' } });
    }
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
  const { employer } = anApplication();
  const of: CaseSpokenOf = {
    caseId: 'c1',
    number: '',
    employerName: employer.name,
    unifiedSocialCreditCode: employer.unifiedSocialCreditCode,
  };
  async function confirmed(
    store: CounterStore,
    citizenId = person.citizenId,
    other: Partial<CaseSpokenOf> = {},
  ): Promise<Attestation> {
    const officer = await store.confirmOfficer('o3', officers[2].passphrase);
    const statement = attestationStatement({ ...of, ...other }, citizenId, attestation);
    const [confirmation] = (await officer?.vouch([statement])) ?? [];
    if (confirmation === undefined) throw new Error('not confirmed');
    return { ...attestation, confirmation };
  }

  it('is refused without proof, with another person’s, and with one that was changed afterwards', async () => {
    const store = await opened(1);
    const proven = await confirmed(store);
    const refused: readonly Attestation[] = [
      attestation,
      await confirmed(store, '440802200003150028'.replace('2000', '2001')),
      await confirmed(store, person.citizenId, { caseId: 'c2' }),
      await confirmed(store, person.citizenId, { unifiedSocialCreditCode: '91440802MA5A1B2C21' }),
      await confirmed(store, person.citizenId, { employerName: '另一家公司' }),
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

  it('is taken over into a later decision of the same case, not into one of another firm', async () => {
    const store = await opened(1);
    const proven = await confirmed(store);
    await record(store, received([proven]));
    const again = received([proven]);
    if (again.kind !== 'received') throw new Error('not received');
    const renamed = { ...again.application, employer: { ...employer, name: '另一家公司' } };
    expect(await record(store, { ...again, application: renamed })).toMatchObject({
      failure: { code: 'confirmation-missing' },
    });
    expect(await record(store, again)).toMatchObject({ ok: true });
  });
});

describe('an action in another officer’s name', () => {
  it('is refused by direct call, whoever is signed in', async () => {
    for (const who of [0, 2] as const) {
      const store = await opened(who);
      const done = await store.cases.record({ entryId: randomUUID(), caseId: 'c1', action: aDecision('received') });
      expect(done).toMatchObject({ failure: { code: 'action-not-allowed' } });
    }
    const own = await opened(1);
    const under = { ...aDecision('received'), officer: { id: 'o2', name: '李样例' } };
    const done = await own.cases.record({ entryId: randomUUID(), caseId: 'c1', action: under });
    expect(done).toMatchObject({ failure: { code: 'action-not-allowed' } });
    expect(own.cases.ledger().count).toBe(0);
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

describe('one person in two parts', () => {
  const NEXT = '海边的榕树不说话';
  const LATER = '退潮以后再去赶海';
  const confirms = async (store: CounterStore, passphrase: string) =>
    (await store.confirmOfficer('o3', passphrase)) !== null;
  const of3 = (passphrase: string) => ({ id: 'o3', name: '张样例', role: 'windowClerk', passphrase }) as const;

  it('confirms nothing with a passphrase that another officer set, until its owner changed it', async () => {
    const administrator = await opened(0);
    expect(await confirms(administrator, officers[2].passphrase)).toBe(true);
    expect(await administrator.desk.putOfficer(officers[0].passphrase, of3(NEXT))).toMatchObject({ ok: true });
    expect(await confirms(administrator, NEXT)).toBe(false);
    expect(await administrator.desk.awaitsOwner('o3')).toBe(true);
    const clerk = await opened(1);
    expect(await confirms(clerk, NEXT)).toBe(false);
    await clerk.close();
    const owner = await counter.open('o3', NEXT);
    if (!owner.ok) throw new Error('not opened');
    expect(await owner.value.desk.putOfficer(NEXT, of3(LATER))).toMatchObject({ ok: true });
    await owner.value.close();
    stores.splice(0);
    expect(await confirms(await opened(1), LATER)).toBe(true);
  });

  it('confirms nothing as an officer just added', async () => {
    const administrator = await opened(0);
    const entry = { id: null, name: '赵样例', role: 'windowClerk', passphrase: NEXT } as const;
    await administrator.desk.putOfficer(officers[0].passphrase, entry);
    const added = administrator.officers.find(({ name }) => name === '赵样例')?.id ?? '';
    expect(await administrator.confirmOfficer(added, NEXT)).toBeNull();
  });

  it('confirms nothing with a passphrase set by the recovery key, whoever held the paper', async () => {
    const owner = await counter.open('o3', officers[2].passphrase);
    if (!owner.ok) throw new Error('not opened');
    await owner.value.recordOffice({ type: 'recoveryKeyUsed' });
    await owner.value.close();
    expect(await confirms(await opened(1), officers[2].passphrase)).toBe(false);
  });

  it('is known as set by another even where the ledger took it and the vault did not, and the other way round', async () => {
    const administrator = await opened(0);
    counter.host.cut('vault.write', 'before');
    expect(await administrator.desk.putOfficer(officers[0].passphrase, of3(NEXT))).toMatchObject({ ok: false });
    expect(await administrator.desk.awaitsOwner('o3')).toBe(true);
    counter.host.cut('journal.append', 'before');
    const entry = { id: null, name: '赵样例', role: 'windowClerk', passphrase: NEXT } as const;
    expect(await administrator.desk.putOfficer(officers[0].passphrase, entry)).toMatchObject({ ok: false });
    expect(administrator.officers.map(({ name }) => name)).not.toContain('赵样例');
  });

  it.each(['张样例\u200b', '\u202e张样例', '张 样例', '张样例\ufe0f'])(
    'is no second person under the name %j',
    async (name) => {
      const administrator = await opened(0);
      const entry = { id: null, name, role: 'windowClerk', passphrase: NEXT } as const;
      expect(await administrator.desk.putOfficer(officers[0].passphrase, entry)).toMatchObject({
        failure: { code: 'officer-name-taken' },
      });
    },
  );

  it.each(['1', '123456789012', '440802199001019029', '湛江市赤坎区就业服务中心', '张样例的窗口口令'])(
    'cannot have the passphrase %s, by direct call either',
    async (passphrase) => {
      const administrator = await opened(0);
      expect(await administrator.desk.putOfficer(officers[0].passphrase, of3(passphrase))).toMatchObject({
        failure: { code: 'passphrase-weak' },
      });
      expect(administrator.cases.ledger().count).toBe(0);
      const plan = {
        host: counter.host.host,
        area: 'office',
        crypto: cryptoInPlace(),
        settings: anOffice,
        now: NOW,
      } as const;
      const set = await prepareArea({ ...plan, officers: [{ ...officers[2], passphrase }], recovery: false });
      expect(set).toMatchObject({ failure: { code: 'passphrase-weak' } });
    },
  );
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
