/** The machine is gone and with it every backup: hub and recovery key give back the same cases, numbers and digests. */
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '#shared/contract/failure.ts';
import type { PostState } from '#shared/contract/post.ts';
import { checkStore } from '#electron/hub/check-store.ts';
import { backUpWindow, type BackupOutcome } from '#electron/hub/window-backup.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { restoreDesk } from '#renderer/store/restore-backup.ts';
import type { SignIn } from '#renderer/store/open-counter-store.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aHub, aPostgres, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { environmentOver } from './a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

const area = 'office';
let postgres: TestPostgres;
let hub: TestHub;
let disks: TestDisks;
const running: Machine[] = [];

beforeAll(async () => {
  postgres = await aPostgres();
});
afterAll(async () => {
  await postgres.end();
});
beforeEach(async () => {
  disks = await testDisks();
  hub = await aHub(postgres, { area });
  await hub.database.rows('TRUNCATE log, unit, content_key, sealed_office, invitation, office CASCADE');
});
afterEach(async () => {
  for (const machine of running.splice(0)) await machine.stop();
  await hub.end();
  await disks.clear();
});

async function started(name: string, ownDisk: string): Promise<Machine> {
  const machine = await aMachine({ name, ownDisk, folder: join(ownDisk, 'data') });
  running.push(machine);
  return machine;
}
async function burnt(machine: Machine, disk: string): Promise<void> {
  running.splice(running.indexOf(machine), 1);
  await machine.stop();
  // Its disk is found again later.
  await cp(join(disk, 'data'), join(disk, 'found'), { recursive: true });
  for (const name of ['data', 'config']) await rm(join(disk, name), { recursive: true, force: true });
}

async function save(store: CounterStore, caseId: string): Promise<Result<unknown>> {
  const action = actedBy(aDecidedAction('毕业-'), store.officer);
  return await store.cases.record({ entryId: crypto.randomUUID(), caseId, action });
}
const told = (store: CounterStore) =>
  store.cases.list().map(({ caseId, number, status }) => ({ caseId, number, status }));

async function joined(store: CounterStore): Promise<void> {
  const { code } = (await hub.store.invite(null)) ?? { code: '' };
  valueOf(await postDesk(store).join(hub.url, code));
}
/** The post once it is as wanted. */
async function until(machine: Machine, wanted: (state: PostState) => boolean): Promise<PostState> {
  let last: PostState | null = null;
  for (const patience = Date.now() + 20_000; Date.now() < patience;) {
    last = valueOf(await machine.host.call('post.send', { area }));
    if (wanted(last)) return last;
    await new Promise((settle) => setTimeout(settle, 20));
  }
  throw new Error(`never so: ${JSON.stringify(last)}`);
}
const allThere = ({ acknowledged, count, restores }: PostState): boolean =>
  acknowledged === count && restores === 'yes';

const taken = async (prefix = 'W03'): Promise<BackupOutcome> => {
  await mkdir(disks.stick, { recursive: true });
  const { database } = hub;
  const order = { database, area, into: disks.stick, prefix, office: null, program: 'test', now: new Date() } as const;
  return await backUpWindow(order);
};
const deskOn = (machine: Machine) => restoreDesk(machine.host, environmentOver(machine.idb));

