/** 从接收端取回: an empty machine, the hub's address, a code printed for just that window, and the recovery key. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PostState } from '#shared/contract/post.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { restoreDesk } from '#renderer/store/restore-backup.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { fetchWindow } from '#electron/host/post/window-fetching.ts';
import { aHub, aPostgres, joinedTo, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aWindowLog } from '#tests/builders/a-window-log.ts';
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
const servers: Server[] = [];

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
  for (const server of servers.splice(0)) server.close();
  await disks.clear();
});

const codeFor = async (prefix = 'W03'): Promise<string> => {
  const made = await hub.store.inviteBack(prefix, null);
  if (typeof made === 'string') throw new Error(made);
  return made.code;
};
const deskOf = () => restoreDesk(fresh.host, environmentOver(fresh.idb));
const reasonOf = async (address: string, code: string): Promise<unknown> => {
  const answer = await deskOf().fetch(address, code, () => undefined);
  return answer.ok ? answer.value : answer.failure.detail?.['reason'];
};
const left = async (): Promise<string[]> =>
  await readdir(join(disks.second, 'data', 'fetched-from-hub')).catch(() => []);

const pages: [number, number][] = [];

describe('with a code for the window', () => {
  test('everything comes back over TLS; the same code joins the restored window, and nobody else', async () => {
    const desk = deskOf();
    const code = await codeFor();
    const progress: number[] = [];
    const fetched = valueOf(await desk.fetch(hub.url, code, ({ of }) => progress.push(of)));
    expect(fetched).toMatchObject({ sealed: true, state: 'whole', prefix: 'W03' });
    const door = valueOf(await desk.door(fetched.folder));
    const wrong = { kind: 'recovery', typed: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' } as const;
    expect(await desk.restore(fetched.folder, door, wrong)).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    valueOf(await desk.restore(fetched.folder, door, { kind: 'recovery', typed: recoveryKey }));
    await desk.fetchEnd();
    expect(await left()).toEqual([]);
    const store = valueOf(await signedIn(fresh));
    expect(told(store)).toEqual(list);
    valueOf(await store.ledger.declareMoved('旧电脑烧毁'));
    await store.close();
    const moved = valueOf(await signedIn(fresh));
    valueOf(await postDesk(moved).join(hub.url, code));
    await save(moved, 'case-after');
    await until(fresh, allThere);
    expect(await hub.database.rows('SELECT generation FROM log')).toEqual([{ generation: 2 }]);
    await moved.close();
    const other = await started('third', disks.first);
    await anOfficeOn(other);
    const stranger = valueOf(await signedIn(other));
    const again = await codeFor();
    expect(await postDesk(stranger).join(hub.url, again)).toMatchObject({
      failure: { detail: { reason: 'code-refused' } },
    });
    await stranger.close();
  });

  test('a long log comes in pages, and a line that is larger than a page comes alone', async () => {
    const plain = await aHub(postgres, { area });
    const window = await joinedTo(plain, await aWindowLog({ area, prefix: 'W09' }));
    await plain.end();
    for (let at = 0; at < 1100; at += 1) window.write();
    for (const from of [1, 501, 1001]) await hub.store.takeRun(await window.run(from, Math.min(1100, from + 499)));
    const outcome = await fetchWindow({
      address: hub.url,
      code: await codeFor('W09'),
      area,
      layer: diskLayer,
      into: join(disks.second, 'fetched'),
      program: 'test',
      now: () => new Date(),
      onProgress: (lines, of) => pages.push([lines, of]),
      stopped: () => false,
    });
    // Nobody ever sealed the office of this window.
    expect(outcome).toEqual({ ok: false, reason: 'no-office' });
    expect(pages).toEqual([0, 500, 1000, 1100].map((lines) => [lines, 1100]));
    const alone = await hub.database.rows('SELECT sequence FROM log_page($1, $2, 4, 1100, 500, 1)', [
      window.name.office,
      window.name.window,
    ]);
    expect(alone).toEqual([{ sequence: '5' }]);
  });
});

describe('what is refused, and leaves nothing behind', () => {
  test('a code with a slip, a late one, a code for joining, another address, a hub of the other area', async () => {
    const code = await codeFor();
    expect(await reasonOf(hub.url, `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)).toBe('code-unreadable');
    const joining = (await hub.store.invite(null))?.code ?? '';
    expect(await reasonOf(hub.url, joining)).toBe('code-refused');
    await hub.database.rows(`UPDATE invitation SET until = now() - interval '1 second'`);
    expect(await reasonOf(hub.url, code)).toBe('code-refused');
    expect(await reasonOf('http://10.0.0.1:30130', code)).toBe('address-unfit');
    const training = await aPostgres();
    const practice = await aHub(training);
    expect(await reasonOf(practice.url, code)).toBe('wrong-area');
    await practice.end();
    await training.end();
    expect(await left()).toEqual([]);
    expect(valueOf(await fresh.host.call('host.describe', {})).areas).toEqual([]);
  });

  test('whoever does not know the code is not believed, whatever he passes on or changes', async () => {
    const code = await codeFor();
    const plain = await aHub(postgres, { area });
    const liar = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
        const init = request.method === 'GET' ? {} : { method: 'POST', headers, body: new Uint8Array(body) };
        const answer = await fetch(`${plain.url}${request.url}`, init);
        const text = await answer.text();
        response.writeHead(answer.status, { 'Content-Type': 'application/json' });
        // One line is left out of the page.
        response.end(text.replace(/\{\\"sequence\\":3,.*?\},/u, ''));
      })();
    });
    servers.push(liar);
    await new Promise<void>((ready) => liar.listen(0, '127.0.0.1', ready));
    const at = liar.address();
    const url = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
    expect(await reasonOf(url, code)).toBe('not-proved');
    expect(await left()).toEqual([]);
    await plain.end();
  });

  test('a key that is missing, and a window whose settings nobody sealed', async () => {
    const code = await codeFor();
    const [kept] = await hub.database.rows<{ subject: string; wrapped: string }>('SELECT * FROM content_key LIMIT 1');
    await hub.database.rows('DELETE FROM content_key WHERE subject = $1', [kept?.subject]);
    expect(await reasonOf(hub.url, code)).toBe('not-whole');
    await hub.database.rows('DELETE FROM sealed_office');
    expect(await reasonOf(hub.url, code)).toBe('no-office');
    expect(await left()).toEqual([]);
  });

  test('what a killed machine left is gone at the next start', async () => {
    const folder = join(disks.second, 'data', 'fetched-from-hub', 'n0000001');
    await mkdir(folder, { recursive: true });
    running.splice(running.indexOf(fresh), 1);
    await fresh.stop();
    await mkdir(folder, { recursive: true });
    fresh = await started('new', disks.second);
    await expect.poll(left).toEqual([]);
  });

  test('stopped half way', async () => {
    const desk = deskOf();
    const code = await codeFor();
    const fetching = desk.fetch(hub.url, code, () => void desk.fetchEnd());
    expect(await fetching).toMatchObject({ ok: false, failure: { code: 'post-not-fetched' } });
    expect(await left()).toEqual([]);
  });
});
