/** Cells of registry files as other systems and people write them: what each spelling means, and what cannot be read. */
import { describe, expect, it } from 'vitest';
import { cellReader, foldWord, problemOf } from '#shared/registry/registry-cells.ts';
import {
  boolean,
  citizenId,
  code,
  count,
  date,
  dictionary,
  money,
  month,
  text,
  type RegistryColumn,
} from '#shared/registry/registry-columns.ts';

const columns = {
  身份证: { ...citizenId('公民身份号码', []), required: false },
  信用代码: code('unifiedSocialCreditCode', '统一社会信用代码', 18, []),
  区划: code('divisionCode', '区划代码', 15, []),
  编号: code('employerNumber', '单位编号', 6, []),
  文字: text('name', '姓名', 4, []),
  日期: date('enrolledOn', '参保日期', []),
  合同终止: { ...date('to', '终止日期', []), openEnded: true },
  月份: month('paidThrough', '缴至', []),
  月数: count('monthsContributed', '月数', 600, []),
  金额: money('amountFen', '金额', []),
  状态: dictionary('status', '状态', { '1': ['正常', '参保缴费'], '3': ['停保'] }, []),
  是否: boolean('deferred', '是否缓缴', { true: ['是', 'Y'], false: ['否'] }, []),
} satisfies Record<string, RegistryColumn>;

const encoder = new TextEncoder();

/** The bytes that a cell leaves in a record, as hex; the problem's code; `''` for a cell that says nothing. */
function read(name: keyof typeof columns, cell: string | Uint8Array): string {
  const bytes = typeof cell === 'string' ? encoder.encode(cell) : cell;
  const out = new Uint8Array(64).fill(0xaa);
  // Something stands around the cell in the file, and the record has other values before it.
  const file = new Uint8Array(bytes.length + 2).fill(57);
  file.set(bytes, 1);
  const after = cellReader(columns[name])(file, 1, 1 + bytes.length, out, 3);
  if (after < 0) return problemOf(after);
  expect([...out.subarray(0, 3)]).toEqual([0xaa, 0xaa, 0xaa]);
  return Buffer.from(out.subarray(3, after)).toString('hex');
}

const alike: readonly (readonly [keyof typeof columns, string, readonly string[]])[] = [
  [
    '身份证',
    '44080220000315002X',
    ['４４０８０２２００００３１５００２Ｘ', "'44080220000315002x", '="44080220000315002X"'],
  ],
  ['身份证', 'H12345678', ['h12345678', ' H１２３４５６７８']],
  ['信用代码', '91440802MA5A1B2C39', ['91440802ma5a1b2c39', '９１４４０８０２MA5A1B2C39', '’91440802MA5A1B2C39']],
  ['区划', '440802', ['４４０８０２', ' 440802 ', '"440802"'.slice(1, -1)]],
  ['编号', 'A-1/2', ['a-1/2', 'Ａ－１／２']],
  ['日期', '2022-07-01', ['20220701', '2022/7/1', '2022.7.1', '2022年7月1日', '2022-7-1 8:30', '2022-07-01T08:30:00Z']],
  ['日期', '2022-07-01', ['２０２２－０７－０１', '20220701083000', '2022-07-01 08:30:00.000', "'2022-07-01"]],
  ['日期', '2024-02-29', ['2024.2.29', '20240229']],
  ['合同终止', '2025-06-30', ['20250630', '2025年6月30日']],
  ['月份', '202207', ['2022-07', '2022年7月', '2022/7', '2022.07', '2022-07-01', '２０２２０７', '2022年07月31日']],
  ['月数', '12', ['012', '12个月', '12月', '12.0', '１２', "'12"]],
  ['月数', '600', ['600.00', '0600']],
  ['金额', '1500.50', ['1500.5', '1,500.5', '￥1500.50', '¥1,500.50元', '1500.5元', '１５００．５']],
  ['金额', '1500', ['1500.0', '1500.00', '1,500元']],
  ['金额', '0.05', ['00.05', '0.05元']],
  ['状态', '正常', ['参保缴费', '1', ' 正常 ', '正常。'.slice(0, 2), '（正常）']],
  ['是否', '是', ['y', 'Y', 'Ｙ', 'true']],
];

