/** Figures of a window's cases to its hub, and the overview back: told again where they were lost, never undone, and never invented off line. */
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveStick, takeStick } from '#electron/hub/sticks.ts';
import { added, type Sums } from '#shared/casework/office-overview.ts';
import type { CaseFigures } from '#shared/casework/figures.ts';
import type { AskedOverview, PostState } from '#shared/contract/post.ts';
import type { Result } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { anOffice, found } from '#tests/builders/host-requests.ts';
import { someFigures } from '#tests/builders/some-figures.ts';
import {
  aDoor,
  area,
  durable,
  hub,
  joinHub,
  post,
  send,
  until,
  window,
  windowId,
  windows,
  write,
} from './a-post-scene.ts';

let other: TestHost;
let office: string;
beforeEach(async () => {
  other = await aHost();
  await found(other.host, area, anOffice({ receiptPrefix: `Q${windows}` }));
  office = crypto.randomUUID();
});
afterEach(async () => {
  await other.end();
});

const joinOffice = async (at: TestHost, address = hub.url): Promise<Result<PostState>> =>
  await joinHub(address, (await hub.store.invite(office))?.code, at);
const tell = async (
  cases: readonly CaseFigures[],
  wish: { through?: number; dropped?: string[] } = {},
  at = window,
) => {
  const { through = 2, dropped = [] } = wish;
  const told = await at.host.call('post.tellFigures', { area, through, cases: [...cases], dropped });
  expect(told.ok).toBe(true);
};
const wish = { on: plainDate('2022-08-31'), until: plainDate('2022-09-07'), from: plainDate('2022-08-01') };
const overview = async (at: TestHost = window): Promise<AskedOverview> => {
  const asked = await at.host.call('post.overview', { area, ...wish });
  if (!asked.ok) throw new Error(JSON.stringify(asked.failure));
  return asked.value;
};
const lastOf = async (at: TestHost = window): Promise<AskedOverview> => {
  const asked = await at.host.call('post.lastOverview', { area });
  if (!asked.ok) throw new Error(JSON.stringify(asked.failure));
  return asked.value;
};
const sums = ({ given }: AskedOverview): Sums =>
  added(given?.overview.windows.flatMap(({ statuses }) => statuses) ?? []);
const told = async (at: TestHost = window): Promise<PostState> => {
  await send(at);
  return await until(({ figures }) => figures.state === 'told', at);
};

