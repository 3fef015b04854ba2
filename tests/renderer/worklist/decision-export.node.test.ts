/** 导出判定依据: journalled first, a folder without personal data in its name, and a file that the command line repeats. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { standingRecords } from '#shared/casework/standing-records.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { decide } from '#shared/policy/decide.ts';
import { foldPolicy } from '#shared/policy/policy-events.ts';
import {
  DECISION_FILE_NAME,
  exportDecision,
  type DecisionExport,
} from '#renderer/features/worklist/decision-export.ts';
import { anAdministrator } from '#tests/builders/a-case-action.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';

const root = resolve(import.meta.dirname, '../../..');
const on = plainDate('2022-08-22');
const FOLDER = '判定依据-2022-W03-000001-1';

function replay(path: string): Promise<{ code: number; stdout: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'build/counter.mjs'), 'replay', path],
      { cwd: tmpdir(), maxBuffer: 2 ** 26 },
      (error, stdout) => done({ code: typeof error?.code === 'number' ? error.code : 0, stdout }),
    );
  });
}

async function seeded(area: 'office' | 'training' = 'office'): Promise<FakeStore> {
  const store = aCounterStore({ area });
  await store.cases.record({ entryId: 'one', caseId: 'case-1', action: aDecidedAction('毕业-') });
  return store;
}

async function exported(store: FakeStore, policy = foldPolicy([])): Promise<DecisionExport> {
  const record = await store.cases.open('case-1');
  const decided = record.ok ? standingRecords(record.value.actions).at(-1) : undefined;
  if (!record.ok || decided === undefined) throw new Error('no decision');
  return exportDecision({ store, policy, record: record.value, decided, on, entryId: crypto.randomUUID() });
}

const writtenBytes = (store: FakeStore, folder = FOLDER): Uint8Array =>
  store.exported.get(folder)?.get(DECISION_FILE_NAME) ?? new Uint8Array();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counter-decision-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the exported basis of a decision', () => {
  it('is repeated byte for byte by the command line, and an altered one is not', async () => {
    const store = await seeded();
    expect(await exported(store)).toEqual({ kind: 'written', folder: `/exports/${FOLDER}` });
    const path = join(folder, 'decision.json');
    await writeFile(path, writtenBytes(store));
    const { code, stdout } = await replay(path);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { same: true, differences: [] }]);
    const text = new TextDecoder().decode(writtenBytes(store));
    await writeFile(path, text.replace('"outcome":"pending"', '"outcome":"accept"'));
    expect((await replay(path)).code).toBe(1);
  });

  it('stands in the journal before anything lies on the disk', async () => {
    const store = await seeded();
    store.failing.add('recordEvent:decisionExported');
    expect(await exported(store)).toMatchObject({ kind: 'failure' });
    expect([...store.exported.keys()]).toEqual([]);
    expect(store.calls).not.toContain('export.begin');
    store.failing.clear();
    await exported(store);
    expect(store.calls.indexOf('recordEvent:decisionExported')).toBeLessThan(store.calls.indexOf('export.begin'));
    const events = await store.cases.events('export');
    expect(events.ok ? events.value.map(({ subjectId }) => subjectId) : []).toEqual(['decision:case-1']);
  });

  it('leaves nothing behind when the disk fails, and can be tried again', async () => {
    const store = await seeded();
    for (const channel of ['export.begin', 'export.append', 'export.commit']) {
      store.failing.add(channel);
      expect(await exported(store)).toMatchObject({ kind: 'failure', failure: { code: 'disk-full' } });
      store.failing.delete(channel);
      expect([...store.exported.keys()]).toEqual([]);
    }
    expect(store.calls.filter((call) => call === 'export.abort')).toHaveLength(2);
    expect(await exported(store)).toMatchObject({ kind: 'written' });
  });

  it('is written once, marked in training, and named without personal data', async () => {
    const store = await seeded('training');
    await exported(store);
    expect(await exported(store)).toEqual({ kind: 'there', folder: `/exports/培训-${FOLDER}` });
    expect([...store.exported.keys()]).toEqual([`培训-${FOLDER}`]);
  });

  it('is never said to be there when somebody changed the file', async () => {
    const store = await seeded();
    await exported(store);
    store.exported.get(FOLDER)?.set(DECISION_FILE_NAME, new Uint8Array([1]));
    expect(await exported(store)).toMatchObject({ kind: 'failure', failure: { code: 'export-differs' } });
    store.exported.set(FOLDER, new Map());
    expect(await exported(store)).toMatchObject({ kind: 'failure', failure: { code: 'export-differs' } });
    store.exported.delete(FOLDER);
    expect(await exported(store)).toMatchObject({ kind: 'written' });
  });

  it('takes the version of the pack that decided, also after another came; without it nothing is written', async () => {
    const pack = packById('zhanjiang-2022')?.pack;
    if (pack === undefined) throw new Error('no pack');
    const revised = { ...pack, title: '湛江市（修订）' };
    const store = await seeded();
    await exported(store, foldPolicy([{ by: anAdministrator, content: { type: 'imported', pack: revised } }]));
    const { pack: used } = JSON.parse(new TextDecoder().decode(writtenBytes(store))) as { pack: { title: string } };
    expect(used.title).toBe(pack.title);
    const other = await seeded();
    expect(await exported(other, foldPolicy([], [revised]))).toEqual({ kind: 'no-pack' });
    expect(other.calls).not.toContain('export.begin');
  });

  it('holds the calendar that counted the days, also after a corrected one came, and is repeated with it', async () => {
    const held = packById('zhanjiang-2022');
    if (held === null) throw new Error('no pack');
    const taken = (year: ReturnType<typeof aCalendarYear>) => ({
      by: anAdministrator,
      content: { type: 'calendarImported', years: [year] },
    });
    const action = aDecidedAction('毕业-');
    if (action.kind !== 'heldPending') throw new Error('not decided');
    const policy = foldPolicy([taken(aCalendarYear()), taken(aCalendarYear({ on: [] }))]);
    const [, calendar] = policy.calendars;
    if (calendar === undefined) throw new Error('no calendar');
    // The day itself is a make-up day of the first version alone.
    const caseFile = { ...action.record.caseFile, date: plainDate('2027-09-09'), receivedOn: plainDate('2027-09-09') };
    const decision = decide(caseFile, held, calendar.table);
    expect(decision.decisionDue).toBe('2027-10-09');
    const store = aCounterStore();
    const record = { ...action.record, caseFile, decision, calendarDigest: calendar.digest };
    await store.cases.record({ entryId: 'one', caseId: 'case-1', action: { ...action, record } });
    await exported(store, policy);
    const path = join(folder, 'with-calendar.json');
    await writeFile(path, writtenBytes(store));
    const { code, stdout } = await replay(path);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { same: true, decision: { decisionDue: '2027-10-09' } }]);
    const without = await seeded();
    const stranger = { ...record, calendarDigest: '0'.repeat(64) };
    await without.cases.record({ entryId: 'two', caseId: 'case-1', action: { ...action, record: stranger } });
    expect(await exported(without)).toEqual({ kind: 'no-pack' });
  });
});