const apart: readonly (readonly [keyof typeof columns, readonly string[]])[] = [
  ['身份证', ['44080220000315002X', '440802200003150020', '440802200003150021', '440803200003150020']],
  ['日期', ['2022-07-01', '2022-07-02', '2022-08-01', '2023-07-01', '1900-01-01', '2199-12-31']],
  ['月份', ['202207', '202208', '202307', '190001', '219912']],
  ['月数', ['0', '1', '599', '600']],
  ['金额', ['0', '0.01', '0.1', '1', '1500.05', '1500.5', '1500', '999999999.99']],
  ['状态', ['正常', '停保']],
  ['是否', ['是', '否']],
];

const unreadable: readonly (readonly [keyof typeof columns, string, string])[] = [
  ['身份证', '440802000315002', 'citizen-id-15'],
  ['身份证', '4.40802E+17', 'citizen-id-damaged'],
  ['身份证', '44080220000315002Y', 'citizen-id-format'],
  ['身份证', '4408022000031500', 'citizen-id-format'],
  ['身份证', '44080220000315002XX', 'citizen-id-format'],
  ['身份证', 'X4080220000315002X', 'citizen-id-format'],
  ['身份证', 'H12345', 'citizen-id-format'],
  ['信用代码', '91440802MA5A1B2C3', 'code-format'],
  ['信用代码', '91440802MA5A1B2C390', 'too-long'],
  ['信用代码', '91440802MA5A1B2C-9', 'code-format'],
  ['区划', '44080', 'code-format'],
  ['区划', '4408021', 'code-format'],
  ['区划', '44080A', 'code-format'],
  ['编号', '1234567', 'too-long'],
  ['编号', '12#4', 'code-format'],
  ['文字', '甲乙丙丁戊', 'too-long'],
  ['日期', '2022-02-29', 'not-a-date'],
  ['日期', '2100-02-29', 'not-a-date'],
  ['日期', '20220431', 'not-a-date'],
  ['日期', '2022-13-01', 'not-a-date'],
  ['日期', '2022-00-01', 'not-a-date'],
  ['日期', '2022-07-00', 'not-a-date'],
  ['日期', '2022-07-32', 'not-a-date'],
  ['日期', '1899-12-31', 'not-a-date'],
  ['日期', '2200-01-01', 'not-a-date'],
  ['日期', '1899.12.31', 'not-a-date'],
  ['日期', '2022-07', 'not-a-date'],
  ['日期', '长期', 'not-a-date'],
  ['日期', 'x2022-07-01', 'not-a-date'],
  ['日期', '2022-07-01后', 'not-a-date'],
  ['合同终止', '三年', 'not-a-date'],
  ['月份', '202213', 'not-a-month'],
  ['月份', '202200', 'not-a-month'],
  ['月份', '189912', 'not-a-month'],
  ['月份', '220001', 'not-a-month'],
  ['月份', '2022', 'not-a-month'],
  ['月份', '2022-13', 'not-a-month'],
  ['月份', '7月', 'not-a-month'],
  ['月数', '601', 'not-a-number'],
  ['月数', '0601', 'not-a-number'],
  ['月数', '-1', 'not-a-number'],
  ['月数', '1.5', 'not-a-number'],
  ['月数', '十二', 'not-a-number'],
  ['金额', '1500.505', 'not-an-amount'],
  ['金额', '-1500', 'not-an-amount'],
  ['金额', '1234567890', 'not-an-amount'],
  ['金额', '一千五', 'not-an-amount'],
  ['金额', '$1500', 'not-an-amount'],
  ['状态', '退休', 'not-in-dictionary'],
  ['是否', '不详', 'not-in-dictionary'],
];

