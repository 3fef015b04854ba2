/** One list of everything that left in plain text: what the journal tells beside what lies on the disk. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { readPlainFiles, removePlainFolder } from '#renderer/features/plain-files/plain-work.ts';
import { makeBatch, queuePersons } from '#renderer/features/verification/verification-work.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { queuedPersons } from '#tests/builders/queued-persons.ts';

const on = plainDate('2022-08-22');
const work = (store: FakeStore) => ({ store, on, staleAfterDays: 31 });

async function asked(): Promise<{ store: FakeStore; name: string }> {
  const store = aCounterStore();
  await queuePersons(work(store), queuedPersons(0, 3));
  await makeBatch(work(store));
  return { store, name: [...store.exported.keys()][0] ?? '' };
}

async function states(store: FakeStore): Promise<string[]> {
  const read = await readPlainFiles(store);
  if (!read.ok) throw new Error(read.failure.code);
  return read.value.map(({ file, folderName, state }) => `${file?.kind ?? 'unknown'} ${folderName} ${state}`);
}

describe('plain files', () => {
  it('name what lies there, also what the journal does not know', async () => {
    const { store, name } = await asked();
    store.exported.set('别人放的', new Map());
    expect(await states(store)).toEqual(['unknown 别人放的 lying', `verification ${name} lying`]);
  });

  it('are removed by the program, seen to be gone, and journalled', async () => {
    const { store, name } = await asked();
    expect(await removePlainFolder(store, on, name)).toBeNull();
    expect(store.calls.slice(-3)).toEqual(['export.remove', 'export.list', 'recordEvent:plainRemoved']);
    expect(await states(store)).toEqual([`verification ${name} removed`]);
  });

  it('are never called removed when the disk refused or the journal failed', async () => {
    const { store, name } = await asked();
    store.failing.add('export.remove');
    expect(await removePlainFolder(store, on, name)).toEqual({ code: 'disk-full' });
    expect(await states(store)).toEqual([`verification ${name} lying`]);
    store.failing.clear();
    store.failing.add('recordEvent:plainRemoved');
    expect(await removePlainFolder(store, on, name)).toEqual({ code: 'disk-full' });
    expect(await states(store)).toEqual([`verification ${name} gone`]);
    store.failing.clear();
    expect(await removePlainFolder(store, on, name)).toBeNull();
    expect(await states(store)).toEqual([`verification ${name} removed`]);
  });

  it('that were announced and never written are not missed', async () => {
    const store = aCounterStore();
    await queuePersons(work(store), queuedPersons(0, 3));
    store.failing.add('export.begin');
    await makeBatch(work(store));
    store.failing.clear();
    expect(await states(store)).toEqual([]);
  });
});
