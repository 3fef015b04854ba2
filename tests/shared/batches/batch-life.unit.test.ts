/** The life of a batch and of every plain folder, as the journal tells it. */
import { describe, expect, it } from 'vitest';
import { foldBatches, loadedLayouts, manifestOfBatch, type StoredExportEvent } from '#shared/batches/batch-events.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import { findLayout } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import { plainFiles } from '#shared/batches/plain-files.ts';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { holdCalendar, shippedHeldCalendar, withYears, yearChange } from '#shared/policy/held-calendar.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import {
  aDecision,
  anAcceptanceOf,
  anAdministrator,
  anExport,
  aSupplement,
  aVoid,
  stored,
} from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const on = plainDate('2022-08-22');
const layout = findLayout('window-intake') as Layout;
const begun = {
  step: 'begun',
  training: false,
  layout: { id: 'window-intake', version: '1', digest: 'd'.repeat(64) },
  codes: 'printed',
  formats: ['xlsx'],
  createdOn: on,
  office: { name: '赤坎区就业服务中心', divisionCode: '440802' },
  cases: [
    { caseId: 'c1', sequence: 1 },
    { caseId: 'c1', sequence: 3 },
    { caseId: 'c2', sequence: 2 },
  ],
  persons: 4,
  amountFen: 600_000,
  files: [{ name: 'window-intake.xlsx', bytes: 10, rows: 4, sha256: 'a'.repeat(64) }],
};
const number = { series: 'batch' as const, year: 2022, prefix: 'W03', value: 7 };

let sequence = 0;
const event = (
  subjectId: string,
  content: unknown,
  change: Partial<StoredExportEvent> = {},
  day: PlainDate = on,
): StoredExportEvent & { readonly on: PlainDate } => {
  sequence += 1;
  return {
    sequence,
    hash: String(sequence).padStart(64, '0'),
    numbers: [],
    subjectId,
    content,
    by: anAdministrator,
    on: day,
    ...change,
  };
};
const first = event('b1', begun, { numbers: [{ ...number, series: 'case', value: 1 }, number] });
const committed = { step: 'committed', manifestDigest: 'm', folder: '/x/B1' };

describe('a batch', () => {
  it('is begun with its number, committed with its folder, voided with a reason', () => {
    const [batch] = foldBatches([first]);
    expect(batch).toEqual({
      batchId: 'b1',
      number,
      numberText: '〔2022〕W03-000007',
      sequence: first.sequence,
      hash: first.hash,
      begun,
      committed: null,
      voided: null,
    });
    expect(foldBatches([first, event('b1', committed)])).toEqual([
      { ...batch, committed: { manifestDigest: 'm', folder: '/x/B1' } },
    ]);
    expect(foldBatches([first, event('b1', { step: 'voided', reason: '重做' })])).toEqual([
      { ...batch, voided: '重做' },
    ]);
  });

  it('begins once, with a number of its own, and nothing else makes one', () => {
    const again = event('b1', { ...begun, persons: 9 }, { numbers: [{ ...number, value: 8 }] });
    expect(foldBatches([first, again]).map(({ begun: { persons } }) => persons)).toEqual([4]);
    expect(foldBatches([event('b2', begun), event('b3', committed)])).toEqual([]);
    expect(foldBatches([event('b4', { step: 'later' }), event('b5', null)])).toEqual([]);
    const layoutLoaded = event('b1', { step: 'layoutLoaded', layout, digest: 'd' });
    expect(foldBatches([first, layoutLoaded])).toEqual(foldBatches([first]));
  });

  it.each([
    ['nobody in it', { persons: 0 }],
    ['no case', { cases: [] }],
    ['no file', { files: [] }],
    ['no format', { formats: [] }],
    ['a negative amount', { amountFen: -1 }],
    ['a round numbered 0', { cases: [{ caseId: 'c1', sequence: 0 }] }],
  ])('is none with %s', (_, change) => {
    expect(foldBatches([{ ...first, content: { ...begun, ...change } }])).toEqual([]);
  });

  it('tells its manifest wholly: cases once each, and the head of the chain that began it', () => {
    const [batch] = foldBatches([first]);
    if (batch === undefined) throw new Error('no batch');
    expect(manifestOfBatch(batch)).toMatchObject({
      format: 'counter-batch-1',
      id: 'b1',
      number: '〔2022〕W03-000007',
      training: false,
      layout: { ...begun.layout, codes: 'printed' },
      createdOn: '2022-08-22',
      office: begun.office,
      cases: 2,
      persons: 4,
      amountFen: 600_000,
      files: begun.files,
      chainHead: { sequence: first.sequence, hash: first.hash },
    });
  });
});

describe('layouts taken in', () => {
  const loaded = (title: string, id = layout.id) => ({
    step: 'layoutLoaded',
    layout: { ...layout, id, title },
    digest: 'd',
  });
  it('are the latest of each id, from administrators only', () => {
    const clerk = { by: { id: 'o2', name: '王', capacity: 'windowClerk' as const } };
    const events = [
      event('layout:a', loaded('一')),
      event('layout:a', loaded('二')),
      event('layout:b', loaded('三', 'other-layout')),
      event('layout:a', loaded('四'), clerk),
      event('layout:a', { ...loaded('五'), layout: {} }),
      first,
    ];
    expect(loadedLayouts(events).map(({ id, title }) => `${id} ${title}`)).toEqual([
      'window-intake 二',
      'other-layout 三',
    ]);
  });
});

