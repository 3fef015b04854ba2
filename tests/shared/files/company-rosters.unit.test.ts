/** Rosters as companies make them: the right persons, the file's own rows, a place for everything that is doubtful. */
import { utils, type WorkSheet } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';
import { rosterTemplate } from '#shared/rosters/roster-template.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import {
  accepted,
  bytesOf,
  ID,
  people,
  places,
  refusedCode,
  utf16,
  utf8,
  withRowMoved,
  workbook,
  type Value,
} from './rosters.ts';

const merges = (...ranges: string[]): { edit: (sheet: WorkSheet) => void } => ({
  edit: (sheet) => {
    sheet['!merges'] = ranges.map((range) => utils.decode_range(range));
  },
});

describe('headings', () => {
  it.each([
    [['姓名', '身份证号']],
    [['员工姓名（必填）', '*身份证件号码']],
    [[' 姓\n名 ', '公民身份\n号 码']],
    [['招用人员姓名', '有效身份证件号码（18位）']],
    [['参保人姓名', '社会保障号码']],
    [['NAME', 'ID号']],
    [['高校毕业生姓名', '居民身份证号码：']],
  ])('%j', async (headings) => {
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows: [headings, ['陈海晴', ID.chen]] }]), 'xlsx')));
    expect(people(reading)).toEqual([[2, '陈海晴', ID.chen]]);
    expect(reading.issues).toEqual([]);
  });

  it('leaves the agent and the legal representative alone', async () => {
    const rows = [
      ['经办人姓名', '法人身份证号', '姓名', '身份证号'],
      ['甲', ID.huang, '陈海晴', ID.chen],
    ];
    expect(people(accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx'))))).toEqual([[2, '陈海晴', ID.chen]]);
  });

  it('never refuses an unknown one, and says that its column was not read', async () => {
    const rows = [
      ['姓名', '星座', '身份证号', '性别'],
      ['陈海晴', '双鱼', ID.chen, '女'],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(places(reading)).toEqual(['B1 heading-unknown']);
    expect(reading.issues[0]).toMatchObject({ level: 'notice', row: 1, column: null });
    expect(reading.issues[0]?.message).toContain('星座');
  });

  it('finds name and number by what the columns hold when the headings say nothing', async () => {
    const rows = [
      ['台账'],
      ['工号', '员工', '号码', '毕业院校'],
      [1, '陈海晴', ID.chen, '广东海洋大学'],
      [2, '黄志远', ID.huang, '岭南师范学院'],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'biff8')));
    expect(people(reading)).toEqual([
      [3, '陈海晴', ID.chen],
      [4, '黄志远', ID.huang],
    ]);
    expect(reading.entries[1]?.school).toBe('岭南师范学院');
    expect(reading.issues.map(({ code }) => code)).toContain('columns-guessed');
  });

  it('does without any headings', async () => {
    const reading = accepted(await readRoster(utf8(`陈海晴,${ID.chen}\n黄志远,${ID.huang}\n`)));
    expect(people(reading)).toEqual([
      [1, '陈海晴', ID.chen],
      [2, '黄志远', ID.huang],
    ]);
  });

  it('reads groups over halves, with the names in the upper or in the lower row', async () => {
    const upper = {
      rows: [
        ['姓名', '身份证号', '劳动合同期限', null],
        [null, null, '起始日期', '终止日期'],
        ['陈海晴', ID.chen, '2022-7-1', '2025-6-30'],
      ],
      ...merges('A1:A2', 'B1:B2', 'C1:D1'),
    };
    const lower = {
      rows: [
        ['基本信息', null, '合同', null, '参保', null],
        ['姓名', '身份证号', '开始时间', '结束时间', '开始时间', '月数'],
        ['陈海晴', ID.chen, '2022-7-1', '2025-6-30', '2022.7.4', 1],
      ],
      ...merges('A1:B1', 'C1:D1', 'E1:F1'),
    };
    for (const sheet of [upper, lower]) {
      const reading = accepted(await readRoster(bytesOf(workbook([sheet]), 'xlsx')));
      expect(reading.entries).toMatchObject([{ row: 3, contractFrom: '2022-07-01', contractTo: '2025-06-30' }]);
    }
    const withEnrolment = accepted(await readRoster(bytesOf(workbook([lower]), 'biff8')));
    expect(withEnrolment.entries[0]?.enrolledOn).toBe('2022-07-04');
  });

  it.each([
    ['2022.7.1至2025.6.30', '2022-07-01', '2025-06-30'],
    ['2022年7月1日-2025年6月30日', '2022-07-01', '2025-06-30'],
    ['20220701—20250630', '2022-07-01', '2025-06-30'],
    ['2022/7/1起，无固定期限', '2022-07-01', '无固定期限'],
  ])('splits a contract period in one cell: %s', async (period, from, to) => {
    const rows = [
      ['姓名', '身份证号', '劳动合同期限'],
      ['陈海晴', ID.chen, period],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(reading.entries[0]).toMatchObject({ contractFrom: from, contractTo: to });
    expect(reading.issues).toEqual([]);
  });

  it.each([
    ['2022-7-4', null, '2022-07-04', ''],
    [null, '2023-7-3', '', '2023-07-03'],
    ['2022-7-4', '2023-7-3', '2022-07-04', '2023-07-03'],
    [null, null, '2022-07-01', '2025-06-30'],
  ])('takes days of their own columns (%s, %s) before the period', async (begin, end, from, to) => {
    const rows = [
      ['姓名', '身份证号', '合同起始日期', '合同终止日期', '劳动合同期限'],
      ['陈海晴', ID.chen, begin, end, '2022.7.1至2025.6.30'],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(reading.entries[0]).toMatchObject({ contractFrom: from, contractTo: to });
    expect(reading.issues).toEqual([]);
  });

  it('reads two days of a period, never two of three', async () => {
    const rows = [
      ['姓名', '身份证号', '劳动合同期限'],
      ['陈海晴', ID.chen, '2022.7.1至2025.6.30，2025.7.1续签'],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(reading.entries[0]).toMatchObject({ contractFrom: '2022.7.1至2025.6.30,2025.7.1续签', contractTo: '' });
    expect(places(reading)).toEqual(['C2 period-unreadable']);
  });

  it('keeps a period that it cannot split', async () => {
    const rows = [
      ['姓名', '身份证号', '劳动合同期限'],
      ['陈海晴', ID.chen, '三年'],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(reading.entries[0]?.contractFrom).toBe('三年');
    expect(places(reading)).toEqual(['C2 period-unreadable']);
  });
});

describe('rows', () => {
  it('takes no note, sum, number row or repeated heading for a person', async () => {
    const rows: Value[][] = [
      ['姓名', '身份证号', '备注'],
      ['陈海晴', ID.chen, null],
      ['姓名', '身份证号', '备注'],
      ['黄志远', ID.huang, null],
      ['合  计', '2人', null],
      ['备注：以上人员均未享受一次性吸纳就业补贴', null, null],
      ['填表人：某某', null, '联系电话：0759-0000000'],
      ['单位负责人（签章）', null, null],
      [null, null, '2022年8月22日'],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(people(reading)).toEqual([
      [2, '陈海晴', ID.chen],
      [4, '黄志远', ID.huang],
    ]);
    expect(reading.skippedRows.map(({ row }) => row)).toEqual([3, 5, 6, 7, 8, 9]);
    expect(reading.issues).toEqual([]);
  });

  it('reads hidden rows and says so', async () => {
    const sheet = {
      rows: [
        ['姓名', '身份证号'],
        ['陈海晴', ID.chen],
        ['黄志远', ID.huang],
      ],
      edit: (made: WorkSheet) => {
        made['!rows'] = [{}, { hidden: true }];
      },
    };
    expect(places(accepted(await readRoster(bytesOf(workbook([sheet]), 'xlsx'))))).toEqual(['2 hidden-row']);
  });

  it('gives a school merged over several persons to each of them, and a name merged over two rows to one person', async () => {
    const school = {
      rows: [
        ['姓名', '身份证号', '毕业院校'],
        ['陈海晴', ID.chen, '广东海洋大学'],
        ['黄志远', ID.huang, null],
      ],
      ...merges('C2:C3'),
    };
    expect(
      accepted(await readRoster(bytesOf(workbook([school]), 'xlsx'))).entries.map((entry) => entry.school),
    ).toEqual(['广东海洋大学', '广东海洋大学']);
    const name = {
      rows: [
        ['姓名', '身份证号', '毕业院校', '毕业时间'],
        ['陈海晴', ID.chen, '甲学院', '2020-06-30'],
        [null, null, '乙大学', '2022-06-30'],
      ],
      ...merges('A2:A3', 'B2:B3'),
    };
    const reading = accepted(await readRoster(bytesOf(workbook([name]), 'xlsx')));
    expect(people(reading)).toEqual([[2, '陈海晴', ID.chen]]);
    expect(places(reading)).toEqual(['3 merged-person']);
  });
});

describe('sheets', () => {
  it('takes the first visible roster and names the other', async () => {
    const book = workbook([
      { name: '说明', rows: [['请按样表填写']] },
      {
        name: '旧',
        hidden: true,
        rows: [
          ['姓名', '身份证号'],
          ['旧人', ID.wu],
        ],
      },
      {
        name: '名单',
        rows: [
          ['姓名', '身份证号'],
          ['陈海晴', ID.chen],
        ],
      },
      {
        name: '补充',
        rows: [
          ['姓名', '身份证号'],
          ['黄志远', ID.huang],
        ],
      },
    ]);
    for (const type of ['xlsx', 'biff8', 'xlml'] as const) {
      const reading = accepted(await readRoster(bytesOf(book, type)));
      expect([reading.sheetName, people(reading)]).toEqual(['名单', [[2, '陈海晴', ID.chen]]]);
      expect(reading.issues.filter(({ code }) => code === 'other-sheet').map(({ message }) => message)).toEqual([
        expect.stringContaining('补充'),
      ]);
    }
  });

  it('is not put off by a stray cell in the last row', async () => {
    const rows = [
      ['姓名', '身份证号'],
      ['陈海晴', ID.chen],
      [...Array<null>(25).fill(null), ' '],
    ];
    const reading = accepted(await readRoster(withRowMoved(bytesOf(workbook([{ rows }]), 'xlsx'), 3, 1_048_576)));
    expect(people(reading)).toEqual([[2, '陈海晴', ID.chen]]);
  });

  it('finds the headings of the blank roster that is handed out, and nobody in it', async () => {
    expect(refusedCode(await readRoster(await rosterTemplate()))).toBe('roster-empty');
  });
});

describe('values', () => {
  it('takes the result of a formula, and reports one without result', async () => {
    const sheet = {
      rows: [
        ['姓名', '身份证号', '毕业时间'],
        ['陈海晴', ID.chen, null],
        ['黄志远', null, null],
      ],
      edit: (made: WorkSheet) => {
        made['C2'] = { t: 'n', v: 44_737, f: 'DATE(2022,6,25)', z: 'yyyy-mm-dd' };
        made['B3'] = { t: 'e', v: 0x17, f: 'VLOOKUP(A3,#REF!,2)' };
        made['!ref'] = 'A1:C3';
      },
    };
    for (const type of ['xlsx', 'biff8'] as const) {
      const reading = accepted(await readRoster(bytesOf(workbook([sheet]), type)));
      expect(reading.entries[0]?.graduatedOn).toBe('2022-06-25');
      expect(places(reading)).toEqual(['B3 cell-error']);
    }
  });

  it.each(['xlsx', 'biff8', 'xlml'] as const)('counts days from 1904 where the workbook does: %s', async (type) => {
    const sheet = {
      rows: [
        ['姓名', '身份证号', '毕业时间', '参保日期'],
        ['陈海晴', ID.chen, null, 43_285],
      ],
      edit: (made: WorkSheet) => {
        made['C2'] = { t: 'n', v: 43_275, z: 'yyyy"年"m"月"d"日"' };
      },
    };
    const reading = accepted(await readRoster(bytesOf(workbook([sheet], true), type)));
    expect(reading.entries[0]).toMatchObject({ graduatedOn: '2022-06-25', enrolledOn: '2022-07-05' });
  });

  it('reports a date cell that shows no day', async () => {
    const sheet = {
      rows: [
        ['姓名', '身份证号', '毕业时间'],
        ['陈海晴', ID.chen, null],
      ],
      edit: (made: WorkSheet) => {
        made['C2'] = { t: 'n', v: 44_713, z: 'yyyy"年"m"月"' };
      },
    };
    for (const type of ['xlsx', 'biff8'] as const) {
      const reading = accepted(await readRoster(bytesOf(workbook([sheet]), type)));
      expect(places(reading)).toEqual(['C2 date-without-day']);
      expect(reading.entries[0]?.graduatedOn).toBe('2022-06');
    }
  });
});

describe('text files', () => {
  const csv = `序号,姓名,身份证号码,毕业院校\r\n1,陈海晴,${ID.chen},"广东海洋大学,\r\n湛江"\r\n,,,\r\n2,𠮷田·买,="${ID.huang}",'岭南'\r\n`;
  const expected = [
    [2, '陈海晴', ID.chen],
    [4, '𠮷田·买', ID.huang],
  ];
  it.each([
    ['UTF-8', utf8(csv)],
    ['UTF-8 with mark', utf8(`\uFEFF${csv}`)],
    ['GB18030', encodeGb18030(csv).bytes],
    ['UTF-16LE with mark', utf16(csv, true, true)],
    ['UTF-16LE', utf16(csv, true, false)],
    ['UTF-16BE with mark', utf16(csv, false, true)],
    ['UTF-16BE', utf16(csv, false, false)],
    ['tabs, called .xls', encodeGb18030(csv.replaceAll(',', '\t')).bytes],
    ['semicolons', utf8(csv.replaceAll(',', ';'))],
    ['line feeds alone', utf8(csv.replaceAll('\r\n', '\n'))],
  ])('%s', async (_, bytes) => {
    const reading = accepted(await readRoster(bytes));
    expect(people(reading)).toEqual(expected);
    expect(reading.issues).toEqual([]);
  });

  it('loses no row to a quotation mark that is never closed', async () => {
    const reading = accepted(
      await readRoster(utf8(`姓名,身份证号,毕业院校\n陈海晴,${ID.chen},"海洋\n黄志远,${ID.huang},岭南\n`)),
    );
    expect(people(reading)).toEqual([
      [2, '陈海晴', ID.chen],
      [3, '黄志远', ID.huang],
    ]);
  });

  it('keeps every digit of an HTML table called .xls', async () => {
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>td{mso-number-format:"\\@"}</style></head><body><table border=1><tr><th colspan=3>花名册<tr><th>姓名<th>身份证号<th>毕业&nbsp;时间<tr><td>陈海晴<td>${ID.chen}<td rowspan=2>2022.6.25<tr><td>黄志远</td><td>${ID.huang}</td></tr></table></body></html>`;
    const reading = accepted(await readRoster(encodeGb18030(html).bytes));
    expect(reading.entries).toMatchObject([
      { row: 3, citizenId: ID.chen, graduatedOn: '2022-06-25' },
      { row: 4, citizenId: ID.huang, graduatedOn: '2022-06-25' },
    ]);
    expect(reading.issues).toEqual([]);
  });

  it('reads a 2003 XML workbook with gaps, merges and comments', async () => {
    const cell = (text: string, attributes = '', type = 'String'): string =>
      `<Cell${attributes}><Data ss:Type="${type}">${text}</Data></Cell>`;
    const xml = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="花名册"><Table>
<Row>${cell('花名册', ' ss:MergeAcross="2"')}</Row><Row/><Row ss:Index="4">${cell('姓名')}<Cell ss:StyleID="s1"/>${cell('身份证号')}${cell('毕业时间')}</Row>
<Row>${cell('陈&#10;海晴')}<Cell ss:Index="3"><Data ss:Type="String">${ID.chen}</Data><Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">核</ss:Data></Comment></Cell>${cell('2022-06-25T00:00:00.000', '', 'DateTime')}</Row>
<Row>${cell('黄志远')}<Cell/>${cell('4.4082319991201901E+17', '', 'Number')}</Row></Table></Worksheet></Workbook>`;
    const reading = accepted(await readRoster(utf8(xml)));
    expect(reading.entries).toMatchObject([
      { row: 5, name: '陈海晴', citizenId: ID.chen, graduatedOn: '2022-06-25' },
      { row: 6, citizenId: '440823199912019???' },
    ]);
    expect(places(reading)).toEqual(['C6 id-damaged']);
    expect(refusedCode(await readRoster(utf8(xml.slice(0, -40))))).toBe('file-damaged');
  });
});
