/** What a purge leaves in the window: neither the key in the copy nor the opened one in memory, and of no other case. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { finishPurges } from '#renderer/store/cases/journal-sync.ts';
import type { EntryContent, StoreParts } from '#renderer/store/cases/store-parts.ts';
import { CasesDatabase, type ActionRow } from '#renderer/store/database.ts';

const administrator = { id: 'o1', name: '李样例', capacity: 'administrator' };
const row = (sequence: number, kind: string, officerId: string): ActionRow => ({
  sequence,
  entryId: `e${sequence}`,
  kind,
  subjectId: `s${sequence}`,
  on: '2022-08-22',
  officerId,
  numbers: [],
  sealed: new Uint8Array([sequence]),
  previous: '',
  hash: '',
});

it('forgets the keys of what an administrator destroyed, and says which they were', async () => {
  const db = new CasesDatabase('purges', { indexedDB: new IDBFactory(), IDBKeyRange });
  const contents: Readonly<Record<number, EntryContent>> = {
    1: { event: { caseIds: ['c1', 'c2', 'never-there'] }, by: administrator },
    2: { event: { caseIds: ['c3'] }, by: { ...administrator, id: 'o2', capacity: 'clerk' } },
    // Signed in as one, sealed as another.
    3: { event: { caseIds: ['c4'] }, by: administrator },
    4: { event: { caseIds: ['c5'] }, by: administrator },
    5: { event: { caseIds: 'c5' }, by: administrator },
  };
  await db.actions.bulkPut([
    row(1, 'purge', 'o1'),
    row(2, 'purge', 'o2'),
    row(3, 'purge', 'o2'),
    row(4, 'office', 'o1'),
    row(5, 'purge', 'o1'),
  ]);
  const cases = ['c1', 'c2', 'c3', 'c4', 'c5'];
  await db.contentKeys.bulkPut(cases.map((caseId) => ({ caseId, wrapped: `1:${caseId}` })));
  const forgotten: string[] = [];
  const crypto = {
    openEntries: async (entries: readonly { readonly sealed: Uint8Array }[]) =>
      await Promise.resolve(entries.map(({ sealed }) => JSON.stringify(contents[sealed[0] ?? 0]))),
    forgetContentKey: async (caseId: string) => {
      forgotten.push(caseId);
      await Promise.resolve();
    },
  };
  const parts = { db, crypto } as unknown as StoreParts;
  expect(await finishPurges(parts)).toEqual({ ok: true, value: ['c1', 'c2'] });
  expect(forgotten).toEqual(['c1', 'c2']);
  expect((await db.contentKeys.toArray()).map(({ caseId }) => caseId)).toEqual(['c3', 'c4', 'c5']);
  // A second time there is nothing left to do.
  expect(await finishPurges(parts)).toEqual({ ok: true, value: [] });
  expect(forgotten).toEqual(['c1', 'c2']);
  db.close();
});
