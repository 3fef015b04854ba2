/**
 * The sample rosters as the files that firms bring: a clean .xlsx, a messy true BIFF8 .xls, a GB18030 .csv.
 * Two cells of the .xls must be corrected: one digit of a number is wrong, and one number was stored as a quantity.
 */
import { utils, write, type WorkSheet } from '@e965/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { csvBytes } from '../encodings/csv.ts';
import { haisheng, nanqiao, yunfan, type SamplePerson, type SampleRoster } from './sample-rosters.ts';

export interface SampleFile {
  readonly fileName: string;
  /** What the clerk reads beside it. */
  readonly title: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const XLSX_HEADINGS = [
  '序号',
  '姓名',
  '证件号码',
  '毕业院校',
  '毕业时间',
  '毕业证书编号',
  '劳动合同起始日期',
  '劳动合同终止日期',
  '参保日期',
];

const openEnd = (person: SamplePerson): string => person.contractTo || '无固定期限';

/** Every cell is text, as our blank template asks for it. */
async function cleanXlsx({ persons }: SampleRoster): Promise<Uint8Array<ArrayBuffer>> {
  const rows = persons.map((person, index) => [
    String(index + 1),
    person.name,
    person.citizenId,
    person.school,
    person.graduatedOn,
    person.diplomaNumber,
    person.contractFrom,
    openEnd(person),
    person.enrolledOn,
  ]);
  const columns = XLSX_HEADINGS.map((heading) => ({
    width: Math.max(8, heading.length * 2 + 4),
    style: { numFmt: '@' },
  }));
  return new Uint8Array(await writeXlsx({ sheets: [{ name: '花名册', columns, rows: [XLSX_HEADINGS, ...rows] }] }));
}

const fullWidth = (text: string): string =>
  text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const spaced = (id: string): string => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`;
const dotted = (day: string): string => day.split('-').map(Number).join('.');
const slashed = (day: string): string => day.split('-').map(Number).join('/');
const packed = (day: string): string => day.replaceAll('-', '');
const chinese = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
/** Day number as Excel counts (1900 system). */
const serial = (day: string): number => Math.round((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000);

/** The fourth digit from the right typed wrong: the check character no longer fits. */
export function mistyped(id: string): string {
  const wrong = String((Number(id.charAt(14)) + 1) % 10);
  return `${id.slice(0, 14)}${wrong}${id.slice(15)}`;
}
/** What a spreadsheet keeps of a number: fifteen places. */
export const asQuantity = (id: string): number => Number(`${id.slice(0, 15)}000`);

type Cell = string | number | null;

/** Row numbers of the .xls, from 1, in the order of the persons. Blank rows and a page's repeated heading lie between. */
export const messyRows = [6, 7, 9, 10, 11, 12, 14, 15, 16, 17] as const;
/** The cells that must be corrected. */
export const messyMistakes = { mistyped: 'D10', quantity: 'D11' } as const;

/** Name and number as this firm's clerk typed them. */
function typedIdentity(person: SamplePerson, index: number): readonly [Cell, Cell] {
  const { name, citizenId } = person;
  const spellings: readonly (readonly [Cell, Cell])[] = [
    [`${name.slice(0, 1)}　${name.slice(1)}`, citizenId],
    [name, ` ${citizenId} `],
    [name, fullWidth(citizenId)],
    [name, mistyped(citizenId)],
    [name, asQuantity(citizenId)],
    [name, spaced(citizenId)],
    [name.replace('·', ' • '), citizenId.toLowerCase()],
    [name, `${citizenId.slice(0, 14)}\n${citizenId.slice(14)}`],
    [name, `'${citizenId}`],
    [name, citizenId],
  ];
  return spellings[index] ?? [name, citizenId];
}

const dateSpellings: readonly ((day: string) => Cell)[] = [dotted, chinese, packed, slashed, serial, String];

