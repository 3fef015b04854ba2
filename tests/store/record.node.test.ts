/** One action's way into both copies, and what is left when it is cut off anywhere on the way. */
import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { CasesDatabase, databaseName } from '#renderer/store/database.ts';
import {
  aDecision,
  anAcceptanceOf,
  anExport,
  aPrintConfirmed,
  aPrintSent,
  aSupplement,
  aWithdrawal,
} from '#tests/builders/a-case-action.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { aCounter, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
const stores: CounterStore[] = [];

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

async function opened(): Promise<CounterStore> {
  const store = await counter.opened();
  stores.push(store);
  return store;
}
const request = (caseId: string, action: CaseAction, entryId: string = randomUUID()) => ({ entryId, caseId, action });

/** What a start from nothing but the journal would show must be what the copy shows. */
async function expectRebuildEqual(): Promise<void> {
  const before = await opened();
  const lines = before.cases.list();
  const ledger = before.cases.ledger();
  counter.idb = new IDBFactory();
  const rebuilt = await opened();
  expect(rebuilt.cases.list()).toEqual(lines);
  expect(rebuilt.cases.ledger()).toEqual(ledger);
}

describe('record', () => {
  it('answers with number, status and actions, and both copies have it after a restart', async () => {
    const store = await opened();
    const first = await store.cases.record(request('c1', aDecision('received')));
    const second = await store.cases.record(request('c1', aDecision('accepted')));
    expect(first).toMatchObject({ ok: true, value: { summary: { number: '〔2022〕W03-000001', status: 'received' } } });
    expect(second).toMatchObject({ ok: true, value: { summary: { status: 'accepted', lastSequence: 3 } } });
    await counter.host.restart();
    const again = await opened();
    expect(again.cases.list()).toEqual(store.cases.list());
    expect(again.cases.unconfirmed()).toEqual([]);
    await expectRebuildEqual();
  });

  it('numbers cases without gaps and gives prints their ledger number', async () => {
    const store = await opened();
    for (const caseId of ['a', 'b', 'c']) await store.cases.record(request(caseId, aDecision('accepted')));
    const printId = randomUUID();
    await store.cases.record(request('b', aPrintSent(printId)));
    const record = await store.cases.record(request('b', aPrintConfirmed(printId)));
    expect(store.cases.list().map(({ number }) => number)).toEqual([
      '〔2022〕W03-000003',
      '〔2022〕W03-000002',
      '〔2022〕W03-000001',
    ]);
    expect(record).toMatchObject({ value: { summary: { prints: [{ ledgerNumber: 5, state: 'printed' }] } } });
  });

  it('takes the same entry once, however often it is sent', async () => {
    const store = await opened();
    const once = request('c1', aDecision('accepted'));
    const answers = await Promise.all([store.cases.record(once), store.cases.record(once), store.cases.record(once)]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(store.cases.ledger().count).toBe(2);
  });

  it('refuses what the table does not allow, and takes no number for it', async () => {
    const store = await opened();
    expect(await store.cases.record(request('c1', anExport()))).toMatchObject({
      ok: false,
      failure: { code: 'action-not-allowed' },
    });
    await store.cases.record(request('c1', aDecision('declined')));
    expect(await store.cases.record(request('c1', aDecision('accepted')))).toMatchObject({ ok: false });
    expect(store.cases.ledger().count).toBe(2);
  });

  it('does not let an old draft overwrite a newer decision', async () => {
    const store = await opened();
    const first = await store.cases.record({ ...request('c1', aDecision('received')), basedOn: null });
    const basedOn = first.ok ? first.value.summary.decidedAt : null;
    await store.cases.record(request('c1', aPrintSent(randomUUID())));
    const second = { ...request('c1', aDecision('heldPending')), basedOn };
    expect(await store.cases.record(second)).toMatchObject({ ok: true });
    expect(await store.cases.record(second)).toMatchObject({ ok: true });
    for (const stale of [basedOn, null])
      expect(await store.cases.record({ ...request('c1', aDecision('accepted')), basedOn: stale })).toMatchObject({
        failure: { code: 'draft-outdated' },
      });
    expect(store.cases.ledger().count).toBe(4);
  });

  it('settles persons left 待核 by the same case, and nobody else, in both copies', async () => {
    const store = await opened();
    const whole = anApplication({
      roster: [aRosterEntry(), aRosterEntry({ entryId: 'e2', name: '黄志远', citizenId: '440823199911081130' })],
    });
    const rest = { ...whole, roster: whole.roster.slice(1) };
    await store.cases.record(request('c1', anAcceptanceOf(whole, 1)));
    await store.cases.record(request('c1', anExport('〔2022〕W03-000001', [2])));
    expect(await store.cases.record(request('c1', aSupplement(rest, ['unknown'])))).toMatchObject({
      failure: { code: 'supplement-settles-nobody' },
    });
    expect(await store.cases.record(request('c1', aSupplement(whole, ['met', 'met'])))).toMatchObject({
      failure: { code: 'supplement-not-open' },
    });
    expect(await store.cases.record(request('c1', aSupplement(rest, ['met'])))).toMatchObject({
      value: { summary: { status: 'partlyExported', number: '〔2022〕W03-000001', metPersons: 2 } },
    });
    expect(await store.cases.record(request('c1', anExport('〔2022〕W03-000002', [2])))).toMatchObject({ ok: false });
    expect(await store.cases.record(request('c1', anExport('〔2022〕W03-000002', [4])))).toMatchObject({
      value: { summary: { status: 'exported' } },
    });
    await expectRebuildEqual();
  });

  it('refuses an action that is not what its own decision comes to, and takes no number for it', async () => {
    const store = await opened();
    const accepted = aDecision('accepted');
    const [acceptedRecord] = 'record' in accepted ? [accepted.record] : [];
    if (acceptedRecord === undefined || acceptedRecord === null) throw new Error('no decision');
    const notice = aDecision('deficiencyNotified');
    const damaged = anApplication({
      roster: [aRosterEntry(), aRosterEntry({ entryId: 'e2', citizenId: '44080220000315002' })],
    });
    const refused: CaseAction[] = [
      { ...notice, record: acceptedRecord } as CaseAction,
      { ...accepted, kind: 'declined' } as CaseAction,
      { ...accepted, application: damaged } as CaseAction,
      { ...notice, record: null } as CaseAction,
    ];
    for (const [index, action] of refused.entries())
      expect(await store.cases.record(request(`c${index}`, action))).toMatchObject({
        ok: false,
        failure: { code: 'answer-differs' },
      });
    expect(store.cases.ledger().count).toBe(1);
  });

  it('always takes papers in, and a notice of what cannot be read', async () => {
    const store = await opened();
    const nobody = anApplication({ roster: [aRosterEntry({ citizenId: '4.40802E+17' })] });
    expect(await store.cases.record(request('c1', aDecision('received', nobody)))).toMatchObject({
      ok: true,
      value: { summary: { status: 'received' } },
    });
    const notice = { ...aDecision('deficiencyNotified', nobody), record: null } as CaseAction;
    expect(await store.cases.record(request('c1', notice))).toMatchObject({
      ok: true,
      value: { summary: { status: 'deficient', outcome: 'deficient' } },
    });
    await expectRebuildEqual();
  });

  it('tells its listeners, behind the answer: whoever saved goes on first', async () => {
    const store = await opened();
    let told = 0;
    const stop = store.cases.subscribe(() => {
      told += 1;
    });
    await store.cases.record(request('c1', aDecision('received')));
    expect(told).toBe(0);
    await vi.waitFor(() => expect(told).toBe(1));
    stop();
    await store.cases.record(request('c2', aDecision('received')));
    await store.close();
    expect(told).toBe(1);
  });

  it('leaves nothing of a person in clear in either copy', async () => {
    const store = await opened();
    await store.cases.record(request('c1', aDecision('received')));
    await store.cases.saveDraft({
      draftId: 'd1',
      caseId: null,
      savedAt: '1',
      application: anApplication(),
      basedOn: null,
      supplement: false,
    });
    await store.writePreference('columns', ['陈海晴']);
    const { installationId } = await counter.host.describe();
    const db = new CasesDatabase(databaseName('office', installationId), { indexedDB: counter.idb, IDBKeyRange });
    const tables = await Promise.all(db.tables.map((table) => table.toArray()));
    const journal = await counter.host.host.call('journal.read', { area: 'office', after: 0, limit: 10 });
    const texts = JSON.stringify(tables, (_, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
    );
    db.close();
    for (const secret of ['陈海晴', '440802200003150026', '海晟', '91440802MA5A1B2C39']) {
      expect(texts).not.toContain(secret);
      expect(JSON.stringify(journal)).not.toContain(secret);
    }
  });
});

const KILL_POINTS = [
  ['journal.append', 'before'],
  ['journal.append', 'after'],
  ['journal.acknowledge', 'before'],
  ['journal.acknowledge', 'after'],
] as const;

describe.each(KILL_POINTS)('cut off at %s, %s the host did it', (channel, when) => {
  const journalHasIt = !(channel === 'journal.append' && when === 'before');

  it('is not shown as saved, and is unconfirmed at the next start exactly when the journal has it', async () => {
    const store = await opened();
    await store.cases.record(request('c0', aDecision('accepted')));
    counter.host.cut(channel, when);
    expect(await store.cases.record(request('c1', aDecision('accepted')))).toMatchObject({ ok: false });
    await counter.host.restart();
    const next = await opened();
    expect(next.cases.ledger().count).toBe(journalHasIt ? 3 : 2);
    expect(next.cases.unconfirmed().map(({ caseId }) => caseId)).toEqual(journalHasIt ? ['c1'] : []);
    await expectRebuildEqual();
  });

  it('becomes one confirmed entry when it is sent again', async () => {
    const store = await opened();
    const wanted = request('c1', aDecision('accepted'));
    counter.host.cut(channel, when);
    await store.cases.record(wanted);
    const again = await store.cases.record(wanted);
    expect(again).toMatchObject({ ok: true, value: { summary: { number: '〔2022〕W03-000001', lastSequence: 2 } } });
    expect(store.cases.unconfirmed()).toEqual([]);
    const next = await opened();
    expect(next.cases.list()).toEqual(store.cases.list());
    expect(next.cases.unconfirmed()).toEqual([]);
    await expectRebuildEqual();
  });

  it('does not hold up the next case, and still asks for itself', async () => {
    const store = await opened();
    counter.host.cut(channel, when);
    await store.cases.record(request('c1', aDecision('accepted')));
    const other = await store.cases.record(request('c2', aDecision('accepted')));
    expect(other.ok).toBe(true);
    const next = await opened();
    expect(next.cases.list().map(({ caseId }) => caseId)).toEqual(journalHasIt ? ['c2', 'c1'] : ['c2']);
    expect(next.cases.unconfirmed().map(({ caseId }) => caseId)).toEqual(journalHasIt ? ['c1'] : []);
    await expectRebuildEqual();
  });
});

describe('unconfirmed entries', () => {
  async function withUnconfirmed(action: CaseAction = aDecision('accepted')): Promise<CounterStore> {
    const store = await opened();
    await store.cases.record(request('c1', aDecision('heldPending')));
    counter.host.cut('journal.append', 'after');
    await store.cases.record(request('c1', action));
    return opened();
  }

  it('are kept', async () => {
    const store = await withUnconfirmed();
    expect(store.cases.unconfirmed()).toMatchObject([{ caseId: 'c1', sequence: 3, action: { kind: 'accepted' } }]);
    expect((await store.cases.settleUnconfirmed(3, true)).ok).toBe(true);
    expect(store.cases.unconfirmed()).toEqual([]);
    expect((await opened()).cases.unconfirmed()).toEqual([]);
    expect(store.cases.list()[0]?.status).toBe('accepted');
  });

  it('are taken back, the case stands as before and its number stays', async () => {
    const store = await withUnconfirmed();
    expect((await store.cases.settleUnconfirmed(3, false)).ok).toBe(true);
    expect(store.cases.list()).toMatchObject([{ status: 'pending', number: '〔2022〕W03-000001', lastSequence: 4 }]);
    expect((await opened()).cases.unconfirmed()).toEqual([]);
    await expectRebuildEqual();
  });

  it('of a case that another window has by now are not taken back', async () => {
    const store = await withUnconfirmed();
    const to = { window: '11111111-1111-4111-8111-111111111111', prefix: 'W01' };
    const { officer, at, on } = aDecision('accepted');
    const released: CaseAction = { kind: 'released', officer, at, on, to, rounds: [3] };
    expect((await store.cases.record(request('c1', released))).ok).toBe(true);
    expect(await store.cases.settleUnconfirmed(3, false)).toMatchObject({ failure: { code: 'action-not-allowed' } });
    expect(store.cases.list()[0]).toMatchObject({ status: 'accepted', release: { rounds: [3] } });
    expect((await store.cases.settleUnconfirmed(3, true)).ok).toBe(true);
  });

  it('are taken back also where nothing may follow them', async () => {
    const store = await withUnconfirmed(aWithdrawal());
    expect(store.cases.list()[0]?.status).toBe('withdrawn');
    expect(await store.cases.settleUnconfirmed(3, false)).toMatchObject({ ok: true });
    expect(store.cases.list()[0]?.status).toBe('pending');
  });

  it('of a new case that is taken back leave a voided case', async () => {
    const first = await opened();
    counter.host.cut('journal.append', 'after');
    await first.cases.record(request('c1', aDecision('accepted')));
    const store = await opened();
    await store.cases.settleUnconfirmed(2, false);
    expect(store.cases.list()).toMatchObject([{ status: 'voided', number: '〔2022〕W03-000001' }]);
    expect((await store.cases.record(request('c2', aDecision('accepted')))).ok).toBe(true);
    expect(store.cases.list()[0]?.number).toBe('〔2022〕W03-000002');
  });
});

describe('events', () => {
  it('take numbers, are read back, also after a rebuild, and are nobody’s unconfirmed case', async () => {
    const store = await opened();
    const event = {
      entryId: randomUUID(),
      kind: 'export' as const,
      subjectId: 'batch-1',
      on: plainDate('2022-08-22'),
      content: { step: 'begun' },
      takeBatchNumber: true,
    };
    expect(await store.cases.recordEvent(event)).toMatchObject({
      ok: true,
      value: { sequence: 2, numbers: [{ series: 'batch', value: 1 }] },
    });
    counter.host.cut('journal.acknowledge', 'before');
    await store.cases.recordEvent({
      ...event,
      entryId: randomUUID(),
      content: { step: 'done' },
      takeBatchNumber: false,
    });
    counter.idb = new IDBFactory();
    const next = await opened();
    expect(await next.cases.events('export')).toMatchObject({
      value: [
        { sequence: 2, content: { step: 'begun' } },
        { sequence: 3, content: { step: 'done' } },
      ],
    });
    expect(next.cases.unconfirmed()).toEqual([]);
  });
});

describe('other applications', () => {
  it('name persons of open and accepted cases, without the case itself', async () => {
    const store = await opened();
    const other = anApplication({ roster: [aRosterEntry({ citizenId: '44080220000315002x' })] });
    await store.cases.record(request('c1', aDecision('received', other)));
    await store.cases.record(request('c2', aDecision('declined')));
    expect(store.cases.otherApplications(['44080220000315002X'], null)).toEqual([
      { id: '〔2022〕W03-000001', receivedOn: '2022-08-22', citizenIds: ['44080220000315002X'] },
    ]);
    expect(store.cases.otherApplications(['44080220000315002X'], 'c1')).toEqual([]);
    expect(store.cases.otherApplications(['440802200003150026'], null)).toEqual([]);
  });
});
