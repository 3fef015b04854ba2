/** Returned files: headings and words in use, what an office says beside them, rows that fit nobody. */
import { describe, expect, it } from 'vitest';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import { NO_RETURN_LAYOUT, type ReturnLayout } from '#shared/casework/return-layout.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { bareNumber, readReturn, type ReturnCells, type ReturnRow } from '#shared/returns/return-file.ts';
import { matchReturn, meaningOf } from '#shared/returns/return-layout.ts';
import { matchReturnRows } from '#shared/returns/return-match.ts';
import { anAcceptanceOf, anExport, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const HEADINGS = ['办件号', '公民身份号码', '姓名', '处理结果', '退回原因', '办理环节', '处理日期'];
const body = (...rows: readonly (readonly string[])[]): ReturnCells[] =>
  rows.map((cells, at) => ({
    line: at + 2,
    cells,
    dayAt: (column) => (/^\d{4}-\d\d-\d\d$/u.test(cells[column] ?? '') ? plainDate(cells[column] ?? '') : null),
  }));
const read = (rows: readonly (readonly string[])[], headings = HEADINGS, layout: ReturnLayout = NO_RETURN_LAYOUT) =>
  readReturn(headings, body(...rows), layout);
const rowsOf = (rows: readonly (readonly string[])[], headings = HEADINGS): readonly ReturnRow[] => {
  const reading = read(rows, headings);
  if (!reading.ok) throw new Error(JSON.stringify(reading));
  return reading.rows;
};

describe('headings', () => {
  it.each([
    [['办件号', '公民身份号码', '处理结果'], []],
    [['AAC002', 'AAC003', '审核状态（必填）'], []],
    [['身份证号', '发放状态*', '失败原因'], []],
    [['姓名', '处理结果'], ['办件号 或 公民身份号码']],
    [['办件号', '公民身份号码', '经办人'], ['处理结果']],
  ])('%s', (headings, missing) => {
    expect(matchReturn(headings, NO_RETURN_LAYOUT).missing).toEqual(missing);
  });

  it('takes what an office said before what is known, and one column for one thing', () => {
    const layout = { headings: { 备注: 'result', 状态说明: 'reason' }, words: {} } as const;
    const { columns } = matchReturn(['证件号', '状态', '备注', '状态说明', '状态'], layout);
    expect(columns).toMatchObject({ citizenId: 0, result: 2, reason: 3, caseNumber: -1 });
  });
});

describe('words', () => {
  it.each([
    ['审核通过', 'accepted'],
    [' 已 发 放 ', 'paid'],
    ['退票', 'failed'],
    ['校验失败', 'refused'],
    ['处理中', 'inProcess'],
    ['重复业务', 'inProcess'],
    ['失败', null],
    ['第三种', null],
  ])('%s → %s', (word, outcome) => {
    expect(meaningOf(word, NO_RETURN_LAYOUT)).toBe(outcome);
  });

  it('are asked about where there is only one of them', () => {
    expect(read([['a', aCitizenId(0), '甲0', '挂起']])).toMatchObject({ ok: false, reason: 'words-unknown' });
  });

  it('are asked about, all at once, before anything is taken', () => {
    const id = aCitizenId(0);
    const rows = [
      ['a', id, '甲0', '失败'],
      ['a', id, '甲0', '通过'],
      ['b', id, '甲0', '失败'],
      ['b', id, '甲0', '挂起'],
    ];
    expect(read(rows)).toEqual({
      ok: false,
      reason: 'words-unknown',
      words: [
        { word: '失败', count: 2 },
        { word: '挂起', count: 1 },
      ],
    });
    const layout: ReturnLayout = { headings: {}, words: { 失败: 'failed', 挂起: 'inProcess' } };
    expect(read(rows, HEADINGS, layout)).toMatchObject({ ok: true, rows: { length: 4 } });
  });
});

describe('rows', () => {
  it('say whose they are, what and when; blanks wait, empty lines are none', () => {
    const [id] = [aCitizenId(0)];
    const reading = read([
      ['〔2022〕W03-000127', id, '甲0', '退回', '姓名不符', '复审', '2022-09-01'],
      ['〔2022〕W03-000127', aCitizenId(1), '甲1', '', '', '', ''],
      ['', '', '', '', '', '', ''],
    ]);
    expect(reading).toMatchObject({ ok: true, blank: 1 });
    expect(reading.ok && reading.rows).toEqual([
      {
        line: 2,
        citizenId: id,
        idDamaged: false,
        caseNumber: '2022W03-127',
        name: '甲0',
        creditCode: '',
        batchNumber: '',
        outcome: 'refused',
        result: '退回',
        stage: '复审',
        reason: '姓名不符',
        code: '',
        on: '2022-09-01',
        amountFen: null,
      },
    ]);
  });

  it('tell an ID that a spreadsheet damaged from one that is missing', () => {
    const rows = rowsOf([
      ['n', '4.40881E+17', '甲0', '通过'],
      ['n', '', '甲0', '通过'],
    ]);
    expect(rows.map(({ citizenId, idDamaged }) => [citizenId, idDamaged])).toEqual([
      ['', true],
      ['', false],
    ]);
  });

  it.each([
    ['〔2022〕W03-000127', '2022W03-127'],
    ['[2022]w03-127', '2022W03-127'],
    ['（2022）W03 - 000127', '2022W03-127'],
    ['2022-W03-5', '2022-W03-5'],
  ])('a number is one however it is written: %s', (written, bare) => {
    expect(bareNumber(written)).toBe(bare);
  });

  it.each([
    ['1500', 150_000],
    ['1,500.00元', 150_000],
    ['1500.5', 150_050],
    ['约1500', null],
    ['', null],
  ])('an amount of %s is %s fen', (text, fen) => {
    const [row] = rowsOf(
      [['n', aCitizenId(0), '', '已发放', text]],
      ['办件号', '公民身份号码', '姓名', '处理结果', '发放金额'],
    );
    expect(row?.amountFen).toBe(fen);
  });
});

const aCase = (number: number, ids: readonly number[], exported = true): CaseSummary => {
  const application = anApplication({
    roster: ids.map((at) => aRosterEntry({ entryId: `e${at}`, name: `甲${at}`, citizenId: aCitizenId(at) })),
  });
  const actions = [anAcceptanceOf(application, ids.length), ...(exported ? [anExport('〔2022〕W03-000001')] : [])];
  const numbers = [{ series: 'case', year: 2022, prefix: 'W03', value: number }] as const;
  const summary = foldCase(
    `c${number}`,
    stored(actions).map((one, at) => (at === 0 ? { ...one, numbers } : one)),
  );
  if (summary === null) throw new Error('no case');
  return summary;
};
const numberOf = (value: number): string => `〔2022〕W03-${String(value).padStart(6, '0')}`;

describe('whose the rows are', () => {
  const cases = [aCase(1, [0, 1]), aCase(2, [2]), aCase(3, [0]), aCase(4, [5], false)];
  const reasons = (rows: readonly (readonly string[])[], headings = HEADINGS) =>
    matchReturnRows(rowsOf(rows, headings), cases).unmatched.map(({ line, reason }) => `${line} ${reason}`);

  it('fit by case number and ID, several cases at once', () => {
    const { cases: matched, unmatched } = matchReturnRows(
      rowsOf([
        [numberOf(1), aCitizenId(0), '甲0', '通过'],
        [numberOf(2), aCitizenId(2), '甲2', '退回'],
        [numberOf(1), aCitizenId(1), '甲1', '通过'],
      ]),
      cases,
    );
    expect(unmatched).toEqual([]);
    expect(matched.map(({ summary, rows }) => [summary.caseId, rows.map(({ outcome }) => outcome)])).toEqual([
      ['c1', ['accepted', 'accepted']],
      ['c2', ['refused']],
    ]);
  });

  it('that fit nobody are listed with their line and reason', () => {
    expect(
      reasons([
        [numberOf(9), aCitizenId(0), '甲0', '通过'],
        [numberOf(4), aCitizenId(5), '甲5', '通过'],
        [numberOf(1), aCitizenId(7), '甲7', '通过'],
        [numberOf(1), aCitizenId(0), '乙', '通过'],
        [numberOf(1), '4.40881E+17', '丙', '通过'],
      ]),
    ).toEqual(['2 case-unknown', '3 not-exported', '4 person-not-in-case', '5 name-differs', '6 id-damaged']);
  });

  it('without a case number fit by ID alone where it is in one case only', () => {
    const headings = ['公民身份号码', '姓名', '处理结果'];
    const rows = [
      [aCitizenId(0), '甲0', '通过'],
      [aCitizenId(2), '甲2', '通过'],
      [aCitizenId(8), '甲8', '通过'],
    ];
    expect(reasons(rows, headings)).toEqual(['2 several-cases', '4 person-unknown']);
  });

  it('with a damaged ID fit by the one name in their case; a masked name says nothing against an ID', () => {
    expect(
      reasons([
        [numberOf(1), '4.40881E+17', '甲1', '通过'],
        [numberOf(1), aCitizenId(0), '甲*', '通过'],
      ]),
    ).toEqual([]);
  });

  it('the same person twice: alike once, otherwise neither', () => {
    const twice = rowsOf([
      [numberOf(1), aCitizenId(0), '甲0', '通过'],
      [numberOf(1), aCitizenId(0), '甲0', '通过'],
      [numberOf(2), aCitizenId(2), '甲2', '通过'],
      [numberOf(2), aCitizenId(2), '甲2', '退回'],
    ]);
    const matching = matchReturnRows(twice, cases);
    expect(matching).toMatchObject({ repeated: 1, cases: [{ summary: { caseId: 'c1' }, rows: { length: 1 } }] });
    expect(matching.unmatched.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'twice'],
      [5, 'twice'],
    ]);
  });
});

