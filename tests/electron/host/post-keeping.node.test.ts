/** What goes before the lines: keys, and vault and settings sealed; what waits for them, over the network and by stick. */
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { giveStick, takeStick } from '#electron/hub/sticks.ts';
import { keptForHub } from '#tests/builders/a-sealed-office.ts';
import { anEntry, anOffice, append, endOf, settingsMark } from '#tests/builders/host-requests.ts';
import {
  aDoor,
  area,
  atHub,
  codeAt,
  durable,
  hub,
  joinHub,
  post,
  send,
  until,
  window,
  windowId,
  write,
} from './a-post-scene.ts';

const wrapped = (byte: string): string => `1:${byte.repeat(80)}`;
const aCase = async (contentKey = wrapped('A')): Promise<string> => {
  const subjectId = randomUUID();
  expect(await append(window.host, area, { subjectId, contentKey })).toMatchObject({ ok: true });
  return subjectId;
};
const keysAtHub = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await hub.database.rows<{ subject: string; wrapped: string }>(
        'SELECT subject, wrapped FROM content_key WHERE window_id = $1 AND dropped_at IS NULL',
        [await windowId()],
      )
    ).map((row) => [row.subject, row.wrapped]),
  );
async function saveSettings(windowNumber: string, revision: number): Promise<void> {
  const settings = anOffice({ receiptPrefix: (await endOf(window.host, area)).writer?.prefix ?? '', windowNumber });
  const entry = anEntry(await endOf(window.host, area), {
    kind: 'office',
    takeNumbers: [],
    marks: { settings: settingsMark(revision, settings) },
  });
  expect(await window.host.call('settings.write', { area, settings, entry })).toMatchObject({ ok: true });
}

describe('over the network', () => {
  it('a case’s key is at the hub before its first line is called durable', async () => {
    await joinHub();
    const subjects = [await aCase(wrapped('A')), await aCase(wrapped('B'))];
    await durable();
    expect(await keysAtHub()).toEqual({ [subjects[0] ?? '']: wrapped('A'), [subjects[1] ?? '']: wrapped('B') });
  });

  it('after a restart nothing is sent twice, and a hub that lost them is given all again', async () => {
    await joinHub();
    const first = await aCase();
    const gone = await aCase(wrapped('C'));
    await durable();
    await append(window.host, area, { kind: 'purge', subjectId: gone, takeNumbers: [], marks: { destroys: [gone] } });
    await durable();
    // What was followed case by case is what a restart finds: no letter goes again.
    const letters = (): number => hub.log.filter((line) => line.includes('"/v1/keys"')).length;
    const before = letters();
    await window.restart();
    await durable();
    expect(before).toBeGreaterThan(1);
    expect(letters()).toBe(before);
    expect(Object.keys(await keysAtHub())).toEqual([first]);
    await hub.database.rows('DELETE FROM content_key');
    await hub.store.restored();
    const second = await aCase(wrapped('B'));
    await durable();
    expect(Object.keys(await keysAtHub()).sort()).toEqual([first, second].sort());
  });

  it('wraps of a new data key follow without any entry', async () => {
    await joinHub();
    const subject = await aCase();
    await durable();
    const put = { area: 'training' as const, keys: { [subject]: `2:${'C'.repeat(80)}` }, replace: true };
    expect(await window.host.call('contentKeys.put', put)).toMatchObject({ ok: true });
    await until(({ sending }) => !sending);
    await expect.poll(async () => await keysAtHub()).toEqual({ [subject]: `2:${'C'.repeat(80)}` });
  });

  it('a purged case’s key is dropped there', async () => {
    await joinHub();
    const [gone, stays] = [await aCase(), await aCase(wrapped('B'))];
    await durable();
    const purge = { kind: 'purge', subjectId: gone, takeNumbers: [], marks: { destroys: [gone] } } as const;
    expect(await append(window.host, area, { ...purge, marks: { destroys: [gone] } })).toMatchObject({ ok: true });
    await durable();
    expect(Object.keys(await keysAtHub())).toEqual([stays]);
  });

  it('lines wait from an entry on whose settings nobody has sealed, and go on by themselves afterwards', async () => {
    const { url } = hub;
    expect(await window.host.call('post.join', { area, address: url, code: await codeAt() })).toMatchObject({
      ok: true,
    });
    const waiting = await until(({ trouble }) => trouble?.code === 'office-unsealed');
    expect(waiting).toMatchObject({ acknowledged: 0, wantsOffice: true, restores: 'not-yet' });
    await keptForHub(window.host, area);
    // No recovery key belongs to what this test seals.
    expect(await durable()).toMatchObject({ wantsOffice: false, restores: 'no-recovery-key' });
    await write(2);
    await durable();
    await saveSettings('9', 2);
    await write(1);
    const held = await until(({ trouble }) => trouble?.code === 'office-unsealed');
    expect(held).toMatchObject({ count: 5, acknowledged: 3, restores: 'not-yet' });
    await keptForHub(window.host, area);
    await durable();
    expect(await atHub()).toHaveLength(5);
  });

  it('what is sealed while a round is under way is sent all the same', async () => {
    const door = await aDoor({ slow: { path: '/v1/claims', ms: 300 } });
    await joinHub(door.url);
    await durable();
    // The round of joining still waits for the slow answer.
    await until(({ sending }) => !sending);
    await saveSettings('9', 2);
    // A round that finds nobody who sealed the new settings, and ends after they were sealed.
    const round = send();
    await new Promise((later) => setTimeout(later, 150));
    await keptForHub(window.host, area);
    await round;
    expect(await durable()).toMatchObject({ wantsOffice: false, trouble: null });
    door.close();
  });

  it('what is not of the ledger’s vault and settings is refused', async () => {
    await joinHub();
    const mark = { revision: 1, digest: '0'.repeat(64) };
    const office = { version: 1, vault: mark, settings: mark, recovery: null, sealed: 'c2VhbGVk' } as const;
    expect(await window.host.call('post.keep', { area, office })).toMatchObject({ failure: { code: 'bad-request' } });
  });
});

