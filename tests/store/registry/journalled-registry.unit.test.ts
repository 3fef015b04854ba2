/** Every copy that comes and goes stands in the ledger, with counts and digests and nothing of a person. */
import { describe, expect, it } from 'vitest';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { RegistryEvent } from '#shared/registry/registry-events.ts';
import { journalledRegistry } from '#renderer/store/registry/journalled-registry.ts';
import type {
  ImportOutcome,
  ImportRequest,
  RegistryCopy,
  RegistryStore,
} from '#renderer/store/registry/registry-store.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

const on = plainDate('2022-08-22');
const aCopy = (packId: string): RegistryCopy => ({
  packId,
  kind: 'paid',
  asOf: on,
  scope: '440800',
  source: '陈海晴交来',
  fileName: '陈海晴的名单.csv',
  fileDigest: 'f'.repeat(64),
  pagesDigest: 'p'.repeat(64),
  rows: 600,
  persons: 600,
  badRows: 3,
  remarks: 2,
  problems: [],
  importedOn: on,
  importedBy: '王样例',
  state: 'usable',
});

function aRegistry(outcome: Result<ImportOutcome> = success({ ok: true, copy: aCopy('new') })) {
  const copies = new Map([['old', aCopy('old')]]);
  const inner = {
    copies: async () => [...copies.values()],
    importCopy: async () => {
      if (outcome.ok && outcome.value.ok) {
        copies.clear();
        copies.set('new', outcome.value.copy);
      }
      return outcome;
    },
    stepBack: async () => success(aCopy('before')),
    removeCopy: async (packId: string) => {
      copies.delete(packId);
      return success(null);
    },
  } as unknown as RegistryStore;
  const store = aCounterStore({ role: 'windowClerk' });
  const registry = journalledRegistry(
    inner,
    store.cases,
    () => on,
    (id) => id === 'head',
  );
  const events = async () => {
    const found = await store.cases.events('registry');
    return found.ok ? found.value.map(({ content }) => RegistryEvent.parse(content)) : [];
  };
  const importIt = (approvedBy?: string) =>
    registry.importCopy(
      { kind: 'paid', importedOn: on, ...(approvedBy === undefined ? {} : { approvedBy }) } as ImportRequest,
      () => undefined,
      new AbortController().signal,
    );
  return { copies, store, registry, events, importIt };
}

describe('a registry copy', () => {
  it('that replaces one it differs much from is approved by an administrator, who stands in the ledger', async () => {
    const { copies, events, importIt } = aRegistry();
    expect(await importIt('clerk')).toMatchObject({ ok: false, failure: { code: 'administrator-only' } });
    expect([...copies.keys()]).toEqual(['old']);
    expect(await importIt('head')).toMatchObject({ ok: true });
    expect(await events()).toMatchObject([{ type: 'imported', approvedBy: 'head' }]);
  });

  it('that serves again after a step back is recorded with what it takes the place of', async () => {
    const { registry, events } = aRegistry();
    expect(await registry.stepBack('paid')).toMatchObject({ ok: true });
    expect(await events()).toMatchObject([{ type: 'steppedBack', kind: 'paid', rows: 600, replaces: 'old' }]);
  });

  it('that is taken in is recorded with counts, digests and what it replaced; no name of a file or person', async () => {
    const { events, importIt } = aRegistry();
    expect(await importIt()).toMatchObject({ ok: true });
    expect(await events()).toEqual([
      {
        type: 'imported',
        kind: 'paid',
        asOf: on,
        scope: '440800',
        rows: 600,
        badRows: 3,
        remarks: 2,
        fileDigest: 'f'.repeat(64),
        pagesDigest: 'p'.repeat(64),
        replaces: 'old',
      },
    ]);
    expect(JSON.stringify(await events())).not.toContain('陈海晴');
  });

  it('that was refused leaves no entry', async () => {
    const { events, importIt } = aRegistry(success({ ok: false, refusal: { reason: 'empty-file' } }));
    expect(await importIt()).toMatchObject({ ok: true, value: { ok: false } });
    expect(await events()).toEqual([]);
  });

  it('is removed only once that is recorded', async () => {
    const { copies, store, registry, events } = aRegistry();
    store.failing.add('recordEvent:registry');
    expect(await registry.removeCopy('old')).toEqual(failed('disk-full'));
    expect([...copies.keys()]).toEqual(['old']);
    store.failing.clear();
    expect(await registry.removeCopy('old')).toEqual(success(null));
    expect([...copies.keys()]).toEqual([]);
    expect(await events()).toEqual([
      { type: 'removed', kind: 'paid', asOf: on, rows: 600, pagesDigest: 'p'.repeat(64), because: 'by-hand' },
    ]);
  });

  it('past its term is removed by an administrator alone', async () => {
    const { copies, registry } = aRegistry();
    expect(await registry.removeCopy('old', 'retention')).toEqual(failed('administrator-only'));
    expect([...copies.keys()]).toEqual(['old']);
  });
});
