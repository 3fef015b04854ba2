/** A hub that adds a line of its own to a window's log before it gives the log back: whoever signs in is told, and no case is made of it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PostState } from '#shared/contract/post.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { restoreDesk } from '#renderer/store/restore-backup.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { fastHash } from '#electron/host/journal-file.ts';
import { isOld } from '#shared/casework/journal.ts';
import { completed, lineText, readLine } from '#shared/casework/journal-line.ts';
import { aHub, aPostgres, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { environmentOver } from './a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

const area = 'office';
let postgres: TestPostgres;
let hub: TestHub;
let disks: TestDisks;
let recoveryKey: string;
let list: unknown;
let fresh: Machine;
const running: Machine[] = [];

async function started(name: string, ownDisk: string): Promise<Machine> {
  const machine = await aMachine({ name, ownDisk, folder: join(ownDisk, 'data') });
  running.push(machine);
  return machine;
}
async function save(store: CounterStore, caseId: string): Promise<void> {
  const action = actedBy(aDecidedAction('毕业-'), store.officer);
  valueOf(await store.cases.record({ entryId: crypto.randomUUID(), caseId, action }));
}
const told = (store: CounterStore) =>
  store.cases.list().map(({ caseId, number, status }) => ({ caseId, number, status }));
async function until(machine: Machine, wanted: (state: PostState) => boolean): Promise<void> {
  for (const patience = Date.now() + 20_000; Date.now() < patience;) {
    if (wanted(valueOf(await machine.host.call('post.send', { area })))) return;
    await new Promise((settle) => setTimeout(settle, 20));
  }
  throw new Error('never so');
}
const allThere = ({ acknowledged, count, restores }: PostState): boolean =>
  acknowledged === count && restores === 'yes';

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres, { area, secure: true });
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});
/** A window that burnt. */
beforeEach(async () => {
  await hub.database.rows('TRUNCATE log, unit, content_key, sealed_office, invitation, office CASCADE');
  disks = await testDisks();
  const old = await started('old', disks.first);
  recoveryKey = await anOfficeOn(old);
  const store = valueOf(await signedIn(old));
  const { code } = (await hub.store.invite(null)) ?? { code: '' };
  valueOf(await postDesk(store).join(hub.url, code));
  for (let at = 0; at < 8; at += 1) await save(store, `case-${at}`);
  await until(old, allThere);
  list = told(store);
  await store.close();
  running.splice(0);
  await old.stop();
  for (const name of ['data', 'config']) await rm(join(disks.first, name), { recursive: true, force: true });
  fresh = await started('new', disks.second);
});
afterEach(async () => {
  for (const machine of running.splice(0)) await machine.stop();
  await disks.clear();
});

/** The last line once more as if it were the next, under another name: its content is sealed for another place. */
async function invent(numbers: 'again' | 'none'): Promise<number> {
  const [log] = await hub.database.rows<{ office: string; window_id: string; held: string; line: string }>(
    'SELECT l.office, l.window_id, l.held, u.line FROM log l JOIN unit u ON u.window_id = l.window_id AND u.sequence = l.held',
  );
  const read = readLine(log?.line ?? '', fastHash);
  if (log === undefined || read.state !== 'entry' || isOld(read.entry)) throw new Error('no last line');
  const { hash: previous, ...last } = read.entry;
  const sequence = Number(log.held) + 1;
  const own = { ...last.header, sequence, entryId: crypto.randomUUID() };
  const header = numbers === 'again' ? own : { ...own, numbers: [] };
  const entry = completed({ ...last, header, previous }, fastHash);
  await hub.database.rows('INSERT INTO unit (office, window_id, sequence, hash, line) VALUES ($1, $2, $3, $4, $5)', [
    log.office,
    log.window_id,
    sequence,
    entry.hash,
    lineText(entry),
  ]);
  await hub.database.rows('UPDATE log SET held = $1, head = $2', [sequence, entry.hash]);
  return sequence;
}

async function takenBack(sequence: number): Promise<void> {
  await hub.database.rows('DELETE FROM unit WHERE sequence = $1', [sequence]);
  await hub.database.rows(
    'UPDATE log l SET held = u.sequence, head = u.hash FROM unit u WHERE u.window_id = l.window_id AND u.sequence = $1',
    [sequence - 1],
  );
}

test('one that gives a number twice is not fetched; one that gives none comes back named, and changes no case', async () => {
  const before = await invent('again');
  const refused = await hub.store.inviteBack('W03', null);
  if (typeof refused === 'string') throw new Error(refused);
  expect(
    await restoreDesk(fresh.host, environmentOver(fresh.idb)).fetch(hub.url, refused.code, () => undefined),
  ).toMatchObject({ failure: { code: 'post-not-fetched', detail: { reason: 'not-whole' } } });
  await takenBack(before);
  const sequence = await invent('none');
  const made = await hub.store.inviteBack('W03', null);
  if (typeof made === 'string') throw new Error(made);
  const desk = restoreDesk(fresh.host, environmentOver(fresh.idb));
  const fetched = valueOf(await desk.fetch(hub.url, made.code, () => undefined));
  const door = valueOf(await desk.door(fetched.folder));
  valueOf(await desk.restore(fetched.folder, door, { kind: 'recovery', typed: recoveryKey }));
  await desk.fetchEnd();
  const store = valueOf(await signedIn(fresh));
  // Nothing is said of the case that it names before somebody has looked: a line of it cannot be read. All others are as they were.
  const others = (list as ReturnType<typeof told>).filter(({ caseId }) => caseId !== 'case-7');
  expect(told(store)).toEqual(others);
  const { troubles } = store.ledger;
  expect(troubles).toContainEqual({ kind: 'lines-damaged', lines: [sequence], more: 0 });
  // Nothing is written behind it before an administrator has taken note.
  const action = actedBy(aDecidedAction('毕业-'), store.officer);
  expect(await store.cases.record({ entryId: crypto.randomUUID(), caseId: 'case-new', action })).toMatchObject({
    ok: false,
    failure: { code: 'writing-stopped' },
  });
  await store.close();
});
