/** The schema only grows: what was released stays as it was, and every version can still be opened. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { CasesDatabase, databaseName, schemaVersions } from '#renderer/store/database.ts';

/** As released. Add a line for a new version; a changed line here means lost cases at some window. */
const RELEASED = {
  1: {
    actions: '&sequence, subjectId, kind',
    contentKeys: '&caseId',
    drafts: '&draftId',
    meta: '&name',
    preferences: '&name',
    summaries: '&page',
  },
};

describe('schema of the working copy', () => {
  it('is the released one, version by version', () => {
    expect(Object.fromEntries(schemaVersions.map(({ version, tables }) => [version, tables]))).toEqual(RELEASED);
  });

  it('never drops a table', () => {
    for (const [at, { tables }] of schemaVersions.entries()) {
      const before = Object.keys(schemaVersions[at - 1]?.tables ?? {});
      expect(Object.keys({ ...schemaVersions[at - 1]?.tables, ...tables })).toEqual(expect.arrayContaining(before));
    }
  });

  it.each(schemaVersions.map(({ version }) => version))(
    'opens at version %i and then at the newest',
    async (version) => {
      const options = { indexedDB: new IDBFactory(), IDBKeyRange };
      const name = databaseName('office', 'a');
      const old = new CasesDatabase(name, options, version);
      await old.open();
      await old.table('meta').put({ name: 'ledger', value: 1 });
      old.close();
      const now = new CasesDatabase(name, options);
      expect((await now.meta.get('ledger'))?.value).toBe(1);
      now.close();
    },
  );

  it('keeps areas and installations apart', () => {
    const names = [databaseName('office', 'a'), databaseName('training', 'a'), databaseName('office', 'b')];
    expect(new Set(names).size).toBe(3);
  });
});
