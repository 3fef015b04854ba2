/** One person at two windows of an office, from joining to settling: real stores, hosts and hub. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settlementStatement } from '#shared/casework/claim-events.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { Meeting } from '#renderer/store/claims/claim-desk.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { actedBy, aDecision, anOffice, aWithdrawal } from '#tests/builders/a-case-action.ts';
import { aHub, aPostgres, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { officers } from './a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

const area = 'office';
let postgres: TestPostgres;
let hub: TestHub;
let disks: TestDisks;
let first: Machine;
let second: Machine;
let here: CounterStore;
let there: CounterStore;

beforeAll(async () => {
  postgres = await aPostgres();
});
afterAll(async () => {
  await postgres.end();
});
beforeEach(async () => {
  disks = await testDisks();
  hub = await aHub(postgres, { area });
  await hub.database.rows('TRUNCATE log, unit, content_key, sealed_office, invitation, office, claim CASCADE');
  first = await aMachine({ name: '窗口三', ownDisk: disks.first, folder: join(disks.first, 'data') });
  second = await aMachine({ name: '窗口四', ownDisk: disks.second, folder: join(disks.second, 'data') });
  await anOfficeOn(first);
  await anOfficeOn(second, { ...anOffice, receiptPrefix: 'W04' });
  here = valueOf(await signedIn(first));
  there = valueOf(await signedIn(second));
});
afterEach(async () => {
  for (const store of [here, there]) await store.close();
  for (const machine of [first, second]) await machine.stop();
  await hub.end();
  await disks.clear();
});

async function until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean): Promise<T> {
  let found = await ask();
  for (const patience = Date.now() + 20_000; Date.now() < patience && !wanted(found);) {
    await new Promise((settle) => setTimeout(settle, 20));
    found = await ask();
  }
  if (!wanted(found)) throw new Error(`never so: ${JSON.stringify(found)}`);
  return found;
}
/** Everything of both windows said and fetched. */
async function exchanged(): Promise<void> {
  for (const machine of [first, second, first])
    await until(
      async () => valueOf(await machine.host.call('post.send', { area })).claims,
      ({ state, key }) => state === 'exchanged' && key !== null,
    );
}
/** The first window joins by the hub's own code, the second by one that the first made. */
async function joined(): Promise<void> {
  valueOf(await postDesk(here).join(hub.url, (await hub.store.invite(null))?.code ?? ''));
  await until(
    async () => valueOf(await first.host.call('post.send', { area })).claims,
    ({ key }) => key !== null,
  );
  const { code, address } = valueOf(await here.claims.invite());
  expect(address).toBe(hub.url);
  valueOf(await postDesk(there).join(address, code));
  expect(valueOf(await there.claims.takeKeys(code))).toBe(true);
}
const save = async (store: CounterStore, caseId: string) => {
  const action = actedBy(aDecision('accepted'), store.officer);
  return valueOf(await store.cases.record({ entryId: crypto.randomUUID(), caseId, action })).summary;
};
const meetings = async (store: CounterStore): Promise<readonly Meeting[]> => valueOf(await store.claims.meetings()).all;
const told = async (store: CounterStore) =>
  valueOf(await store.cases.events('exchange')).map(({ content }) => (content as { type: string }).type);

