/** Tables that come back: where their headings are found, what a row says, and the sentence where there is none. */
import { describe, expect, it } from 'vitest';
import { readAccountTable, readListTable } from '#renderer/store/list-table.ts';
import { readInquiryTable, readPaymentTable, readReturnTable, readTable } from '#renderer/store/return-table.ts';
import { NO_RETURN_LAYOUT } from '#shared/casework/return-layout.ts';
import { matchReturn } from '#shared/returns/return-layout.ts';
import { bytesOf, utf8, workbook } from '../shared/files/rosters.ts';

const ID = '440802200003150026';
const headings = ['公民身份号码', '姓名', '处理结果', '处理日期'];
const row = [ID, '陈海晴', '已发放', '2022-09-20 08:30:00'];
const filler = (count: number): string[][] => Array.from({ length: count }, (_, at) => [`说明${at}`]);
const xlsx = (...sheets: Parameters<typeof workbook>[0]): Uint8Array => bytesOf(workbook(sheets), 'xlsx');
const match = (all: readonly string[]) => matchReturn(all, NO_RETURN_LAYOUT);

describe('headings', () => {
  it('are found below a banner, within the first twenty rows', async () => {
    const known = match(headings);
    expect(known.missing).toEqual([]);
    const found = await readTable(xlsx({ rows: [...filler(19), headings, row] }), match);
    expect(found).toMatchObject({ headings });
    expect(typeof found === 'string' ? [] : found.body.map(({ cells }) => cells)).toEqual([row]);
    const below = await readTable(xlsx({ rows: [...filler(20), headings, row] }), match);
    expect(typeof below === 'string' ? below : below.headings).not.toEqual(headings);
  });

  it('of the sheet that says most, hidden ones left out', async () => {
    const found = await readTable(
      xlsx({ rows: [['姓名']] }, { hidden: true, rows: [headings, row] }, { rows: [headings, row, row] }),
      match,
    );
    expect(typeof found === 'string' ? found : found.body.length).toBe(2);
  });

  it('that nobody can see are no table, and a file that is none says so', async () => {
    const hidden = xlsx({ rows: [] }, { hidden: true, rows: [headings] });
    expect(await readTable(hidden, match)).toBe('文件里没有可见的内容。');
    expect(await readTable(utf8('<html><body>登录</body></html>'), match)).toMatch(/^[^\w]*[一-鿿]/u);
  });
});

describe('a cell', () => {
  it('names its place, whether it is a quantity, and its day without the time behind it', async () => {
    const found = await readTable(xlsx({ rows: [['说明'], headings, [ID, '陈海晴', 3, row[3] ?? '']] }), match);
    if (typeof found === 'string') throw new Error(found);
    const [cells] = found.body;
    expect(cells?.line).toBe(3);
    expect([cells?.addressAt(0), cells?.addressAt(3)]).toEqual(['A3', 'D3']);
    expect([cells?.isQuantityAt(2), cells?.isQuantityAt(1), cells?.isQuantityAt(9)]).toEqual([true, false, false]);
    expect([cells?.dayAt(3), cells?.dayAt(1), cells?.dayAt(9)]).toEqual(['2022-09-20', null, null]);
  });

  it('makes the digest: the same table saved anew is the same file', async () => {
    const digest = async (bytes: Uint8Array): Promise<string> => {
      const found = await readTable(bytes, match);
      return typeof found === 'string' ? found : found.digest;
    };
    const sheet = { rows: [headings, row] };
    expect(await digest(bytesOf(workbook([sheet]), 'biff8'))).toBe(await digest(xlsx(sheet)));
    expect(await digest(xlsx({ rows: [headings, [...row.slice(0, 3), '2022-09-21']] }))).not.toBe(
      await digest(xlsx(sheet)),
    );
  });
});

describe('each kind of file', () => {
  const nothing = utf8('<html><body>登录</body></html>');
  const noTable = { ok: false, sentence: expect.stringMatching(/[一-鿿]/u) as string };

  it('is no table with a sentence where there is none', async () => {
    const named = { ok: false, reason: 'no-table' };
    expect(await readReturnTable(nothing, NO_RETURN_LAYOUT)).toMatchObject({ ...named, ...noTable });
    expect(await readPaymentTable(nothing, NO_RETURN_LAYOUT)).toMatchObject(noTable);
    expect(await readInquiryTable(nothing, {})).toMatchObject({ ...named, ...noTable });
    expect(await readListTable(nothing, {})).toMatchObject({ ...named, ...noTable });
    expect(await readAccountTable(nothing, {})).toMatchObject({ ...named, ...noTable });
  });

  it('a return gives its rows and how many were blank', async () => {
    const read = await readReturnTable(xlsx({ rows: [headings, row, ['', '', '', ''], row] }), NO_RETURN_LAYOUT);
    expect(read).toMatchObject({ ok: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/u) as string });
    expect(read.ok ? read.rows.map(({ citizenId }) => citizenId) : []).toEqual([ID, ID]);
    expect(
      await readReturnTable(
        xlsx({
          rows: [
            ['甲', '乙'],
            ['1', '2'],
          ],
        }),
        NO_RETURN_LAYOUT,
      ),
    ).toMatchObject({
      ok: false,
    });
  });
});
