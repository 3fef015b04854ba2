/** What the desks of backups, updates and post ask of the host and put into the ledger, and what an administrator alone may. */
import { describe, expect, it } from 'vitest';
import { backupDesk } from '#renderer/store/backup-desk.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { updateDesk } from '#renderer/store/update-desk.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';

const STOPPED = failed('writing-stopped', { trouble: 'behind' });
const HUB = '11111111-1111-4111-8111-111111111111';

interface Wish {
  readonly capacity?: 'administrator' | 'windowClerk';
  readonly area?: 'office' | 'training';
  readonly areas?: readonly string[];
  readonly recorded?: Result<null>;
  readonly events?: Result<readonly unknown[]>;
}

/** A store whose host answers so; what was asked and recorded. */
function aStore(answers: Readonly<Record<string, Result<unknown>>>, wish: Wish = {}) {
  const { capacity = 'administrator', area = 'office', areas = ['office'], recorded = success(null) } = wish;
  const asked: [string, unknown][] = [];
  const listeners = new Set<() => void>();
  const store = {
    area,
    capacity,
    description: { areas },
    host: {
      call: async (channel: string, request: unknown) => {
        asked.push([channel, request]);
        return await Promise.resolve(answers[channel] ?? failed('unknown-channel'));
      },
    },
    recordOffice: async (event: unknown) => {
      asked.push(['recorded', event]);
      return await Promise.resolve(recorded);
    },
    cases: {
      events: async () => await Promise.resolve(wish.events ?? success([])),
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  } as unknown as CounterStore;
  return { store, asked, changed: () => listeners.forEach((listener) => listener()), listeners };
}
const administratorOnly = failed('administrator-only');

describe('backups', () => {
  const chosen = success({ place: '/media/甲/备份 盘/' });
  const answers = {
    'backup.choose': chosen,
    'backup.run': success({ ran: true }),
    'backup.state': success({ now: 1 }),
  };

  it('are chosen by an administrator, and the ledger names the place by its last name', async () => {
    const { store, asked } = aStore(answers);
    expect(await backupDesk(store).choose('/media/甲/备份 盘/')).toEqual(chosen);
    expect(asked).toEqual([
      ['backup.choose', { area: 'office', place: '/media/甲/备份 盘/' }],
      ['recorded', { type: 'backupPlaceSet', place: '备份 盘' }],
    ]);
  });

  it.each([
    [String.raw`\\server\备份`, '备份'],
    [String.raw`D:\ `, ' '],
    ['/', '/'],
    [`/${'长'.repeat(300)}`, '长'.repeat(200)],
    [null, null],
  ])('the place %s', async (place, named) => {
    const { store, asked } = aStore({ 'backup.choose': success({ place }) });
    await backupDesk(store).choose(place);
    expect(asked.at(-1)).toEqual(['recorded', { type: 'backupPlaceSet', place: named }]);
  });

  it('are chosen and given back by nobody else, and nothing is asked', async () => {
    const { store, asked } = aStore(answers, { capacity: 'windowClerk' });
    expect(await backupDesk(store).choose('/x')).toEqual(administratorOnly);
    expect(await backupDesk(store).giveBack('/x')).toEqual(administratorOnly);
    expect(asked).toEqual([]);
  });

  it('a place that was refused is not recorded; a ledger that takes nothing now keeps nobody from choosing one', async () => {
    const refused = failed('backup-place-unfit');
    const bad = aStore({ 'backup.choose': refused });
    expect(await backupDesk(bad.store).choose('/x')).toEqual(refused);
    expect(bad.asked).toHaveLength(1);
    expect(await backupDesk(aStore(answers, { recorded: STOPPED }).store).choose('/x')).toEqual(chosen);
    const full = failed('disk-full');
    expect(await backupDesk(aStore(answers, { recorded: full }).store).choose('/x')).toEqual(full);
  });

  it('are run, listed for this area only, given back, and told to everybody who looks', async () => {
    const backups = [
      { area: 'office', folder: 'a' },
      { area: 'training', folder: 'b' },
    ];
    const { store, asked, changed } = aStore({
      ...answers,
      'backup.list': success({ backups }),
      'backup.places': success({ places: [{ path: '/media/x' }] }),
      'backup.restore': success({ how: 'merged' }),
    });
    let told = 0;
    const desk = backupDesk(store);
    const stop = desk.subscribe(() => (told += 1));
    expect(await desk.state()).toEqual(success({ now: 1 }));
    expect(await desk.list('/media/x')).toEqual(success([backups[0]]));
    expect(await desk.places()).toEqual(success([{ path: '/media/x' }]));
    expect(told).toBe(0);
    expect(await desk.run()).toEqual(success({ ran: true }));
    expect(await backupDesk(store).giveBack('/media/x/a')).toEqual(success({ how: 'merged' }));
    expect(told).toBe(2);
    changed();
    expect(told).toBe(3);
    stop();
    await desk.run();
    changed();
    expect(told).toBe(3);
    expect(asked.slice(0, 2)).toEqual([
      ['backup.state', { area: 'office' }],
      ['backup.list', { place: '/media/x' }],
    ]);
    expect(await backupDesk(aStore({}).store).list('/x')).toEqual(failed('unknown-channel'));
    expect(await backupDesk(aStore({}).store).places()).toEqual(failed('unknown-channel'));
  });
});

describe('updates', () => {
  const prepared = success({ prepared: { version: '1.2.3' } });
  const none = success({ prepared: null });

  it('belong to an administrator of the office, or of a training area that has no office beside it', () => {
    const may = (wish: Wish): boolean => updateDesk(aStore({}, wish).store).may;
    expect(may({})).toBe(true);
    expect(may({ capacity: 'windowClerk' })).toBe(false);
    expect(may({ area: 'training', areas: ['training'] })).toBe(true);
    expect(may({ area: 'training', areas: ['office', 'training'] })).toBe(false);
  });

  it('are recorded with the version that runs next', async () => {
    const { store, asked } = aStore({ 'update.prepare': prepared, 'update.back': none, 'update.discard': none });
    const desk = updateDesk(store);
    expect(await desk.prepare('/stick')).toEqual(prepared);
    expect(await desk.back()).toEqual(none);
    expect(await desk.discard()).toEqual(none);
    expect(asked).toEqual([
      ['update.prepare', { folder: '/stick' }],
      ['recorded', { type: 'updateSet', version: '1.2.3' }],
      ['update.back', {}],
      ['recorded', { type: 'updateSet', version: null }],
      ['update.discard', {}],
      ['recorded', { type: 'updateSet', version: null }],
    ]);
  });

  it('that failed are not recorded, and what the ledger refuses is said', async () => {
    const bad = aStore({ 'update.prepare': failed('update-not-trusted') });
    expect(await updateDesk(bad.store).prepare('/stick')).toEqual(failed('update-not-trusted'));
    expect(bad.asked).toHaveLength(1);
    const full = aStore({ 'update.prepare': prepared }, { recorded: failed('disk-full') });
    expect(await updateDesk(full.store).prepare('/stick')).toEqual(failed('disk-full'));
  });

  it('are looked at by everybody and touched by nobody else', async () => {
    const { store, asked } = aStore(
      { 'update.state': none, 'backup.places': success({ places: [] }) },
      { capacity: 'windowClerk' },
    );
    const desk = updateDesk(store);
    expect(await desk.state()).toEqual(none);
    expect(await desk.places()).toEqual(success([]));
    for (const refused of [desk.check('/x'), desk.prepare('/x'), desk.back(), desk.discard()])
      expect(await refused).toEqual(administratorOnly);
    expect(asked.map(([name]) => name)).toEqual(['update.state', 'backup.places']);
  });
});

describe('the post', () => {
  const hub = { hub: HUB, office: HUB, address: 'https://hub.example' };
  const joined = success({ hub });
  const none = success({ hub: null });
  const recordedAs = (type: string) => ['recorded', expect.objectContaining({ type, hub: HUB })];

  it('is joined by an administrator and into the ledger; where that takes nothing, nothing was joined', async () => {
    const good = aStore({ 'post.join': joined, 'post.state': joined });
    expect(await postDesk(good.store).join('https://hub.example', 'CODE')).toEqual(joined);
    expect(good.asked).toEqual([
      ['post.join', { area: 'office', address: 'https://hub.example', code: 'CODE' }],
      recordedAs('hubJoined'),
      ['post.state', { area: 'office' }],
    ]);
    const stopped = aStore({ 'post.join': joined, 'post.leave': none }, { recorded: STOPPED });
    expect(await postDesk(stopped.store).join('https://hub.example', 'CODE')).toEqual(STOPPED);
    expect(stopped.asked.map(([name]) => name)).toEqual(['post.join', 'recorded', 'post.leave']);
    const refused = aStore({ 'post.join': failed('host-unreachable') });
    expect(await postDesk(refused.store).join('https://hub.example', 'CODE')).toEqual(failed('host-unreachable'));
    expect(refused.asked).toHaveLength(1);
    const nobody = aStore({ 'post.join': none });
    expect(await postDesk(nobody.store).join('https://hub.example', 'CODE')).toEqual(none);
    expect(nobody.asked).toHaveLength(1);
  });

  it('is left in the ledger first, and only where there is a hub', async () => {
    const good = aStore({ 'post.state': joined, 'post.leave': none });
    expect(await postDesk(good.store).leave()).toEqual(none);
    expect(good.asked.map(([name]) => name)).toEqual(['post.state', 'recorded', 'post.leave']);
    expect(good.asked[1]).toEqual(recordedAs('hubLeft'));
    const stopped = aStore({ 'post.state': joined }, { recorded: STOPPED });
    expect(await postDesk(stopped.store).leave()).toEqual(STOPPED);
    expect(stopped.asked.map(([name]) => name)).toEqual(['post.state', 'recorded']);
    const without = aStore({ 'post.state': none });
    expect(await postDesk(without.store).leave()).toEqual(none);
    expect(without.asked).toHaveLength(1);
  });

  it('is joined and left by nobody else', async () => {
    const { store, asked } = aStore({}, { capacity: 'windowClerk' });
    expect(await postDesk(store).join('https://hub.example', 'CODE')).toEqual(administratorOnly);
    expect(await postDesk(store).leave()).toEqual(administratorOnly);
    expect(asked).toEqual([]);
  });

  it('knows the hub that the ledger names last', async () => {
    const join = (address: string) => ({ content: { type: 'hubJoined', address, hub: HUB, office: HUB } });
    const leave = { content: { type: 'hubLeft', hub: HUB } };
    const other = { content: { type: 'dataKeyRotated' } };
    const former = (...events: readonly unknown[]): Promise<string | null> =>
      postDesk(aStore({}, { events: success(events) }).store).former();
    expect(await former()).toBeNull();
    expect(await former(join('https://a.example'), other, join('https://b.example'), other)).toBe('https://b.example');
    expect(await former(join('https://a.example'), leave)).toBeNull();
    expect(await former(leave, join('https://a.example'))).toBe('https://a.example');
    expect(await postDesk(aStore({}, { events: failed('disk-error') }).store).former()).toBeNull();
  });

  it('is sent and carried by stick, and everybody who looks is told', async () => {
    const done = { acknowledged: 3 };
    const { store } = aStore({ 'post.send': joined, 'post.stick': success({ state: hub, done }) });
    let told = 0;
    const desk = postDesk(store);
    desk.subscribe(() => (told += 1));
    expect(await desk.send()).toEqual(joined);
    expect(await desk.stick('/media/x')).toEqual(success(done));
    expect(told).toBe(2);
    expect(await postDesk(aStore({}).store).stick('/x')).toEqual(failed('unknown-channel'));
  });
});
