/** The window's side of the post over real folders, against real hubs on a real PostgreSQL: what 已同步 says is true, whatever the way does. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkStore } from '#electron/hub/check-store.ts';
import type { PostState } from '#shared/contract/post.ts';
import type { Result } from '#shared/contract/failure.ts';
import { aHost } from '#tests/builders/a-host.ts';
import { aHub } from '#tests/builders/a-hub.ts';
import { anOffice, append, found } from '#tests/builders/host-requests.ts';
import { lossyLink } from '#tests/faults/lossy-link.ts';
import { randomFrom } from '#tests/faults/random.ts';
import {
  aDoor,
  aLiar,
  area,
  atHub,
  codeAt,
  durable,
  hub,
  joinHub,
  journalLines,
  otherPostgres,
  post,
  postgres,
  relayed,
  send,
  stateOf,
  until,
  window,
  windowId,
  windows,
  write,
} from './a-post-scene.ts';

describe('a window that joined', () => {
  it('has every entry at the hub, byte for byte, and says so only then', async () => {
    await write(3);
    expect(await post()).toMatchObject({ hub: null, count: 4, acknowledged: 0, trouble: null });
    expect(stateOf(await joinHub())).toMatchObject({ hub: { address: hub.url, hub: hub.hub.hub } });
    expect(await durable()).toMatchObject({ count: 4, restsOn: 'one-node', trouble: null, lowered: null });
    await write(5);
    expect(await durable()).toMatchObject({ count: 9 });
    expect(await atHub()).toEqual(await journalLines());
  });

  it('goes on by itself after a start, and knows before the first answer what was said before', async () => {
    await joinHub();
    await write(2);
    await durable();
    const offline = await aHub(postgres);
    await offline.end();
    await window.restart();
    expect(await post()).toMatchObject({ acknowledged: 3, count: 3 });
    await write(2);
    await durable();
    expect(await atHub()).toEqual(await journalLines());
  });

  it('saves as ever while the hub is gone, says why and when it tries again, and sends everything when it is back', async () => {
    const door = await aDoor();
    await joinHub(door.url);
    await durable();
    door.shut();
    await write(30);
    const cut = await until(({ trouble }) => trouble !== null);
    expect(cut).toMatchObject({ count: 31, acknowledged: 1, trouble: { code: 'unreachable' } });
    expect(cut.trouble?.nextAt).not.toBeNull();
    door.open();
    expect(await durable()).toMatchObject({ count: 31, trouble: null });
    expect(await atHub()).toEqual(await journalLines());
    door.close();
  });

  it('loses and doubles nothing over a link that loses', async () => {
    const port = Number(new URL(hub.url).port);
    const link = await lossyLink(() => port, randomFrom(7), 0.5);
    const code = await codeAt();
    let joined = await joinHub(`http://127.0.0.1:${link.port}`, code);
    for (let tries = 0; !joined.ok && tries < 40; tries += 1)
      joined = await joinHub(`http://127.0.0.1:${link.port}`, tries > 5 ? await codeAt() : code);
    expect(joined).toMatchObject({ ok: true });
    for (let batch = 0; batch < 12; batch += 1) {
      await write(5);
      await send();
    }
    await durable();
    expect(link.spoilt()).toBeGreaterThan(0);
    expect(await atHub()).toEqual(await journalLines());
    link.close();
  });

  it('brings 1,200 entries of weeks without a hub in runs of at most 500, while entries go on being saved', async () => {
    await write(1200);
    await joinHub();
    await write(20);
    await durable();
    expect(await atHub()).toEqual(await journalLines());
    expect(await checkStore(hub.database)).toMatchObject({ problems: [] });
  }, 60_000);

  it('sends nothing more once it left, and goes on where it was when it joins again', async () => {
    await joinHub();
    await durable();
    expect(stateOf(await window.host.call('post.leave', { area }))).toMatchObject({ hub: null, acknowledged: 0 });
    await write(2);
    await window.restart();
    expect(await send()).toMatchObject({ hub: null, count: 3 });
    expect(await atHub()).toHaveLength(1);
    await joinHub();
    await durable();
    expect(await atHub()).toEqual(await journalLines());
  });

  it('keeps its key and the hub out of every backup', async () => {
    const place = await mkdtemp(join(tmpdir(), 'post-backup-'));
    const own = await aHost(undefined, undefined, {
      deviceOf: async (path) => await Promise.resolve(path.startsWith(place) ? 'stick' : 'disk'),
    });
    await found(own.host, area, anOffice({ receiptPrefix: `Q${windows}` }));
    await joinHub(hub.url, undefined, own);
    expect(await own.host.call('backup.choose', { area, place })).toMatchObject({ ok: true });
    expect(await own.host.call('backup.run', { area })).toMatchObject({ ok: true });
    const files = await readdir(place, { recursive: true });
    expect(files.some((name) => name.endsWith('journal.jsonl'))).toBe(true);
    expect(files.filter((name) => name.includes('post'))).toEqual([]);
    await own.end();
    await rm(place, { recursive: true });
  });
});

describe('joining', () => {
  const reasonOf = (result: Result<PostState>): unknown => (result.ok ? 'joined' : result.failure.detail?.['reason']);

  it.each([
    ['an address on the network', 'http://10.0.0.7:30130', 'address-unfit'],
    ['an address without sense', 'hub', 'address-unfit'],
    ['a port where nothing listens', 'http://127.0.0.1:9', 'unreachable'],
  ])('%s is refused before anything is sent', async (_, address, reason) => {
    const refused = await joinHub(address);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'post-not-joined' } });
    expect(reasonOf(refused)).toBe(reason);
    expect(await post()).toMatchObject({ hub: null });
  });

  it('a code with a slip, a wrong one and a used one are told apart from each other where they can be', async () => {
    expect(reasonOf(await joinHub(hub.url, 'AB3DEF'))).toBe('code-unreadable');
    const other = await aHub(await otherPostgres());
    expect(reasonOf(await joinHub(hub.url, await codeAt(other)))).toBe('code-refused');
    const code = await codeAt();
    expect(reasonOf(await joinHub(hub.url, code))).toBe('joined');
    expect(reasonOf(await joinHub(hub.url, code))).toBe('code-refused');
    // Joined once, it stays so.
    expect(await durable()).toMatchObject({ hub: { address: hub.url } });
    await other.end();
  });

  it('a real hub takes no training window', async () => {
    const real = await aHub(await otherPostgres(), { area: 'office' });
    expect(reasonOf(await joinHub(real.url, await codeAt(real)))).toBe('wrong-area');
    await real.end();
  });

  it('a second training window has the first one’s prefix, and joins all the same', async () => {
    await joinHub();
    const twin = await aHost();
    await found(twin.host, area, anOffice({ receiptPrefix: `P${windows}` }));
    expect(reasonOf(await joinHub(hub.url, undefined, twin))).toBe('joined');
    await write(2);
    await durable();
    await durable(twin);
    expect([(await atHub()).length, (await atHub(twin)).length]).toEqual([3, 1]);
    await twin.end();
  });

  it('whoever does not know the code is not believed, whatever it answers', async () => {
    const liar = await aLiar(async (path, body) => {
      const answer = await (await fetch(`${hub.url}${path}`, path === '/v1/about' ? {} : relayed(body))).json();
      return path === '/v1/join' ? { answer: '{}', proof: `${'A'.repeat(43)}=` } : answer;
    });
    expect(reasonOf(await joinHub(liar.url))).toBe('not-proved');
    expect(await post()).toMatchObject({ hub: null });
    liar.close();
  });
});

describe('a hub that is not what it was', () => {
  it('put back to yesterday lowers what is said, and gets everything again', async () => {
    await joinHub();
    await write(9);
    await durable();
    const own = await windowId();
    await hub.database.rows('DELETE FROM unit WHERE window_id = $1 AND sequence > 4', [own]);
    await hub.database.rows(
      'UPDATE log SET held = 4, head = (SELECT hash FROM unit u WHERE u.window_id = $1 AND u.sequence = 4) WHERE window_id = $1',
      [own],
    );
    await hub.store.restored();
    await send();
    expect(await durable()).toMatchObject({ count: 10, trouble: null, lowered: null });
    expect(await atHub()).toEqual(await journalLines());
  });

  it('another hub at the address is told, nothing is sent to it, and it is not asked again by itself', async () => {
    const door = await aDoor();
    await joinHub(door.url);
    await durable();
    const other = await aHub(await otherPostgres());
    door.to(other.url);
    await write(2);
    const told = await send();
    expect(told).toMatchObject({ acknowledged: 1, trouble: { code: 'hub-changed', step: 'about', nextAt: null } });
    expect(await other.database.rows('SELECT 1 FROM unit')).toEqual([]);
    await other.end();
    door.close();
  });

  it('an acknowledgement that it did not sign, or of more than there is, is never believed', async () => {
    let lie: 'signature' | 'more' | 'hash' = 'signature';
    const liar = await aLiar(async (path, body) => {
      const response = await fetch(`${hub.url}${path}`, path === '/v1/about' ? {} : relayed(body));
      const answer = (await response.json()) as Record<string, unknown>;
      const given = answer['acknowledgement'] as Record<string, unknown> | undefined;
      if (given === undefined) return answer;
      const changed = lie === 'signature' ? { ...given, restsOn: 'synchronous-standby' } : { ...given, sequence: 999 };
      return { ...answer, acknowledgement: lie === 'hash' ? { ...given, hash: 'f'.repeat(64) } : changed };
    });
    await joinHub(liar.url);
    for (lie of ['signature', 'more', 'hash'] as const)
      expect(await send()).toMatchObject({
        acknowledged: 0,
        trouble: { code: 'hub-changed', step: 'state', nextAt: null },
      });
    liar.close();
  });

  it('whose own signed word ends in other bytes stops the post until a person looked', async () => {
    await joinHub();
    await write(3);
    await durable();
    await window.stop();
    // An older copy of the whole machine goes on: other entries at the same numbers.
    const copy = await mkdtemp(join(tmpdir(), 'post-copy-'));
    await cp(window.folder, copy, { recursive: true });
    const path = join(copy, 'areas', area, 'journal.jsonl');
    await writeFile(path, `${(await readFile(path, 'utf8')).split('\n').slice(0, 2).join('\n')}\n`);
    for (const name of ['acknowledged.json', 'acknowledged.json.copy', 'journal.index'])
      await rm(join(copy, 'areas', area, name), { force: true });
    const older = await aHost(copy);
    expect(await send(older)).toMatchObject({ acknowledged: 0, trouble: { code: 'folder-behind', nextAt: null } });
    expect(await atHub(older)).toHaveLength(4);
    // The hub is a witness: no number is given that it has seen already.
    expect(await append(older.host, area)).toMatchObject({
      failure: { code: 'writing-stopped', detail: { trouble: 'behind', by: 'hub', have: 2, known: 4 } },
    });
    expect(await send(older)).toMatchObject({ trouble: { code: 'folder-behind', step: 'ledger' } });
    // Whoever leaves the hub is not held to its word any more.
    expect(await older.host.call('post.leave', { area })).toMatchObject({ ok: true });
    expect(await append(older.host, area)).toMatchObject({ ok: true });
    await older.end();
    await window.restart();
  });

  it('that went on from an older copy while no hub was asked is told as forked, and gives no number either', async () => {
    await joinHub();
    await write(3);
    await durable();
    await window.stop();
    const copy = await mkdtemp(join(tmpdir(), 'post-copy-'));
    await cp(window.folder, copy, { recursive: true });
    const path = join(copy, 'areas', area, 'journal.jsonl');
    await writeFile(path, `${(await readFile(path, 'utf8')).split('\n').slice(0, 2).join('\n')}\n`);
    const post = join(copy, 'areas', area, 'post.json');
    const record = await readFile(post);
    for (const name of ['acknowledged.json', 'acknowledged.json.copy', 'journal.index', 'post.json', 'post.json.copy'])
      await rm(join(copy, 'areas', area, name), { force: true });
    const older = await aHost(copy);
    await write(4, older);
    await older.stop();
    for (const name of ['post.json', 'post.json.copy']) await writeFile(join(copy, 'areas', area, name), record);
    const again = await aHost(copy);
    expect(await send(again)).toMatchObject({ trouble: { code: 'differs' } });
    expect(await append(again.host, area)).toMatchObject({
      failure: { code: 'writing-stopped', detail: { trouble: 'forked' } },
    });
    expect(await atHub(again)).toHaveLength(4);
    await again.end();
    await window.restart();
  });
});

describe('a ledger that lost a line', () => {
  it('waits before it, and keeps its place free at the hub once somebody took note', async () => {
    await write(6);
    await window.stop();
    const path = join(window.folder, 'areas', area, 'journal.jsonl');
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines[3] = 'x'.repeat(lines[3]?.length ?? 0);
    await writeFile(path, lines.join('\n'));
    await window.restart();
    await joinHub();
    expect(await until(({ trouble }) => trouble !== null)).toMatchObject({
      acknowledged: 3,
      trouble: { code: 'line-damaged', step: 'ledger', sequence: 4 },
    });
    await append(window.host, area, { kind: 'window', takeNumbers: [], marks: { accepts: { lines: [4], keys: [] } } });
    await durable();
    const held = await atHub();
    expect(held[3]).toBeNull();
    expect(held).toHaveLength(8);
  });
});