function typedRow(person: SamplePerson, index: number): readonly Cell[] {
  const spell = (day: string, offset: number): Cell =>
    (dateSpellings[(index + offset) % dateSpellings.length] ?? String)(day);
  return [
    null,
    index + 1,
    ...typedIdentity(person, index),
    person.school,
    spell(person.graduatedOn, 0),
    person.diplomaNumber,
    spell(person.contractFrom, 1),
    spell(person.contractTo, 2),
    spell(person.enrolledOn, 3),
    index === 2 ? '新招' : null,
  ];
}

function messyCells(roster: SampleRoster): readonly (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = [
    [null, `${roster.firm.name}一次性扩岗补助人员花名册`],
    [null, `填报单位（盖章）：${roster.firm.name}　　统一社会信用代码：${roster.firm.unifiedSocialCreditCode}`],
    [],
    [
      null,
      '序号',
      '姓  名',
      '身份证\n号  码',
      '毕业院校',
      '毕业时间',
      '毕业证书编号',
      '劳动合同',
      null,
      '参保时间',
      '备注',
    ],
    [null, null, null, null, null, null, null, '起', '止', null, null],
  ];
  roster.persons.forEach((person, index) => {
    rows[(messyRows[index] ?? 0) - 1] = typedRow(person, index);
  });
  rows.push([], [null, '合计', `${roster.persons.length} 人`]);
  rows.push([null, '备注：以上人员均为本单位2022年新招用毕业生。']);
  rows.push([null, '填表人：（虚构）', null, null, null, null, null, null, '填表日期：', '2022.8.22']);
  return Array.from(rows, (row) => row ?? []);
}

const MERGES = ['B1:K1', 'B2:K2', 'B4:B5', 'C4:C5', 'D4:D5', 'E4:E5', 'F4:F5', 'G4:G5', 'H4:I4', 'J4:J5', 'K4:K5'];

function dateFormats(sheet: WorkSheet): void {
  for (const address of Object.keys(sheet)) {
    const cell: unknown = sheet[address];
    const isDay = typeof cell === 'object' && cell !== null && 'v' in cell && typeof cell.v === 'number';
    if (isDay && /^[FHIJ]/u.test(address)) Object.assign(cell, { z: 'yyyy/m/d' });
  }
}

function messyXls(roster: SampleRoster): Uint8Array<ArrayBuffer> {
  const sheet = utils.aoa_to_sheet(messyCells(roster).map((row) => [...row]));
  sheet['!merges'] = MERGES.map((range) => utils.decode_range(range));
  dateFormats(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '花名册');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['说明'], ['本表由单位填报。']]), '填表说明');
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}

function gbCsv({ persons }: SampleRoster): Uint8Array<ArrayBuffer> {
  const headings = [
    '序号',
    '员工姓名',
    '公民身份号码',
    '毕业学校',
    '毕业日期',
    '证书编号',
    '合同开始日期',
    '合同结束日期',
    '参保时间',
  ];
  const rows = persons.map((person, index) => [
    String(index + 1),
    person.name,
    `\t${person.citizenId}`,
    person.school,
    chinese(person.graduatedOn),
    `\t${person.diplomaNumber}`,
    slashed(person.contractFrom),
    slashed(person.contractTo),
    dotted(person.enrolledOn),
  ]);
  return csvBytes([headings, ...rows], 'gb18030');
}

/** The three files; the same bytes each time but for the time stamp that a zip carries. */
export async function sampleFiles(): Promise<readonly SampleFile[]> {
  return [
    {
      fileName: '云帆花名册.xlsx',
      title: `${yunfan.firm.name}，${yunfan.persons.length} 人，按空白花名册填写`,
      bytes: await cleanXlsx(yunfan),
    },
    {
      fileName: '海晟花名册.xls',
      title: `${haisheng.firm.name}，${haisheng.persons.length} 人，单位自制表格，有两处证件号码要改`,
      bytes: messyXls(haisheng),
    },
    {
      fileName: '南桥花名册.csv',
      title: `${nanqiao.firm.name}，${nanqiao.persons.length} 人，人事系统导出`,
      bytes: gbCsv(nanqiao),
    },
  ];
}
