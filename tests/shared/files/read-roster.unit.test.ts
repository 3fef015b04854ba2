/** One messy roster in every kind of workbook, and every cell that cannot be taken with its address. */
import { utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/files/read-roster.ts';
import { accepted, bytesOf, ID, places, workbook, type Value } from './rosters.ts';

const messy: Value[][] = [
  ['湛江海晟食品有限公司一次性扩岗补助花名册', null, null, null, null, null, null, null],
  [],
  [null, '序号', '姓  名', '身份证\n号码', '毕业院校', '毕业时间', '劳动合同', null, '备注'],
  [null, null, null, null, null, null, '起', '止', null],
  [
    null,
    1,
    '陈　海晴',
    ` ${ID.chen.slice(0, 6)} ${ID.chen.slice(6)}`,
    '广东海洋大学',
    '2022.6.25',
    '2022年7月1日',
    '20250630',
    '',
  ],
  [],
  [
    null,
    2,
    '黄志远',
    ID.huang.replace(/\d/gu, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
    '岭南师范学院',
    44743,
    '2022/7/1',
    '2025-6-30',
    '退役',
  ],
  [null, 3, '买买提•吐尔逊', ID.wu.toLowerCase(), '湛江科技学院', '二〇二二年六月三十日', null, null, null],
  [null, '合计', '3人', null, null, null, null, null, null],
  [null, '填表人：某某', null, null, null, '2022年8月20日', null, null, null],
];

describe.each(['xlsx', 'biff8', 'xlsb', 'xlml', 'ods'] as const)('a messy roster as %s', (bookType) => {
  it('gives the persons with the rows of the file', async () => {
    const merges = ['A1:H1', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'F3:F4', 'G3:H3'].map((range) =>
      utils.decode_range(range),
    );
    const book = workbook([
      { name: '花名册', rows: messy, edit: (sheet) => Object.assign(sheet, { '!merges': merges }) },
    ]);
    const reading = accepted(await readRoster(bytesOf(book, bookType)));
    expect(reading.entries).toEqual([
      {
        row: 5,
        name: '陈海晴',
        citizenId: ID.chen,
        school: '广东海洋大学',
        diplomaNumber: '',
        graduatedOn: '2022-06-25',
        contractFrom: '2022-07-01',
        contractTo: '2025-06-30',
        enrolledOn: '',
      },
      {
        row: 7,
        name: '黄志远',
        citizenId: ID.huang,
        school: '岭南师范学院',
        diplomaNumber: '',
        graduatedOn: '2022-07-01',
        contractFrom: '2022-07-01',
        contractTo: '2025-06-30',
        enrolledOn: '',
      },
      {
        row: 8,
        name: '买买提·吐尔逊',
        citizenId: ID.wu,
        school: '湛江科技学院',
        diplomaNumber: '',
        graduatedOn: '2022-06-30',
        contractFrom: '',
        contractTo: '',
        enrolledOn: '',
      },
    ]);
    expect(reading.issues).toEqual([]);
    expect(reading.skippedRows.map((row) => row.row)).toEqual([9, 10]);
    expect([reading.sheetName, reading.firstRow, reading.lastRow]).toEqual(['花名册', 5, 8]);
  });
});

describe('cells that cannot be taken', () => {
  it('names the address of each', async () => {
    const rows: Value[][] = [
      ['姓名', '身份证号码', '毕业日期', '毕业证书编号'],
      ['甲一', Number('440802200003150026'), '2022年6月', Number('105661202205000123')],
      ['甲二', '440802750315002', '2022-02-30', ''],
      ['甲三', ID.chen.slice(0, 17) + (ID.chen.endsWith('1') ? '2' : '1'), '昨天', ''],
      ['甲四', ID.huang, '', ''],
      ['甲五', ID.huang, '', ''],
      ['', ID.wu, '', ''],
      ['甲七', '', '2022-06-30', ''],
      ['甲八', '4.40802E+17', '', ''],
      ['甲九', 'H12345678', '', ''],
    ];
    const reading = accepted(await readRoster(bytesOf(workbook([{ rows }]), 'xlsx')));
    expect(places(reading)).toEqual([
      'B2 id-damaged',
      'D2 number-damaged',
      'C2 date-without-day',
      'B3 id-old-fifteen-digit',
      'C3 date-not-real',
      'B4 id-wrong-check-digit',
      'C4 date-unreadable',
      'B6 duplicate-person',
      'A7 name-missing',
      'B8 id-missing',
      'B9 id-damaged',
      'B10 id-illegal-characters',
    ]);
    expect(reading.entries).toHaveLength(9);
    expect(reading.entries[0]?.citizenId).toBe('440802200003150???');
    expect(reading.entries[2]?.citizenId).toHaveLength(18);
    expect(reading.entries[0]?.graduatedOn).toBe('2022年6月');
    for (const issue of reading.issues) expect(issue.message).toMatch(/^[A-Z]+\d+ .+。/u);
  });
});