describe('one person at two windows', () => {
  it('is found at both after both were off line, with the other’s number and day, in one order, and it stands in both ledgers', async () => {
    await joined();
    const [ours, theirs] = [await save(here, 'c-here'), await save(there, 'c-there')];
    await exchanged();
    const [met, back] = [
      await until(
        () => meetings(here),
        (all) => all.length > 0,
      ),
      await until(
        () => meetings(there),
        (all) => all.length > 0,
      ),
    ];
    expect(met).toHaveLength(ours.persons.length);
    expect(met[0]).toMatchObject({
      caseId: 'c-here',
      accepted: true,
      settled: null,
      citizenId: ours.persons[0]?.citizenId,
    });
    expect(met[0]?.other).toMatchObject({ prefix: 'W04', number: theirs.number, on: theirs.receivedOn });
    expect(back[0]?.other).toMatchObject({ prefix: 'W03', number: ours.number });
    expect([met[0]?.order, met[0]?.other.order]).toEqual([back[0]?.other.order, back[0]?.order]);
    await until(
      () => told(here),
      (all) => all.length === met.length,
    );
    await until(
      () => told(there),
      (all) => all.length === met.length,
    );
  });

  it('is told at entry at the second window, and not of the own case', async () => {
    await joined();
    const ours = await save(here, 'c-here');
    await exchanged();
    const ids = ours.persons.map(({ citizenId }) => citizenId);
    const found = async (store: CounterStore, except: string | null) => valueOf(await store.claims.others(ids, except));
    await until(
      () => found(there, null),
      (all) => all.length > 0,
    );
    expect(await found(there, null)).toEqual([{ id: ours.number, citizenIds: ids }]);
    expect(await found(here, null)).toEqual([]);
    await save(there, 'c-there');
    await exchanged();
    // The one who came first is not told of the one who came later, the later one of the first.
    await until(
      () => meetings(here),
      (all) => all.length > 0,
    );
    expect(await found(here, 'c-here')).toEqual([]);
    expect(await found(there, 'c-there')).toHaveLength(1);
  });

  it('is over at both once one of them is withdrawn', async () => {
    await joined();
    await save(here, 'c-here');
    await save(there, 'c-there');
    await exchanged();
    await until(
      () => told(here),
      (all) => all.length > 0,
    );
    const action = actedBy(aWithdrawal(), there.officer);
    valueOf(await there.cases.record({ entryId: crypto.randomUUID(), caseId: 'c-there', action }));
    await until(
      () => meetings(there),
      (all) => all.length === 0,
    );
    await exchanged();
    await until(
      () => meetings(here),
      (all) => all.length === 0,
    );
    const words = await until(
      () => told(here),
      (all) => 2 * all.filter((word) => word === 'claimOver').length === all.length,
    );
    expect(words).toContain('claimMet');
  });

  it('bars nobody whom an officer vouched for in the face of that very application, and still those whom he did for another', async () => {
    await joined();
    const ours = await save(here, 'c-here');
    await exchanged();
    const plain = actedBy(aDecision('accepted'), there.officer);
    if (plain.kind !== 'accepted') throw new Error('not an acceptance');
    const { decision } = plain.record;
    const vouched = (application: string) => ({
      check: 'single-application' as const,
      verdict: 'met' as const,
      reason: null,
      source: { document: '人社部发〔2022〕41号', clause: '五', level: 'ministry' as const },
      evidence: { registry: null, asOf: null, grade: 'B' as const },
      detail: { applications: [application], attestation: { by: '李样例', on: '2022-08-22', basis: 'seen' } },
    });
    const entries = decision.entries.map((entry, at) => ({
      ...entry,
      checks: [vouched(at === 0 ? ours.number : '〔2022〕W09-000001')],
    }));
    const action = { ...plain, record: { ...plain.record, decision: { ...decision, entries } } };
    valueOf(await there.cases.record({ entryId: crypto.randomUUID(), caseId: 'c-there', action }));
    await exchanged();
    const all = await until(
      () => meetings(there),
      (found) => found.length === ours.persons.length,
    );
    const bars = new Map(all.map(({ citizenId, settled }) => [citizenId, settled]));
    expect(ours.persons.map(({ citizenId }) => bars.get(citizenId))).toEqual(
      ours.persons.map((_, at) => (at === 0 ? { how: 'attested', words: '李样例' } : null)),
    );
  });

  it('bars nobody any more once two officers settled it; one alone cannot, nor a seal over other words', async () => {
    await joined();
    await save(here, 'c-here');
    await save(there, 'c-there');
    await exchanged();
    const [meeting] = await until(
      () => meetings(here),
      (all) => all.length > 0,
    );
    if (meeting === undefined) throw new Error('nothing met');
    const reason = '电话核实，对方窗口撤回';
    const officer = await here.confirmOfficer('o2', officers[1].passphrase);
    const { caseId, digest, other } = meeting;
    const seal = async (words: string) => {
      const one = officer ?? (await here.confirmOfficer('o2', officers[1].passphrase));
      return (await one?.vouch([settlementStatement({ caseId, digest, other, reason: words })]))?.[0];
    };
    const confirmation = await seal(reason);
    if (confirmation === undefined) throw new Error('no seal');
    const on = meeting.summary.receivedOn;
    expect(await here.claims.settle({ meeting, on, reason: '别的说法', confirmation })).toMatchObject({
      failure: { code: 'confirmation-missing' },
    });
    const own = { ...confirmation, officerId: here.officer.id };
    expect(await here.claims.settle({ meeting, on, reason, confirmation: own })).toMatchObject({
      failure: { code: 'confirmation-missing' },
    });
    valueOf(await here.claims.settle({ meeting, on, reason, confirmation }));
    const after = await meetings(here);
    expect(after.find((one) => one.digest === digest)?.settled).toEqual({ how: 'confirmed', words: reason });
    expect(after.filter(({ settled }) => settled === null)).toHaveLength(after.length - 1);
  });
});

describe('the key', () => {
  it('is in no file of the folder and nowhere at the hub, and a window without it says so', async () => {
    await joined();
    await save(here, 'c-here');
    await exchanged();
    const events = valueOf(await here.cases.events('office'));
    const key = events
      .map(({ content }) => content as { type: string; secret?: string })
      .find(({ type }) => type === 'claimKeySet');
    const secret = key?.secret ?? '';
    expect(secret).toHaveLength(44);
    for (const name of ['journal.jsonl', 'post-claims.jsonl', 'post.json'])
      expect(await readFile(join(first.folder, 'areas', area, name), 'utf8')).not.toContain(secret);
    const dump = JSON.stringify([
      await hub.database.rows('SELECT * FROM claim'),
      await hub.database.rows('SELECT invitation, sealed, request, answer FROM invitation'),
      await hub.database.rows('SELECT line FROM unit'),
    ]);
    expect(dump).not.toContain(secret);
    for (const { citizenId } of here.cases.list()[0]?.persons ?? []) expect(dump).not.toContain(citizenId);
  });

  it('a window that joined by the hub’s own code is let in afterwards by another window’s', async () => {
    valueOf(await postDesk(here).join(hub.url, (await hub.store.invite(null))?.code ?? ''));
    await until(
      async () => valueOf(await first.host.call('post.send', { area })).claims,
      ({ key }) => key !== null,
    );
    const code = (await hub.store.invite(null))?.code ?? '';
    valueOf(await postDesk(there).join(hub.url, code));
    expect(valueOf(await there.claims.takeKeys(code))).toBe(false);
    await until(
      async () => valueOf(await second.host.call('post.send', { area })).claims.state,
      (state) => state === 'key-missing',
    );
    const invited = valueOf(await here.claims.invite());
    expect(valueOf(await there.claims.takeKeys(invited.code))).toBe(true);
    await exchanged();
  });
});
