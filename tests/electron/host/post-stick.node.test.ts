/** The post by stick: folders stand for it. Nothing is 已同步 before the hub's word came back, and an old stick never lowers or raises it. */
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveStick, takeStick } from '#electron/hub/sticks.ts';
import type { StickDone } from '#shared/contract/post.ts';
import { aHost } from '#tests/builders/a-host.ts';
import { aHub } from '#tests/builders/a-hub.ts';
import { anOffice, found } from '#tests/builders/host-requests.ts';
import {
  aDoor,
  area,
  atHub,
  durable,
  hub,
  joinHub,
  journalLines,
  otherPostgres,
  post,
  window,
  write,
} from './a-post-scene.ts';

let place: string;
let door: Awaited<ReturnType<typeof aDoor>>;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'stick-'));
  door = await aDoor();
  await joinHub(door.url);
  await durable();
  door.shut();
});
afterEach(async () => {
  door.close();
  await rm(place, { recursive: true, force: true });
});

const carry = async (at = place): Promise<Omit<StickDone, 'claims'>> => {
  const carried = await window.host.call('post.stick', { area, place: at });
  if (!carried.ok) throw new Error(JSON.stringify(carried.failure));
  const { acknowledged, written } = carried.value.done;
  return { acknowledged, written };
};
const reasonOf = async (at = place): Promise<unknown> => {
  const carried = await window.host.call('post.stick', { area, place: at });
  return carried.ok ? carried.value.done : carried.failure.detail?.['reason'];
};
const runs = async (): Promise<string[]> =>
  (await readdir(join(place, 'counter-post'))).filter((name) => name.endsWith('.post-run'));

describe('a window without a network', () => {
  it('sends by stick, and calls nothing 已同步 before the word is back', async () => {
    await write(1300);
    expect(await carry()).toEqual({ acknowledged: null, written: { from: 2, to: 1301, files: 3 } });
    expect(await post()).toMatchObject({ count: 1301, acknowledged: 1 });
    expect(await takeStick(hub.store, place)).toMatchObject({ files: 3, units: 1300, refused: [] });
    expect(await giveStick(hub.store, place)).toBe(1);
    expect(await carry()).toEqual({ acknowledged: 1301, written: null });
    expect(await post()).toMatchObject({ acknowledged: 1301 });
    expect(await runs()).toEqual([]);
    expect(await atHub()).toEqual(await journalLines());
  }, 30_000);

  it('writes anew what the hub has not taken, with what came since', async () => {
    await write(3);
    await carry();
    await write(2);
    expect(await carry()).toEqual({ acknowledged: null, written: { from: 2, to: 6, files: 1 } });
    expect(await runs()).toHaveLength(1);
  });

  it('a file that was cut is passed over by the hub and brought again', async () => {
    await write(600);
    await carry();
    const [first = ''] = await runs();
    await truncate(join(place, 'counter-post', first), 500);
    const taken = await takeStick(hub.store, place);
    expect(taken.units).toBe(0);
    expect(taken.refused.map(({ problem }) => problem.code)).toEqual(['malformed', 'gap']);
    await giveStick(hub.store, place);
    expect(await carry()).toMatchObject({ written: { from: 2, to: 601 } });
    expect(await takeStick(hub.store, place)).toMatchObject({ units: 600, refused: [] });
  });

  it('a stick out of a drawer neither lowers nor raises what is known', async () => {
    await write(2);
    await carry();
    await takeStick(hub.store, place);
    await giveStick(hub.store, place);
    const drawer = await mkdtemp(join(tmpdir(), 'drawer-'));
    await cp(place, drawer, { recursive: true });
    await write(2);
    await carry();
    await takeStick(hub.store, place);
    await giveStick(hub.store, place);
    expect(await carry()).toMatchObject({ acknowledged: 5 });
    expect(await carry(drawer)).toMatchObject({ acknowledged: null, written: null });
    expect(await post()).toMatchObject({ acknowledged: 5 });
    await rm(drawer, { recursive: true });
  });

  it('a word of another hub, of another window and an edited one are told or passed over', async () => {
    await write(1);
    await carry();
    await takeStick(hub.store, place);
    await giveStick(hub.store, place);
    const [name = ''] = (await readdir(join(place, 'counter-post'))).filter((one) => one.endsWith('acknowledgement'));
    const path = join(place, 'counter-post', name);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"one-node"', '"synchronous-standby"'));
    expect(await reasonOf()).toBe('hub-changed');
    await writeFile(path, text.slice(0, 40));
    expect(await reasonOf()).toMatchObject({ acknowledged: null });
    expect(await post()).toMatchObject({ acknowledged: 1 });
  });

  it('a stick that is not there, and a window that never joined, are told', async () => {
    expect(await reasonOf(join(place, 'none'))).toBe('place-gone');
    const alone = await aHost();
    await found(alone.host, area, anOffice({ receiptPrefix: 'S99' }));
    expect(await alone.host.call('post.stick', { area, place })).toMatchObject({
      failure: { code: 'post-stick-failed', detail: { reason: 'not-joined' } },
    });
    await alone.end();
  });
});

it('a hub takes no stick of an office that it does not know', async () => {
  await write(1);
  await carry();
  const other = await aHub(await otherPostgres());
  expect((await takeStick(other.store, place)).refused.map(({ problem }) => problem.code)).toEqual(['unknown-window']);
  expect(await giveStick(other.store, place)).toBe(0);
  await other.end();
});
