/** From the store of a window to the overview of its office: the figures of the page are those of the store and of the hub. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { added, byStatus } from '#shared/casework/office-overview.ts';
import { figuresOf } from '#shared/casework/figures-of-case.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { overviewDesk } from '#renderer/store/overview/overview-desk.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { actedBy, aDecision, anOffice, aWithdrawal } from '#tests/builders/a-case-action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
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
  await hub.database.rows(
    'TRUNCATE log, unit, content_key, sealed_office, invitation, office, claim, case_figures CASCADE',
  );
  first = await aMachine({ name: '窗口三', ownDisk: disks.first, folder: join(disks.first, 'data') });
  second = await aMachine({ name: '窗口四', ownDisk: disks.second, folder: join(disks.second, 'data') });
  await anOfficeOn(first);
  await anOfficeOn(second, { ...anOffice, receiptPrefix: 'W04' });
  here = valueOf(await signedIn(first));
  there = valueOf(await signedIn(second));
  for (const store of [here, there])
    valueOf(await postDesk(store).join(hub.url, (await hub.store.invite(null))?.code ?? ''));
});
afterEach(async () => {
  for (const store of [here, there]) await store.close();
  for (const machine of [first, second]) await machine.stop();
  await hub.end();
  await disks.clear();
});

const on = plainDate('2022-08-31');
const save = async (store: CounterStore, caseId: string, kind: 'accepted' | 'declined' = 'accepted') => {
  const action = actedBy(aDecision(kind), store.officer);
  return valueOf(await store.cases.record({ entryId: crypto.randomUUID(), caseId, action })).summary;
};
const sumsOf = (stores: readonly CounterStore[]) =>
  byStatus(stores.flatMap((store) => store.cases.list().map((one) => ({ ...figuresOf(one), cases: 1 })))).map(
    ({ status, cases, persons, met, amountFen }) => ({ status, cases, persons, met, amountFen }),
  );
/** What the overview says once the window has nothing to tell any more. */
async function overview(store: CounterStore) {
  for (const patience = Date.now() + 20_000; Date.now() < patience;) {
    const { given, trouble } = valueOf(await overviewDesk(store).ask(on));
    const states = valueOf(await store.host.call('post.state', { area }));
    if (trouble === null && given?.own === 'agrees' && states.figures.through >= store.cases.ledger().count)
      return given.overview;
    await new Promise((settle) => setTimeout(settle, 50));
  }
  throw new Error('the window never told its figures');
}

it('adds up what both stores have, after every change', async () => {
  await save(here, 'c-1');
  await save(here, 'c-2', 'declined');
  await save(there, 'c-3');
  await overview(there);
  const seen = await overview(here);
  expect(byStatus(seen.windows.flatMap(({ statuses }) => statuses))).toEqual(sumsOf([here, there]));
  expect(added(seen.days).cases).toBe(3);
  expect(seen.windows.map(({ prefix }) => prefix)).toEqual(['W03', 'W04']);

  const withdrawn = actedBy(aWithdrawal(), here.officer);
  valueOf(await here.cases.record({ entryId: crypto.randomUUID(), caseId: 'c-1', action: withdrawn }));
  const after = await overview(here);
  expect(byStatus(after.windows.flatMap(({ statuses }) => statuses))).toEqual(sumsOf([here, there]));
  expect(after.windows[0]?.through).toBe(here.cases.ledger().count);
});

it('is told again by whoever signs in after the files of the post were lost', async () => {
  await save(here, 'c-1');
  await overview(here);
  await here.close();
  await hub.database.rows('DELETE FROM case_figures');
  await hub.store.restored();
  here = valueOf(await signedIn(first));
  const seen = await overview(here);
  expect(added(seen.windows.flatMap(({ statuses }) => statuses)).cases).toBe(1);
});

it('is for an administrator', async () => {
  await here.close();
  const [, clerk] = officers;
  here = valueOf(await signedIn(first, { kind: 'passphrase', officerId: clerk.id, passphrase: clerk.passphrase }));
  expect(await overviewDesk(here).ask(on)).toMatchObject({ ok: false, failure: { code: 'administrator-only' } });
  expect(await overviewDesk(here).last()).toMatchObject({ ok: false, failure: { code: 'administrator-only' } });
});
