import { describe, expect, it } from 'vitest';
import { countToCorrect, entryIssues } from '#renderer/features/intake/roster/entry-issues.ts';
import { checksOfGroup, groupVerdict, rosterGroups, worstGroup } from '#renderer/features/intake/roster/groups.ts';
import { appendRoster, compareRosters, replaceRoster } from '#renderer/features/intake/roster/merge-rosters.ts';
import { isRosterOfItsOwn } from '#renderer/features/intake/roster/pasted-table.ts';
import { blankEntry, RosterMemory, toGridRow } from '#renderer/features/intake/roster/roster-rows.ts';
import type { Attestation, RosterEntry } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { rosterTemplate } from '#shared/rosters/roster-template.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import { checkIds } from '#shared/policy/verdict.ts';
import { aCitizenId, aDecision, aLongRoster, aTypedEntry, someEmployerChecks } from '#tests/builders/a-roster.ts';

const codesOf = (entries: RosterEntry[], index = 0) =>
  entryIssues(entries)
    .get(entries[index]?.entryId ?? '')
    ?.map(({ column, code, blocks }) => `${column} ${code}${blocks ? ' blocks' : ''}`) ?? [];

describe('input errors', () => {
  it('finds none in what is right, and none in a row nobody filled in', () => {
    expect(entryIssues([aTypedEntry(0), blankEntry('x')]).size).toBe(0);
  });
  it.each<[Partial<RosterEntry>, string]>([
    [{ name: ' ' }, 'name name-missing blocks'],
    [{ citizenId: '' }, 'citizenId id-missing blocks'],
    [{ citizenId: '440802200003150' }, 'citizenId id-old-fifteen-digit blocks'],
    [{ citizenId: '44080220000315???' }, 'citizenId id-illegal-characters blocks'],
    [{ citizenId: '440802200003150???' }, 'citizenId id-damaged blocks'],
    [{ citizenId: '4.40802E+17' }, 'citizenId id-damaged blocks'],
    [{ citizenId: '44080220000231001X' }, 'citizenId id-impossible-birthday blocks'],
    [{ citizenId: '4408022000' }, 'citizenId id-wrong-length blocks'],
    [{ graduatedOn: '2022-02-30' }, 'graduatedOn date-not-real'],
    [{ enrolledOn: '去年' }, 'enrolledOn date-unreadable'],
    [{ graduatedOn: '2022年6月' }, 'graduatedOn date-without-day'],
    [{ contractFrom: '2022-07-01', contractTo: '2022-06-30' }, 'contractTo contract-ends-before-start'],
  ])('%j: %s', (changes, expected) => {
    expect(codesOf([aTypedEntry(0, changes)])).toEqual([expected]);
  });
  it('names the first row of a person who stands there twice, which blocks nothing: that is the policy’s to judge', () => {
    const twice = [
      aTypedEntry(0),
      aTypedEntry(1),
      aTypedEntry(2, { citizenId: ` ${aTypedEntry(0).citizenId.toLowerCase()}` }),
    ];
    expect(codesOf(twice, 2)).toEqual(['citizenId duplicate-person']);
    expect(entryIssues(twice).get('entry-2')?.[0]?.message).toContain('同第 1 行');
    expect(countToCorrect(entryIssues(twice))).toBe(0);
  });
  it('takes an open-ended contract, and every sentence says what to do', () => {
    expect(codesOf([aTypedEntry(0, { contractTo: '无固定期限' })])).toEqual([]);
    const all = [...entryIssues([aTypedEntry(0, { name: '', citizenId: '1', graduatedOn: 'x' })]).values()].flat();
    for (const { message } of all) expect(message).toMatch(/请/u);
  });
});

describe('verdict columns', () => {
  it('cover every check once', () => {
    const covered = [...rosterGroups, 'identity' as const].flatMap((group) => checksOfGroup(group) ?? []);
    expect([...covered].sort()).toEqual([...checkIds].sort());
  });
  it('show the worst: unmet over remediable over unknown over met', () => {
    const decision = aDecision('x', {
      'this-month-enrolment': ['unknown', 'month-not-covered'],
      'last-month-contribution': ['remediable', 'deferred'],
    });
    expect(groupVerdict(decision, 'insurance', [])?.verdict).toBe('remediable');
    const worse = aDecision('x', {
      'this-month-enrolment': ['unmet', 'removed-this-month'],
      'last-month-contribution': ['remediable', 'deferred'],
    });
    expect(groupVerdict(worse, 'insurance', [])?.verdict).toBe('unmet');
    expect(worstGroup(worse)).toBe('insurance');
    expect(worstGroup(aDecision('x'))).toBeNull();
  });
  it('carry the original that was seen, and the level of a condition stricter than the ministry’s', () => {
    expect(groupVerdict(aDecision('x', { 'programme-graduate': ['met', null, 'seen'] }), 'diploma', [])).toEqual({
      verdict: 'met',
      seen: '原件',
      group: null,
      tag: null,
    });
    expect(
      groupVerdict(aDecision('x', { 'full-time': ['unmet', 'not-full-time', 'stricter'] }), 'diploma', [])?.tag,
    ).toBe('市级');
    expect(groupVerdict(aDecision('x'), 'licence', someEmployerChecks)?.verdict).toBe('met');
    expect(groupVerdict(aDecision('x'), 'licence', [])).toBeNull();
  });
});