describe('by stick', () => {
  it('keys and sealed office lie before the runs; the hub takes no run without them, and its word back says that it has them', async () => {
    const place = await mkdtemp(join(tmpdir(), 'stick-'));
    const door = await aDoor();
    try {
      await joinHub(door.url);
      await durable();
      door.shut();
      const subject = await aCase();
      await saveSettings('7', 2);
      await keptForHub(window.host, area);
      expect(await window.host.call('post.stick', { area, place })).toMatchObject({ ok: true });
      const folder = join(place, 'counter-post');
      const names = (await readdir(folder)).map((name) => name.slice(36));
      expect(names.sort()).toEqual(
        ['-0001.post-keys', '-0001.post-office', '-0002.post-office', '-000001-0000000000000002.post-run'].sort(),
      );
      const key = join(folder, `${await windowId()}-0001.post-keys`);
      await truncate(key, 30);
      expect(await takeStick(hub.store, place)).toMatchObject({
        files: 0,
        units: 0,
        refused: [{ file: `${await windowId()}-0001.post-keys` }],
      });
      expect(await atHub()).toHaveLength(1);
      await window.host.call('post.stick', { area, place });
      expect(await takeStick(hub.store, place)).toMatchObject({ units: 2, refused: [] });
      expect(await keysAtHub()).toEqual({ [subject]: wrapped('A') });
      expect((await post()).restores).toBe('not-yet');
      await giveStick(hub.store, place);
      await window.host.call('post.stick', { area, place });
      expect(await post()).toMatchObject({ acknowledged: 3, restores: 'no-recovery-key' });
      door.open();
      await send();
      await durable();
    } finally {
      door.close();
      await rm(place, { recursive: true, force: true });
    }
  });
});