describe('a machine that is gone', () => {
  test('comes back from the hub with the recovery key: same cases, numbers and head; its old disk sends nothing more', async () => {
    const old = await started('old', disks.first);
    const recoveryKey = await anOfficeOn(old);
    const before = valueOf(await signedIn(old));
    await joined(before);
    for (const caseId of ['case-a', 'case-b', 'case-c']) valueOf(await save(before, caseId));
    const actions = valueOf(await before.cases.open('case-b')).actions;
    await until(old, allThere);
    const list = told(before);
    const { head } = before.cases.ledger();
    await before.close();
    await burnt(old, disks.first);

    expect(await checkStore(hub.database)).toMatchObject({ windows: 1, restorable: 1, keysMissing: 0, problems: [] });
    expect(await taken()).toMatchObject({ ok: true, value: { keys: 3 } });
    const fresh = await started('new', disks.second);
    const desk = deskOn(fresh);
    const found = valueOf(await desk.list(disks.stick));
    expect(found).toMatchObject([{ state: 'whole', sealed: true, prefix: 'W03', officeName: '' }]);
    const folder = found[0]?.folder ?? '';
    const door = valueOf(await desk.door(folder));
    // No name and no card of an officer lies open there.
    expect(Object.keys(door)).toEqual(['area', 'sealed']);
    const wrong = { kind: 'recovery', typed: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' } as const;
    expect(await desk.restore(folder, door, wrong)).toMatchObject({ ok: false, failure: { code: 'wrong-passphrase' } });
    expect(valueOf(await fresh.host.call('host.describe', {})).areas).toEqual([]);
    valueOf(await desk.restore(folder, door, { kind: 'recovery', typed: recoveryKey }));

    // Everybody signs in as before: the cards came back with the vault.
    const again = valueOf(await signedIn(fresh));
    expect(told(again)).toEqual(list);
    expect(again.cases.ledger().head).toBe(head);
    expect(valueOf(await again.cases.open('case-b')).actions).toEqual(actions);
    expect(again.ledger.troubles).toMatchObject([{ kind: 'elsewhere' }]);
    valueOf(await again.ledger.declareMoved('旧电脑烧毁'));
    await again.close();
    const moved = valueOf(await signedIn(fresh));
    valueOf(await save(moved, 'case-d'));
    expect(told(moved)[0]?.number).toBe('〔2022〕W03-000004');
    await joined(moved);
    await until(fresh, allThere);
    await moved.close();
    // And once more, from what the second machine sent.
    expect(await taken()).toMatchObject({ ok: true, value: { keys: 4 } });

    const foundAgain = await aMachine({ name: 'old', ownDisk: disks.first, folder: join(disks.first, 'found') });
    running.push(foundAgain);
    const sent = valueOf(await foundAgain.host.call('post.send', { area }));
    expect(sent).toMatchObject({ count: 5, acknowledged: 5, trouble: { code: 'signature' } });
  });

  test('by paper alone: whoever has the recovery key and no passphrase signs in with it', async () => {
    const old = await started('old', disks.first);
    const recoveryKey = await anOfficeOn(old);
    const before = valueOf(await signedIn(old));
    await joined(before);
    valueOf(await save(before, 'case-a'));
    await until(old, allThere);
    await before.close();
    await burnt(old, disks.first);
    await taken();
    const fresh = await started('new', disks.second);
    const desk = deskOn(fresh);
    const folder = valueOf(await desk.list(disks.stick))[0]?.folder ?? '';
    const door = valueOf(await desk.door(folder));
    valueOf(await desk.restore(folder, door, { kind: 'recovery', typed: recoveryKey }));
    const byPaper: SignIn = { kind: 'recovery', officerId: 'o1', typed: recoveryKey, passphrase: '新的口令二〇二二' };
    const store = valueOf(await signedIn(fresh, byPaper));
    expect(told(store)).toHaveLength(1);
    await store.close();
  });

  test('settings that changed come back as they were last', async () => {
    const old = await started('old', disks.first);
    const recoveryKey = await anOfficeOn(old);
    const before = valueOf(await signedIn(old));
    await joined(before);
    valueOf(await save(before, 'case-a'));
    await until(old, allThere);
    valueOf(await before.saveOffice({ ...before.office, windowNumber: '12' }));
    valueOf(await save(before, 'case-b'));
    valueOf(await before.saveOffice({ ...before.office, windowNumber: '13' }));
    await until(old, allThere);
    await before.close();
    await burnt(old, disks.first);
    await taken();
    const fresh = await started('new', disks.second);
    const desk = deskOn(fresh);
    const folder = valueOf(await desk.list(disks.stick))[0]?.folder ?? '';
    valueOf(await desk.restore(folder, valueOf(await desk.door(folder)), { kind: 'recovery', typed: recoveryKey }));
    const store = valueOf(await signedIn(fresh));
    expect(store.office.windowNumber).toBe('13');
    expect(told(store)).toHaveLength(2);
    await store.close();
  });
});

test('an older folder is brought up to date from what the hub wrote, entry by entry proved', async () => {
  const machine = await started('old', disks.first);
  await anOfficeOn(machine);
  const store = valueOf(await signedIn(machine));
  await joined(store);
  valueOf(await save(store, 'case-a'));
  await until(machine, allThere);
  await store.close();
  running.splice(running.indexOf(machine), 1);
  await machine.stop();
  await cp(join(disks.first, 'data'), join(disks.first, 'kept'), { recursive: true });
  const on = await started('old', disks.first);
  const later = valueOf(await signedIn(on));
  for (const caseId of ['case-b', 'case-c']) valueOf(await save(later, caseId));
  await until(on, allThere);
  const list = told(later);
  await later.close();
  running.splice(running.indexOf(on), 1);
  await on.stop();
  for (const name of ['data', 'config']) await rm(join(disks.first, name), { recursive: true, force: true });
  await cp(join(disks.first, 'kept'), join(disks.first, 'data'), { recursive: true });

  // Nothing on the machine knows better: the hub does.
  const back = await started('old', disks.first);
  await until(back, ({ trouble }) => trouble?.code === 'folder-behind');
  const behind = valueOf(await signedIn(back));
  expect(behind.ledger.troubles).toMatchObject([{ kind: 'behind', by: 'hub' }]);
  expect(await save(behind, 'case-x')).toMatchObject({ failure: { code: 'writing-stopped' } });
  await behind.close();
  const made = await taken();
  const folder = made.ok ? made.value.folder : '';
  const merged = await back.host.call('backup.restore', { area, folder });
  expect(merged).toMatchObject({ ok: true, value: { how: 'merged', keys: 2 } });
  const whole = valueOf(await signedIn(back));
  expect(whole.ledger.troubles).toEqual([]);
  expect(told(whole)).toEqual(list);
  expect(valueOf(await whole.cases.open('case-c')).actions).not.toEqual([]);
  valueOf(await save(whole, 'case-d'));
  await until(back, allThere);
  await whole.close();
});

describe('what the hub is not given back for', () => {
  test('a window that nobody knows, one that sent nothing, one whose office has no recovery key', async () => {
    expect(await taken('X9')).toEqual({ ok: false, why: 'no-window' });
    const machine = await started('old', disks.first);
    await anOfficeOn(machine);
    const store = valueOf(await signedIn(machine));
    await joined(store);
    await until(machine, allThere);
    await hub.database.rows('UPDATE sealed_office SET body = jsonb_set(body::jsonb, $1, $2)::text', [
      '{recovery}',
      'null',
    ]);
    expect(await taken()).toEqual({ ok: false, why: 'no-recovery-key' });
    await hub.database.rows('DELETE FROM sealed_office');
    expect(await taken()).toEqual({ ok: false, why: 'no-office' });
    await store.close();
  });

  test('a key that is missing at the hub is found by reading back, and nothing is left lying', async () => {
    const machine = await started('old', disks.first);
    await anOfficeOn(machine);
    const store = valueOf(await signedIn(machine));
    await joined(store);
    valueOf(await save(store, 'case-a'));
    await until(machine, allThere);
    await hub.database.rows('DELETE FROM content_key');
    expect(await checkStore(hub.database)).toMatchObject({ restorable: 0, keysMissing: 1 });
    expect(await taken()).toEqual({ ok: false, why: 'not-whole' });
    expect(await readdir(join(disks.stick, 'counter-backup')).then((names) => names.length)).toBe(1);
    expect(await machine.host.call('backup.list', { place: disks.stick })).toMatchObject({
      failure: { code: 'backup-not-found' },
    });
    await store.close();
  });
});
