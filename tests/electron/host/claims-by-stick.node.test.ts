/** One person at two windows while neither has a network: through the hub by stick, and from window to window with no hub at all. */
import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveStick, takeStick } from '#electron/hub/sticks.ts';
import type { CaseClaims } from '#shared/casework/claims.ts';
import type { ClaimCollision, StickDone } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { anOffice, found } from '#tests/builders/host-requests.ts';
import { aDoor, area, hub, joinHub, send, until, window, windows } from './a-post-scene.ts';

const KEY = 'a'.repeat(32);
const digest = (name: string): string => Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32);
const aCase = (subject: string, names: readonly string[]): CaseClaims => ({
  subject,
  number: `〔2022〕${subject}-000001`,
  on: plainDate('2022-07-01'),
  persons: names.map((name) => [digest(name), 'accepted']),
});

let place: string;
let other: TestHost;
let door: Awaited<ReturnType<typeof aDoor>>;

const tell = async (at: TestHost, cases: readonly CaseClaims[], key = KEY): Promise<void> => {
  const told = await at.host.call('post.tellClaims', { area, key, through: 1, cases: [...cases], dropped: [] });
  expect(told.ok).toBe(true);
};
/** Both windows joined and met the hub once; since then nobody reaches it. */
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'stick-'));
  door = await aDoor();
  other = await aHost(undefined, undefined, { now: () => new Date() });
  await found(other.host, area, anOffice({ receiptPrefix: `Q${windows}` }));
  const office = crypto.randomUUID();
  for (const at of [window, other]) {
    await joinHub(door.url, (await hub.store.invite(office))?.code, at);
    await at.host.call('post.tellClaims', { area, key: KEY, through: 0, cases: [], dropped: [] });
    await send(at);
    await until(({ claims }) => claims.state === 'exchanged', at);
  }
  door.shut();
});
afterEach(async () => {
  door.close();
  await other.end();
  await rm(place, { recursive: true, force: true });
});

const carry = async (at: TestHost, stick = place): Promise<StickDone['claims']> => {
  const carried = await at.host.call('post.stick', { area, place: stick });
  if (!carried.ok) throw new Error(JSON.stringify(carried.failure));
  return carried.value.done.claims;
};
const met = async (at: TestHost): Promise<readonly ClaimCollision[]> => {
  const answer = await at.host.call('post.collisions', { area });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value.collisions;
};
const told = (all: readonly ClaimCollision[]) =>
  all.map(({ order, other: { number, order: theirs, prefix } }) => [order, number, theirs, prefix]);
const files = async (kind: string): Promise<string[]> =>
  (await readdir(join(place, 'counter-post'))).filter((name) => name.endsWith(kind));

describe('through the hub', () => {
  it('each learns of the other in the hub’s order, once the stick has been there and back', async () => {
    await tell(window, [aCase('W03', ['li', 'wang'])]);
    await tell(other, [aCase('W04', ['li'])]);
    expect(await carry(window)).toEqual({ answered: false, heard: 0, written: true });
    expect(await takeStick(hub.store, place)).toMatchObject({ refused: [] });
    await giveStick(hub.store, place);
    await carry(other);
    expect(await takeStick(hub.store, place)).toMatchObject({ refused: [] });
    await giveStick(hub.store, place);
    for (const at of [window, other]) expect((await carry(at)).answered).toBe(true);
    expect(told(await met(window))).toMatchObject([[1, '〔2022〕W04-000001', 3, expect.anything()]]);
    expect(told(await met(other))).toMatchObject([[3, '〔2022〕W03-000001', 1, expect.anything()]]);
    const { claims } = await until((state) => state.claims.state === 'exchanged', window);
    expect(claims.waiting).toBe(0);
  });

  it('an answer to another stick, or one that was changed, is not believed', async () => {
    await tell(window, [aCase('W03', ['li'])]);
    await carry(window);
    await takeStick(hub.store, place);
    await giveStick(hub.store, place);
    const drawer = await mkdtemp(join(tmpdir(), 'drawer-'));
    await cp(place, drawer, { recursive: true });
    const [page = ''] = await files('.post-claimed');
    await writeFile(join(place, 'counter-post', page), '{"version":1}');
    expect((await carry(window)).answered).toBe(false);
    // The letter of the drawer was not the last one that was written.
    expect((await carry(window, drawer)).answered).toBe(false);
    await rm(drawer, { recursive: true, force: true });
  });
});

describe('from window to window', () => {
  it('each hears the other’s own words; who came first is open until the hub says it', async () => {
    await tell(window, [aCase('W03', ['li'])]);
    await tell(other, [aCase('W04', ['li', 'zhao'])]);
    await carry(window);
    expect(await carry(other)).toMatchObject({ heard: 1, written: true });
    expect(await carry(window)).toMatchObject({ heard: 1 });
    expect(told(await met(window))).toEqual([[null, '〔2022〕W04-000001', 0, 'W04']]);
    expect(told(await met(other))).toEqual([[null, '〔2022〕W03-000001', 0, 'W03']]);
    // Also after a restart; and the same stick again is no news.
    await window.restart();
    expect(await met(window)).toHaveLength(1);
    expect((await carry(window)).heard).toBe(0);

    door.open();
    for (const at of [window, other, window]) await send(at);
    expect(told(await met(window))).toMatchObject([[1, '〔2022〕W04-000001', 2, expect.anything()]]);
    expect(await met(other)).toHaveLength(1);
  });

  it('what the other has taken back is gone with its next letter, and an older letter brings nothing back', async () => {
    await tell(window, [aCase('W03', ['li'])]);
    await tell(other, [aCase('W04', ['li'])]);
    await carry(other);
    const drawer = await mkdtemp(join(tmpdir(), 'drawer-'));
    await cp(place, drawer, { recursive: true });
    await carry(window);
    expect(await met(window)).toHaveLength(1);
    await tell(other, [aCase('W04', [])]);
    await carry(other);
    await carry(window);
    expect(await met(window)).toEqual([]);
    await carry(window, drawer);
    expect(await met(window)).toEqual([]);
    await rm(drawer, { recursive: true, force: true });
  });

  it('a letter that is cut short, or made with another key, is passed over whole', async () => {
    await tell(window, [aCase('W03', ['li'])]);
    await tell(other, [aCase('W04', ['li'])]);
    await carry(other);
    const [letter = ''] = await files('.post-claims');
    await truncate(join(place, 'counter-post', letter), 60);
    expect((await carry(window)).heard).toBe(0);
    await tell(other, [aCase('W04', ['li'])], 'b'.repeat(32));
    await carry(other);
    expect((await carry(window)).heard).toBe(0);
    expect(await met(window)).toEqual([]);
  });
});