describe('a second roster', () => {
  const before = aLongRoster(4);
  const after = [
    aTypedEntry(0, { entryId: 'n0' }),
    aTypedEntry(1, { entryId: 'n1', school: '另一所' }),
    aTypedEntry(7, { entryId: 'n7' }),
  ];
  it('is counted against the first', () => {
    const { added, same, changed, removed } = compareRosters(before, after);
    expect(added.map((entry) => entry.entryId)).toEqual(['n7']);
    expect(same).toBe(1);
    expect(changed.map(({ after: entry, columns }) => [entry.entryId, columns])).toEqual([['n1', ['school']]]);
    expect(removed.map((entry) => entry.entryId)).toEqual(['entry-2', 'entry-3']);
  });
  it('replaces it and keeps what officers vouched for', () => {
    const seen: Attestation = {
      check: 'programme-graduate',
      verdict: 'met',
      basis: 'original-seen',
      by: 'o1',
      on: plainDate('2022-08-22'),
    };
    const vouched = before.map((entry, index) => (index === 1 ? { ...entry, attestations: [seen] } : entry));
    const replaced = replaceRoster(vouched, after);
    expect(replaced.map((entry) => entry.entryId)).toEqual(['n0', 'n1', 'n7']);
    expect(replaced.map((entry) => entry.attestations.length)).toEqual([0, 1, 0]);
  });
  it('or only adds whom it did not have', () => {
    expect(appendRoster(before, after).map((entry) => entry.entryId)).toEqual([
      'entry-0',
      'entry-1',
      'entry-2',
      'entry-3',
      'n7',
    ]);
  });
});

describe('pasted cells', () => {
  it.each<[string[][], number, boolean]>([
    [
      [
        ['姓名', '身份证号'],
        ['甲', aCitizenId(1)],
      ],
      0,
      true,
    ],
    [[['某公司花名册'], ['序号', '公民身份号码', '员工姓名'], ['1', aCitizenId(1), '甲']], 4, true],
    [
      [
        ['甲', aCitizenId(1)],
        ['乙', aCitizenId(2)],
      ],
      0,
      false,
    ],
    [
      [
        ['1', '甲', aCitizenId(1)],
        ['2', '乙', aCitizenId(2)],
      ],
      0,
      true,
    ],
    [[[aCitizenId(1)], [aCitizenId(2)]], 1, false],
    [[['某大学', '2022-06-25']], 2, false],
  ])('%j at column %i: a roster of its own is %s', (table, at, expected) => {
    expect(isRosterOfItsOwn(table, at)).toBe(expected);
  });
});

describe('memory of entries', () => {
  it('gives the very entry back while nothing differs, and attestations to the person they were made for', () => {
    const seen: Attestation = {
      check: 'programme-graduate',
      verdict: 'met',
      basis: 'original-seen',
      by: 'o1',
      on: plainDate('2022-08-22'),
    };
    const entry = aTypedEntry(0, { attestations: [seen] });
    const memory = new RosterMemory();
    memory.see([entry]);
    const row = toGridRow(entry);
    expect(memory.entryOf(row)).toBe(entry);
    const other = memory.entryOf({ ...row, cells: { ...row.cells, citizenId: aCitizenId(9) } });
    expect(other.attestations).toEqual([]);
    memory.see([other]);
    expect(memory.entryOf(row)).toMatchObject({ row: 3, citizenId: entry.citizenId, attestations: [seen] });
    const renamed = memory.entryOf({ ...row, cells: { ...row.cells, school: '另一所' } });
    expect(renamed.attestations).toEqual([seen]);
  });
});

describe('the blank 花名册', () => {
  it('is read back as a table without persons', async () => {
    const reading = await readRoster(await rosterTemplate());
    expect(reading).toMatchObject({ ok: false, error: { code: 'roster-empty' } });
  });
});
