/** Which copies are missed, which are not, and the check of the day. */
import { beforeEach, describe, expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { watchCopies, type WatchedRegistry } from '#renderer/store/registry/copy-watch.ts';
import type { RegistryCopy, RegistryStore } from '#renderer/store/registry/registry-store.ts';

const today = plainDate('2022-08-22');
let copies: RegistryCopy[];
let damageFound: RegistryKind[];
let checks: number;
let tell: () => void;
const preferences = new Map<string, unknown>();

const aCopy = (kind: RegistryKind): RegistryCopy => ({ packId: kind, kind, state: 'usable' }) as RegistryCopy;

beforeEach(() => {
  copies = [aCopy('insurance'), aCopy('paid')];
  damageFound = [];
  checks = 0;
  preferences.clear();
});

function watched(): Promise<WatchedRegistry> {
  const registry = {
    copies: async () => copies,
    status: async () => ({ storage: 'buckets', form: 'file', unreadable: [], earlierForm: [], before: [] }),
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
    removeCopy: async (packId: string) => {
      copies = copies.filter((copy) => copy.packId !== packId);
      tell();
      return success(null);
    },
    verifyCopies: async () => {
      checks += 1;
      copies = copies.map((copy) => (damageFound.includes(copy.kind) ? { ...copy, state: 'damaged' } : copy));
      return damageFound;
    },
  } as Partial<RegistryStore> as RegistryStore;
  return watchCopies({
    registry,
    read: async (name) => preferences.get(name),
    write: async (name, value) => void preferences.set(name, value),
  });
}

describe('copies that were here', () => {
  it('are missed after the browser lost them, in every later session until they are back', async () => {
    expect((await watched()).watch.health().lost).toEqual([]);
    copies = [];
    expect((await watched()).watch.health().lost).toEqual(['insurance', 'paid']);
    expect((await watched()).watch.health().lost).toEqual(['insurance', 'paid']);
    copies = [aCopy('insurance')];
    expect((await watched()).watch.health().lost).toEqual(['paid']);
  });

  it('are not missed once they were removed on purpose', async () => {
    const { registry, watch } = await watched();
    await registry.removeCopy('paid');
    expect(watch.health().lost).toEqual([]);
    expect((await watched()).watch.health().lost).toEqual([]);
  });

  it('count as lost where their storage does not answer, and nobody has to catch anything', async () => {
    await watched();
    const failing = { copies: async () => Promise.reject(new DOMException('gone', 'UnknownError')) };
    const registry = {
      ...failing,
      status: failing.copies,
      subscribe: () => () => undefined,
    } as unknown as RegistryStore;
    const { watch } = await watchCopies({
      registry,
      read: async (name) => preferences.get(name),
      write: async () => undefined,
    });
    expect(watch.health().lost).toEqual(['insurance', 'paid']);
  });
});

describe('the check of the day', () => {
  it('runs once a day, also over sessions, and says how many copies it opened', async () => {
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
