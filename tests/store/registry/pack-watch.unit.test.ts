/** Which packs are missed, which are not, and the check of the day. */
import { beforeEach, describe, expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { watchPacks, type WatchedRegistry } from '#renderer/store/registry/pack-watch.ts';
import type { PackInfo, RegistryStore } from '#renderer/store/registry/registry-store.ts';

const today = plainDate('2022-08-22');
let packs: PackInfo[];
let damageFound: RegistryKind[];
let checks: number;
let tell: () => void;
const preferences = new Map<string, unknown>();

const aPack = (kind: RegistryKind): PackInfo => ({ packId: kind, kind, state: 'usable' }) as PackInfo;

beforeEach(() => {
  packs = [aPack('insurance'), aPack('paid')];
  damageFound = [];
  checks = 0;
  preferences.clear();
});

function watched(): Promise<WatchedRegistry> {
  const registry = {
    packs: async () => packs,
    status: async () => ({ storage: 'buckets', form: 'file', unreadable: [], earlierForm: [], before: [] }),
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
    removePack: async (packId: string) => {
      packs = packs.filter((pack) => pack.packId !== packId);
      tell();
      return success(null);
    },
    verifyPacks: async () => {
      checks += 1;
      packs = packs.map((pack) => (damageFound.includes(pack.kind) ? { ...pack, state: 'damaged' } : pack));
      return damageFound;
    },
  } as Partial<RegistryStore> as RegistryStore;
  return watchPacks({
    registry,
    read: async (name) => preferences.get(name),
    write: async (name, value) => void preferences.set(name, value),
  });
}

describe('packs that were here', () => {
  it('are missed after the browser lost them, in every later session until they are back', async () => {
    expect((await watched()).watch.health().lost).toEqual([]);
    packs = [];
    expect((await watched()).watch.health().lost).toEqual(['insurance', 'paid']);
    expect((await watched()).watch.health().lost).toEqual(['insurance', 'paid']);
    packs = [aPack('insurance')];
    expect((await watched()).watch.health().lost).toEqual(['paid']);
  });

  it('are not missed once they were removed on purpose', async () => {
    const { registry, watch } = await watched();
    await registry.removePack('paid');
    expect(watch.health().lost).toEqual([]);
    expect((await watched()).watch.health().lost).toEqual([]);
  });

  it('count as lost where their storage does not answer, and nobody has to catch anything', async () => {
    await watched();
    const failing = { packs: async () => Promise.reject(new DOMException('gone', 'UnknownError')) };
    const registry = {
      ...failing,
      status: failing.packs,
      subscribe: () => () => undefined,
    } as unknown as RegistryStore;
    const { watch } = await watchPacks({
      registry,
      read: async (name) => preferences.get(name),
      write: async () => undefined,
    });
    expect(watch.health().lost).toEqual(['insurance', 'paid']);
  });
});

describe('the check of the day', () => {
  it('runs once a day, also over sessions, and says how many packs it opened', async () => {
    const { watch } = await watched();
    await Promise.all([watch.check(today), watch.check(today)]);
    await watch.check(today);
    await (await watched()).watch.check(today);
    expect(checks).toBe(1);
    expect((await watched()).watch.health().checked).toEqual({ on: today, packs: 2 });
    await watch.check(plainDate('2022-08-23'));
    expect(checks).toBe(2);
  });

  it('tells of damage as soon as it is found', async () => {
    const { watch } = await watched();
    damageFound = ['paid'];
    let told = 0;
    watch.subscribe(() => (told += 1));
    await watch.check(today);
    expect(watch.health()).toMatchObject({ damaged: ['paid'], lost: [] });
    expect(told).toBeGreaterThan(0);
  });
});