describe('figures', () => {
  it('of two windows are added up, and each can check its own', async () => {
    for (const at of [window, other]) await joinOffice(at);
    await tell([someFigures('a'), someFigures('b', { status: 'exported' })]);
    await tell([someFigures('a', { persons: 2, met: 1, amountFen: 150_000 })], {}, other);
    await told(other);
    const seen = await overview();
    expect([sums(seen), seen.given?.own, seen.trouble]).toEqual([
      { cases: 3, persons: 14, met: 11, amountFen: 1_650_000 },
      'agrees',
      null,
    ]);
    expect(seen.given?.window).toBe(await windowId());
    expect(sums(await overview(other))).toEqual(sums(seen));
    expect(added(seen.given?.overview.days ?? [])).toEqual(sums(seen));
  });

  it('of a window that says none: it is told so, and its entries are there all the same', async () => {
    for (const at of [window, other]) await joinOffice(at);
    await write(2, other);
    await durable(other);
    const { given } = await overview();
    const row = given?.overview.windows.find((one) => one.prefix.startsWith('Q'));
    expect(row).toMatchObject({ held: 3, toldAt: null, through: null, statuses: [] });
    expect(given?.own).toBe('open');
    expect((await post()).figures).toEqual({ state: 'unsaid', through: 0, waiting: 0, toldAt: null });
  });

  it('are said again after the hub was put back, and after the own file was damaged; half a line is cut', async () => {
    await joinOffice(window);
    await tell([someFigures('a'), someFigures('b')]);
    await told();
    await hub.database.rows('DELETE FROM case_figures');
    await hub.store.restored();
    expect(sums(await overview()).cases).toBe(2);
    const path = join(window.folder, 'areas', area, 'post-figures.jsonl');
    await window.restart(async () => await appendFile(path, 'half a li'));
    expect(await told()).toMatchObject({ figures: { through: 2, waiting: 0 } });
    await window.restart(
      async () => await writeFile(path, (await readFile(path, 'utf8')).replace('accepted', 'exported')),
    );
    expect((await post()).figures).toMatchObject({ state: 'unsaid', through: 0 });
    await tell([someFigures('a', { status: 'exported' })], { dropped: ['b'] });
    expect([sums(await overview()).cases, (await overview()).given?.own]).toEqual([1, 'agrees']);
  });

  it('go on from the last letter where the file was lost and the clock was put back', async () => {
    let now = new Date('2026-11-29T08:00:00Z');
    const clocked = await aHost(undefined, undefined, { now: () => now });
    await found(clocked.host, area, anOffice({ receiptPrefix: `C${windows}` }));
    await joinOffice(clocked);
    await tell([someFigures('a')], {}, clocked);
    await told(clocked);
    await clocked.restart(async () => {
      now = new Date('2020-01-01T08:00:00Z');
      await rm(join(clocked.folder, 'areas', area, 'post-figures.jsonl'));
    });
    await tell([someFigures('a', { status: 'exported' })], { through: 3 }, clocked);
    await told(clocked);
    expect((await overview(clocked)).given).toMatchObject({
      own: 'agrees',
      overview: { windows: [{ through: 3, statuses: [{ status: 'exported', cases: 1 }] }] },
    });
    await clocked.end();
  });

  it('of 2,500 cases go in letters, and what was destroyed is gone', async () => {
    await joinOffice(window);
    for (let from = 0; from < 2500; from += 1000)
      await tell(
        Array.from({ length: Math.min(1000, 2500 - from) }, (_, at) => someFigures(`c${from + at}`)),
        { through: 2 + from },
      );
    expect(sums(await overview()).cases).toBe(2500);
    await tell([], { through: 3000, dropped: ['c7'] });
    expect([sums(await overview()).cases, (await overview()).given?.own]).toEqual([2499, 'agrees']);
  });

  it('hold up no line, and a hub of before is said', async () => {
    const door = await aDoor({ notFound: '/v1/figures' });
    await joinOffice(window, door.url);
    await tell([someFigures('a')]);
    await write(2);
    await durable();
    expect((await until(({ figures }) => figures.state === 'hub-too-old')).trouble).toBeNull();
    door.close();
  });

  it('go by stick, and the hub’s word on them comes back by it', async () => {
    const place = await mkdtemp(join(tmpdir(), 'stick-'));
    const door = await aDoor();
    await joinOffice(window, door.url);
    await send();
    door.shut();
    const carry = async () => await window.host.call('post.stick', { area, place });
    await tell([someFigures('a')]);
    expect((await carry()).ok).toBe(true);
    // Changed after the stick was written: it waits for the next.
    await tell([someFigures('a'), someFigures('b')], { through: 3 });
    expect(await takeStick(hub.store, place)).toMatchObject({ refused: [] });
    await giveStick(hub.store, place);
    await carry();
    expect((await post()).figures).toMatchObject({ state: 'waiting', waiting: 1 });
    await takeStick(hub.store, place);
    await giveStick(hub.store, place);
    await carry();
    expect((await post()).figures).toMatchObject({ state: 'told', waiting: 0 });
    const [row] = await hub.database.rows<{ n: string }>('SELECT count(*) AS n FROM case_figures WHERE office = $1', [
      office,
    ]);
    expect(row?.n).toBe('2');
    door.close();
    await rm(place, { recursive: true, force: true });
  });
});

describe('off line', () => {
  it('the last answer is shown with its instant, also after a restart; before the first there is none', async () => {
    expect(await overview()).toEqual({ given: null, trouble: null });
    const door = await aDoor();
    await joinOffice(window, door.url);
    await tell([someFigures('a')]);
    const seen = await overview();
    door.shut();
    await tell([someFigures('a'), someFigures('b')], { through: 3 });
    expect(await overview()).toEqual({ given: seen.given, trouble: 'unreachable' });
    await window.restart();
    expect(await lastOf()).toEqual({ given: seen.given, trouble: null });
    // Another hub's figures are nobody's here.
    await window.host.call('post.leave', { area });
    expect(await lastOf()).toEqual({ given: null, trouble: null });
    door.close();
  });
});
