/** Folder burnt, machine gone: what a second place gives back, on another machine, and what the old one may still do. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { SignIn } from '#renderer/store/open-counter-store.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

let disks: TestDisks;
const running: Machine[] = [];

beforeEach(async () => {
  disks = await testDisks();
});
afterEach(async () => {
  for (const machine of running.splice(0)) await machine.stop();
  await disks.clear();
});

async function started(name: string, ownDisk: string, folder = join(ownDisk, 'data')): Promise<Machine> {
  const machine = await aMachine({ name, ownDisk, folder });
  running.push(machine);
  return machine;
}
async function stopped(machine: Machine): Promise<void> {
  running.splice(running.indexOf(machine), 1);
  await machine.stop();
}

async function save(store: CounterStore, caseId: string): Promise<Result<unknown>> {
  const action = actedBy(aDecidedAction('毕业-'), store.officer);
  return await store.cases.record({ entryId: crypto.randomUUID(), caseId, action });
}

const told = (store: CounterStore) =>
  store.cases.list().map(({ caseId, number, status }) => ({ caseId, number, status }));

async function newest(machine: Machine): Promise<string> {
  const { backups } = valueOf(await machine.host.call('backup.list', { place: disks.stick }));
  return backups[0]?.folder ?? '';
}

test('a burnt folder comes back on an empty machine with the recovery key; its kept copy gives no number', async () => {
  const old = await started('old', disks.first);
  const recoveryKey = await anOfficeOn(old);
  const before = valueOf(await signedIn(old));
  valueOf(await old.host.call('backup.choose', { area: 'office', place: disks.stick }));
  valueOf(await save(before, 'case-a'));
  valueOf(await old.host.call('backup.run', { area: 'office' }));
  // Somebody keeps a copy of the folder at this point.
  await before.close();
  await stopped(old);
  await cp(join(disks.first, 'data'), join(disks.first, 'kept'), { recursive: true });
  const again = await started('old', disks.first);
  const store = valueOf(await signedIn(again));
  valueOf(await save(store, 'case-b'));
  const actions = valueOf(await store.cases.open('case-b')).actions;
  const made = valueOf(await again.host.call('backup.run', { area: 'office' }));
  expect(made).toMatchObject({ place: disks.stick, waiting: 0, failure: null });
  const list = told(store);
  const { head } = store.cases.ledger();
  await store.close();
  await stopped(again);
  await rm(join(disks.first, 'data'), { recursive: true });

  const fresh = await started('new', disks.second);
  expect(valueOf(await fresh.host.call('host.describe', {})).areas).toEqual([]);
  const restored = await fresh.host.call('backup.restore', { area: 'office', folder: await newest(fresh) });
  expect(restored).toMatchObject({ ok: true, value: { how: 'placed' } });
  // The old passphrases are forgotten with the old machine: the paper alone opens it.
  const byPaper: SignIn = { kind: 'recovery', officerId: 'o1', typed: recoveryKey, passphrase: '新的口令二〇二二' };
  const asked = valueOf(await signedIn(fresh, byPaper));
  expect(told(asked)).toEqual(list);
  expect(valueOf(await asked.cases.open('case-b')).actions).toEqual(actions);
  expect(asked.cases.ledger().head).toBe(head);
  // Nobody has said yet that the old machine is gone: no number.
  expect(asked.ledger.troubles).toMatchObject([{ kind: 'elsewhere' }]);
  expect(await save(asked, 'case-c')).toMatchObject({ ok: false, failure: { code: 'writing-stopped' } });
  valueOf(await asked.ledger.declareMoved('旧电脑烧毁'));
  await asked.close();
  const moved = valueOf(await signedIn(fresh, byPaper));
  expect(moved.ledger.troubles).toEqual([]);
  valueOf(await save(moved, 'case-c'));
  expect(told(moved).map(({ number }) => number)).toEqual([
    '〔2022〕W03-000003',
    '〔2022〕W03-000002',
    '〔2022〕W03-000001',
  ]);
  valueOf(await fresh.host.call('backup.run', { area: 'office' }));
  await moved.close();

  // The kept copy is started on the old machine, of which nothing but the machine is left: the backups know better.
  const { count } = valueOf(await fresh.host.call('journal.state', { area: 'office' }));
  await rm(join(disks.first, 'config'), { recursive: true, force: true });
  const kept = await started('old', disks.first, join(disks.first, 'kept'));
  const behind = valueOf(await signedIn(kept));
  expect(behind.ledger.troubles).toMatchObject([{ kind: 'behind', by: 'backup', known: count }]);
  expect(behind.cases.list().map(({ caseId }) => caseId)).toEqual(['case-a']);
  expect(await save(behind, 'case-d')).toMatchObject({
    ok: false,
    failure: { code: 'writing-stopped', detail: { trouble: 'behind', by: 'backup' } },
  });
  await behind.close();
});

test('a folder that is behind its own backups says so after a restart, and is mended from them', async () => {
  const machine = await started('old', disks.first);
  await anOfficeOn(machine);
  const store = valueOf(await signedIn(machine));
  valueOf(await machine.host.call('backup.choose', { area: 'office', place: disks.stick }));
  valueOf(await save(store, 'case-a'));
  valueOf(await machine.host.call('backup.run', { area: 'office' }));
  await store.close();
  await stopped(machine);
  await cp(join(disks.first, 'data'), join(disks.first, 'kept'), { recursive: true });
  const on = await started('old', disks.first);
  const later = valueOf(await signedIn(on));
  valueOf(await save(later, 'case-b'));
  valueOf(await on.host.call('backup.run', { area: 'office' }));
  const list = told(later);
  await later.close();
  await stopped(on);
  // The whole folder is put back as it was, the profile is lost, and the user's configuration with it.
  await rm(join(disks.first, 'data'), { recursive: true });
  await rm(join(disks.first, 'config'), { recursive: true, force: true });
  await cp(join(disks.first, 'kept'), join(disks.first, 'data'), { recursive: true });
  const back = await started('old', disks.first);
  const state = valueOf(await back.host.call('journal.state', { area: 'office' }));
  expect(state.troubles).toMatchObject([{ kind: 'behind', by: 'backup' }]);
  const behind = valueOf(await signedIn(back));
  expect(await save(behind, 'case-x')).toMatchObject({ ok: false, failure: { code: 'writing-stopped' } });
  await behind.close();
  const merged = await back.host.call('backup.restore', { area: 'office', folder: await newest(back) });
  expect(merged).toMatchObject({ ok: true, value: { how: 'merged' } });
  const whole = valueOf(await signedIn(back));
  expect(whole.ledger.troubles).toEqual([]);
  expect(told(whole)).toEqual(list);
  valueOf(await save(whole, 'case-c'));
  await whole.close();
});

test('a backup over a ledger that went another way is refused, and nothing is changed', async () => {
  const machine = await started('old', disks.first);
  await anOfficeOn(machine);
  const store = valueOf(await signedIn(machine));
  valueOf(await machine.host.call('backup.choose', { area: 'office', place: disks.stick }));
  valueOf(await save(store, 'case-a'));
  valueOf(await machine.host.call('backup.run', { area: 'office' }));
  await store.close();
  const other = await started('other', disks.second);
  await anOfficeOn(other);
  const own = valueOf(await signedIn(other));
  valueOf(await save(own, 'case-z'));
  const before = valueOf(await other.host.call('journal.state', { area: 'office' }));
  const refused = await other.host.call('backup.restore', { area: 'office', folder: await newest(other) });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'backup-forked' } });
  expect(valueOf(await other.host.call('journal.state', { area: 'office' }))).toEqual(before);
  await own.close();
});