describe('a cell', () => {
  it.each(alike)('of %s that says %s may be written otherwise', (name, plain, spellings) => {
    const said = read(name, plain);
    expect(said).toMatch(/^(?:[\da-f]{2})+$/u);
    expect(spellings.map((cell) => [cell, read(name, cell)])).toEqual(spellings.map((cell) => [cell, said]));
  });

  it.each(apart)('of %s says different things differently', (name, cells) => {
    const said = cells.map((cell) => read(name, cell));
    for (const one of said) expect(one).toMatch(/^(?:[\da-f]{2})+$/u);
    expect(new Set(said).size).toBe(cells.length);
  });

  it.each(unreadable)('of %s with %s is %s', (name, cell, code) => {
    expect(read(name, cell)).toBe(code);
  });

  it.each(Object.keys(columns) as (keyof typeof columns)[])('of %s that stands for nothing says nothing', (name) => {
    expect(read(name, '')).toBe('');
    const words = name === '文字' ? ['NULL', '\\N'] : ['NULL', '\\N', '-', '——', '无', '暂无', '#N/A'];
    expect(words.map((word) => read(name, word))).toEqual(words.map(() => ''));
  });

  it('of an open end says nothing where a contract may have none', () => {
    for (const cell of ['无固定期限', '长期', '永久', '9999-12-31', '2099.12.31', '29991231', '9999-12-31 00:00:00'])
      expect(read('合同终止', cell)).toBe('');
    expect(read('合同终止', '2090-12-31')).toMatch(/^(?:[\da-f]{2})+$/u);
  });

  it('must be filled where the column asks for it', () => {
    const required = cellReader(citizenId('公民身份号码', []));
    const out = new Uint8Array(32);
    expect(problemOf(required(encoder.encode(''), 0, 0, out, 0))).toBe('cell-empty');
    expect(problemOf(required(encoder.encode('NULL'), 0, 4, out, 0))).toBe('cell-empty');
  });
});

describe('text', () => {
  const hex = (word: string): string => Buffer.from(word).toString('hex');
  it('is kept to the letter, control characters as spaces', () => {
    for (const word of ['甲', 'é乙', '王𠮷ab', 'NUL', 'null', '无', '----']) expect(read('文字', word)).toBe(hex(word));
    expect(read('文字', 'NULLS')).toBe('too-long');
    expect(read('文字', '甲\n\t乙')).toBe(hex('甲  乙'));
  });

  it('counts characters, not bytes', () => {
    expect(read('文字', '𠮷𠮷𠮷𠮷')).toBe(hex('𠮷𠮷𠮷𠮷'));
    expect(read('文字', 'abcde')).toBe('too-long');
    expect(read('文字', 'x'.repeat(17))).toBe('too-long');
  });

  it.each([
    ['a byte that begins nothing', [0x80]],
    ['an overlong beginning', [0xc1, 0x81]],
    ['a beginning beyond Unicode', [0xf5, 0x80, 0x80, 0x80]],
    ['a character cut off', [0xe7, 0x94]],
    ['a character broken off by another', [0xe7, 0x41, 0x42]],
    ['the mark of what another program could not read', [0xef, 0xbf, 0xbd]],
  ])('with %s is undecodable', (_, bytes) => {
    expect(read('文字', Uint8Array.from(bytes))).toBe('undecodable');
    expect(read('状态', Uint8Array.from(bytes))).toBe('undecodable');
  });

  it.each([
    [[0xc2, 0x80]],
    [[0xdf, 0xbf]],
    [[0xe0, 0xa0, 0x80]],
    [[0xef, 0xbb, 0xbf]],
    [[0xf0, 0x90, 0x80, 0x80]],
    [[0xf4, 0x8f, 0xbf, 0xbf]],
  ])('takes the edges of every length: %j', (bytes) => {
    expect(read('文字', Uint8Array.from(bytes))).toBe(Buffer.from(bytes).toString('hex'));
  });
});

describe('words', () => {
  it('are compared without brackets and separators', () => {
    expect(foldWord(' 企业（公司）、A/b：1.—_')).toBe(foldWord('企业公司ab1'));
    expect(foldWord('企业')).not.toBe(foldWord('企业法人'));
  });

  it('are found again however many came between', () => {
    const many = Array.from({ length: 40 }, (_, index) => `字典${String(index).padStart(2, '0')}`);
    const reader = cellReader(dictionary('status', '状态', Object.fromEntries(many.map((word) => [word, [word]])), []));
    const out = new Uint8Array(4);
    const numberOf = (word: string): number => {
      const bytes = encoder.encode(word);
      return reader(bytes, 0, bytes.length, out, 0) === 1 ? (out[0] ?? -1) : -1;
    };
    const first = many.map(numberOf);
    expect(new Set(first).size).toBe(40);
    expect(many.map(numberOf)).toEqual(first);
    expect(problemOf(reader(encoder.encode('字典99'), 0, 8, out, 0))).toBe('not-in-dictionary');
    expect(numberOf('字典')).toBe(-1);
  });
});