describe('a row without a case number', () => {
  const person = aRosterEntry({ entryId: 'e1', name: '甲1', citizenId: aCitizenId(1) });
  const left = (caseId: string, batch: string, at: number, creditCode: string): CaseSummary => {
    const application = anApplication({ roster: [person] });
    const summary = foldCase(caseId, stored([anAcceptanceOf(application, 1), anExport(batch, [at])], at));
    if (summary === null) throw new Error('no case');
    return { ...summary, unifiedSocialCreditCode: creditCode };
  };
  const of = (headings: readonly string[], ...cells: readonly string[]): string => {
    const all = [left('c1', '批次 2022-W03-1', 1, 'FIRM1'), left('c2', '批次 2022-W03-2', 11, 'FIRM2')];
    const rows = rowsOf([[aCitizenId(1), '甲1', '通过', ...cells]], ['公民身份号码', '姓名', '处理结果', ...headings]);
    const { cases, unmatched } = matchReturnRows(rows, all);
    return [...cases.map(({ summary }) => summary.caseId), ...unmatched.map(({ reason }) => reason)].join(' ');
  };

  it('fits the one of several cases whose firm or batch it names, and no other', () => {
    expect(of([])).toBe('several-cases');
    expect(of(['统一社会信用代码'], 'FIRM1')).toBe('c1');
    expect(of(['统一社会信用代码'], 'FIRM2')).toBe('c2');
    expect(of(['统一社会信用代码'], 'FIRM3')).toBe('person-unknown');
  });
});