describe('plain folders', () => {
  const exported = (folder: string, day: string) =>
    event('folder', { step: 'decisionExported', sequence: 1, folder }, {}, plainDate(day));
  const removed = (folder: string, day: string) =>
    event(`folder:${folder}`, { step: 'plainRemoved', folder }, {}, plainDate(day));
  const listed = (...events: (StoredExportEvent & { readonly on: PlainDate })[]) =>
    plainFiles(events, []).map(
      (file) => `${file.folderName} ${file.kind} ${file.on} ${file.removedOn} ${file.written}`,
    );

  it('are listed newest first, and those of one day by name', () => {
    expect(listed(exported('a', '2022-08-01'), exported('c', '2022-08-03'), exported('b', '2022-08-03'))).toEqual([
      'c decision 2022-08-03 null false',
      'b decision 2022-08-03 null false',
      'a decision 2022-08-01 null false',
    ]);
  });

  it('of batches are written once committed, and say how many persons left', () => {
    const name = 'window-intake-2022-W03-000007';
    expect(listed(first)).toEqual([`${name} batch 2022-08-22 null false`]);
    expect(listed(first, event('b1', committed))).toEqual([`${name} batch 2022-08-22 null true`]);
    expect(plainFiles([first], [])[0]?.what).toBe('批次 〔2022〕W03-000007，4 人');
    const training = { ...first, content: { ...begun, training: true } };
    expect(plainFiles([training], [])[0]?.folderName).toBe(`培训-${name}`);
  });

  it('are removed on the day of the last removal, until they are written again', () => {
    const wrote = exported('a', '2022-08-01');
    expect(listed(wrote, removed('a', '2022-08-02'), removed('b', '2022-08-09'))).toEqual([
      'a decision 2022-08-01 2022-08-02 false',
    ]);
    expect(listed(wrote, removed('a', '2022-08-02'), removed('a', '2022-08-03'))[0]).toContain('2022-08-03');
    expect(listed(wrote, removed('a', '2022-08-02'), exported('a', '2022-08-04'))[0]).toContain(' null ');
  });
});

describe('the rounds of a case that leave', () => {
  const whole = anApplication({
    roster: [0, 1, 1].map((index, at) => aRosterEntry({ entryId: `e${at}`, citizenId: aCitizenId(index) })),
  });
  const later = aSupplement({ ...whole, roster: whole.roster.slice(1, 2) }, ['met']);
  const sequences = (...actions: Parameters<typeof stored>[0]) =>
    exportRounds('n', stored(actions)).map(({ sequence: at }) => at);

  it('are those of the acceptance that stands', () => {
    expect(sequences(anAcceptanceOf(whole, 1), anExport(), later)).toEqual([1, 3]);
    expect(sequences(aDecision('received'), anAcceptanceOf(whole, 1))).toEqual([2]);
    expect(sequences(anAcceptanceOf(whole, 1), later, aVoid(2))).toEqual([1]);
    expect(sequences(anAcceptanceOf(whole, 1), aVoid(1))).toEqual([]);
    expect(sequences(aDecision('heldPending'))).toEqual([]);
    expect(sequences()).toEqual([]);
  });

  it('know everybody by the first place in the roster', () => {
    const withRoster = [anAcceptanceOf(whole, 1), later].map((action) => {
      if (action.kind !== 'accepted' && action.kind !== 'supplemented') return action;
      const roster = action.application.roster.map(({ name, citizenId }) => ({ name, citizenId }));
      return { ...action, record: { ...action.record, caseFile: { ...action.record.caseFile, roster } } };
    });
    const rounds = exportRounds('n', stored(withRoster));
    expect(rounds.map(({ source }) => source.positions)).toEqual([[1, 2, 2], [2]]);
    expect(rounds.map(({ source }) => [source.reference, source.number])).toEqual([
      ['n', 'n'],
      ['n', 'n'],
    ]);
  });
});

describe('a calendar in use', () => {
  const year = aCalendarYear();
  it('takes a year in, replaces one, and tells which', () => {
    expect(yearChange(shippedHeldCalendar, year)).toBe('new');
    const known = withYears(shippedHeldCalendar, [year]);
    expect(known.digest).not.toBe(shippedHeldCalendar.digest);
    expect(yearChange(known, structuredClone(year))).toBe('same');
    const other = { ...year, source: '另一通知' } as typeof year;
    expect(yearChange(known, other)).toBe('replaces');
    expect(known.years.map((one) => one.year)).toEqual(known.years.map((one) => one.year).toSorted((a, b) => a - b));
    expect(withYears(known, [other]).years.filter((one) => one.year === year.year)).toEqual([other]);
    expect(holdCalendar([...known.years].reverse()).digest).toBe(known.digest);
  });
});
