/** Rows of a list against the copies and against themselves: what is met, what 初審 would say, what somebody has to look at. */
import { describe, expect, it } from 'vitest';
import { checkRows, copyDays, findingsOf, type RowChecking } from '#shared/aftercare/lists/check-rows.ts';
import type { ListRow, ListSaid } from '#shared/aftercare/lists/list-row.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { aCaseFile } from '#tests/builders/a-case-file.ts';
import { aSceneFile } from '#tests/builders/a-decided-action.ts';

const held = packById('zhanjiang-2022');
if (held === null) throw new Error('no pack');
const base = aCaseFile({ persons: 2 });

const rowsOf = ({ employer, roster }: CaseFile, said: ListSaid = {}): readonly ListRow[] =>
  roster.map(({ name, citizenId }, index) => ({
    line: index + 2,
    name,
    citizenId,
    employerName: employer.name,
    unifiedSocialCreditCode: employer.unifiedSocialCreditCode ?? '',
    employerNumber: employer.employerNumber ?? '',
    said,
    payee: null,
  }));

const checking = (registries: RegistrySet = base.registries, more: Partial<RowChecking> = {}): RowChecking => ({
  date: plainDate('2022-08-22'),
  held,
  calendar: shippedCalendar,
  officeDivision: '440802',
  registries,
  answers: new Map(),
  others: [],
  listDay: plainDate('2022-08-20'),
  listLabel: '名单202208',
  ...more,
});
const one = (said: ListSaid = {}, registries?: RegistrySet, more?: Partial<RowChecking>) => {
  const found = checkRows(rowsOf(base, said), checking(registries, more)).get(2);
  if (found === undefined) throw new Error('no row');
  return found;
};
const insurance = (change: object): RegistrySet => {
  const copy = base.registries.insurance;
  return copy === undefined
    ? {}
    : { ...base.registries, insurance: { ...copy, rows: copy.rows.map((row) => ({ ...row, ...change })) } };
};

describe('a row of a list', () => {
  it('is met where the copies say so, each check with its day', () => {
    const found = one();
    expect([found.verdict, found.reason, found.deferred]).toEqual(['met', null, false]);
    expect(found.checks.every(({ evidence }) => evidence.registry === null || evidence.asOf !== null)).toBe(true);
    expect(copyDays(base.registries)).toMatchObject({ insurance: '2022-08-20' });
    expect(findingsOf(found)).toEqual({ verdict: 'met', checks: [], said: [] });
  });

  it('asks for contract and mode of study without letting them decide', () => {
    const { contracts: _, ...rest } = base.registries;
    const found = one({}, rest);
    expect(found.verdict).toBe('met');
    expect(found.beside.map(({ check, verdict }) => [check, verdict])).toContainEqual(['labour-contract', 'unknown']);
  });

  it.each<[string, object, string, string | null]>([
    ['taken out this month', { status: '3' }, 'unmet', 'N04'],
    ['deferred', { deferred: true, paidThrough: '202206' }, 'remediable', 'N05'],
    ['of another place', { divisionCode: '440823' }, 'unmet', 'N02'],
    ['without a row', { citizenId: 'x' }, 'unknown', null],
  ])('%s', (_, change, verdict, reason) => {
    const found = one({}, insurance(change));
    expect([found.verdict, found.reason]).toEqual([verdict, reason]);
  });

  it('takes the answer that the list has for one of the interface', () => {
    const { graduateAnswers: _, graduates: __, ...rest } = base.registries;
    expect(one({}, rest).verdict).toBe('unknown');
    expect(one({ graduate: '是' }, rest).verdict).toBe('met');
    expect([one({ graduate: '否' }, rest).verdict, one({ graduate: '否' }, rest).reason]).toEqual(['unmet', 'N08']);
    expect(one({ graduate: '否' }).verdict).toBe('unknown');
  });

  it.each([
    ['', 'unknown', ['graduate']],
    ['；毕业-', 'unknown', ['graduate']],
    ['；毕业-；失业+ 登记=2024-03-01', 'met', []],
    ['；出生=1994-03-15；毕业 类别=adult', 'unmet', ['graduate']],
  ])(
    'reads 否 as the word on graduates alone where the pack pays for further groups: 2024年%s',
    (change, verdict, said) => {
      const file = aSceneFile(`2024年${change}`);
      const later = packById('guangdong-2024');
      if (later === null) throw new Error('no pack');
      const more = { held: later, date: file.date, listDay: file.date };
      const found = checkRows(rowsOf(file, { graduate: '否' }), checking(file.registries, more)).get(2);
      expect([found?.verdict, found?.reason ?? null]).toEqual([verdict, null]);
      expect(found?.said.map(({ question }) => question)).toEqual(said);
    },
  );

  it.each<[ListSaid, string, string | null]>([
    [{ lastMonth: 'stopped' }, 'unknown', null],
    [{ subsidised: true }, 'unknown', null],
    [{ unitType: 'public-institution' }, 'unknown', null],
    [{ lastMonthFirm: '另一家有限公司' }, 'unknown', null],
    [{ lastMonth: 'deferred' }, 'remediable', 'N05'],
    [{ amountFen: 100_000 }, 'unknown', null],
    [{ unread: ['状态：?'] }, 'unknown', null],
    [
      {
        unitType: 'enterprise',
        lastMonthFirm: base.employer.name,
        lastMonth: 'paid',
        thisMonth: 'paid',
        subsidised: false,
      },
      'met',
      null,
    ],
  ])('holds the list against the copies: %o', (said, verdict, reason) => {
    const found = one(said);
    expect([found.verdict, found.reason]).toEqual([verdict, reason]);
  });

  it('refuses by the word of the list where no copy contradicts it', () => {
    const { insurance: _, hiringSubsidy: __, ...rest } = base.registries;
    expect([one({ thisMonth: 'stopped' }, rest).verdict, one({ thisMonth: 'stopped' }, rest).reason]).toEqual([
      'unmet',
      'N04',
    ]);
    expect(one({ subsidised: true }, rest).reason).toBe('N11');
  });

  it('says which window case names the person, of whatever day', () => {
    const [person] = base.roster;
    const others = [
      { id: '〔2022〕W03-000009', receivedOn: plainDate('2022-08-22'), citizenIds: [person?.citizenId ?? ''] },
    ];
    const found = one({}, undefined, { others });
    const claim = found.checks.find(({ check }) => check === 'single-application');
    expect([found.verdict, claim?.detail]).toEqual(['unknown', { applications: ['〔2022〕W03-000009'] }]);
    expect(checkRows(rowsOf(base), checking(undefined, { others })).get(3)?.verdict).toBe('met');
  });

  it('checks firms apart: one firm’s refusal says nothing of another’s persons', () => {
    const other = aCaseFile({ persons: 1, seed: 2, unmet: 1 });
    const rows = [...rowsOf(base), ...rowsOf(other).map((row) => ({ ...row, line: 9 }))];
    const registries: RegistrySet = {
      ...base.registries,
      business: {
        asOf: plainDate('2022-08-20'),
        rows: [...(base.registries.business?.rows ?? []), ...(other.registries.business?.rows ?? [])],
      },
      insurance: {
        asOf: plainDate('2022-08-20'),
        rows: [...(base.registries.insurance?.rows ?? []), ...(other.registries.insurance?.rows ?? [])],
      },
    };
    const found = checkRows(rows, checking(registries));
    expect([2, 3, 9].map((line) => found.get(line)?.verdict)).toEqual(['met', 'met', 'unmet']);
  });
});
