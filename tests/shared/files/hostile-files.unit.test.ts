/**
 * Security review, point 2: small files that hang or exhaust a reader. Each is refused with a sentence or read, well within
 * the time of a test; the time is the test's own limit.
 */
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/files/read-roster.ts';
import { limits } from '#shared/domain/limits.ts';
import { archiveOf, workbookParts } from './archives.ts';
import { accepted, bytesOf, ID, places, refusedCode, utf8, workbook } from './rosters.ts';

const LONG = 100_000;

async function message(bytes: Uint8Array): Promise<string> {
  const reading = await readRoster(bytes);
  return reading.ok ? 'accepted' : `${reading.error.code} ${reading.error.issues[0]?.message ?? ''}`;
}

const xml2003 = (rows: string): Uint8Array =>
  utf8(
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>${rows}</Table></Worksheet></Workbook>`,
  );
const html = (body: string): Uint8Array => utf8(`<!DOCTYPE html><html><body>${body}</body></html>`);
const rosterHtml = `<table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>陈海晴</td><td>${ID.chen}</td></tr></table>`;

describe('point 2: small files that hang or exhaust the reader', { timeout: 120_000 }, () => {
  it.each(['缴', '(', '（', '合同', '起', '[', ' ', '\t', '电话'])('a heading of 100,000 × %j', async (piece) => {
    const csv = `姓名,身份证号,"${piece.repeat(LONG)}"\n陈海晴,${ID.chen},1\n`;
    expect(await message(utf8(csv))).toMatch(/^(?:accepted|file-too-large 有单元格超过 32767 个字。)/u);
    const short = `姓名,身份证号,"${piece.repeat(limits.cellCharacters / 4)}"\n陈海晴,${ID.chen},1\n`;
    expect(accepted(await readRoster(utf8(short))).entries).toHaveLength(1);
  });

  it.each(['(', '1', '2022.7.1', '2022.7.1(', '〇', '十', 'E', '至'])('a period cell of 16,000 × %j', async (piece) => {
    const csv = `姓名,身份证号,合同期限,毕业时间,毕业证号\n陈海晴,${ID.chen}${`,${piece.repeat(16_000).slice(0, 32_000)}`.repeat(3)}\n`;
    const reading = accepted(await readRoster(utf8(csv)));
    expect(places(reading)).toEqual(
      expect.arrayContaining(['D2 cell-too-long', 'E2 cell-too-long', 'C2 period-unreadable']),
    );
  });

  it('XML 2003 with ss:Index="16384" in 20,000 rows', async () => {
    const rows = '<Row><Cell ss:Index="16384"><Data ss:Type="String">x</Data></Cell></Row>'.repeat(20_000);
    expect(await message(xml2003(rows))).toContain('file-too-large 表格超过 2000000 个单元格。');
  });

  it('XML 2003 with a row for every number', async () => {
    expect(await message(xml2003('<Row/>'.repeat(70_000)))).toContain('表格超过 60000 行。');
  });

  it('HTML with 20,000 cells of colspan=1000', async () => {
    expect(await message(html(`<table><tr>${'<td colspan=1000>x'.repeat(20_000)}</table>`))).toContain('个单元格。');
  });

  it('HTML with 30,000 cells of rowspan=1000', async () => {
    const rows = '<tr><td rowspan=1000>x<td>y'.repeat(30_000);
    expect(await message(html(`<table>${rows}</table>`))).toMatch(
      /file-too-large (?:合并单元格超过 20000 处|表格超过 2000000 个单元格)。/u,
    );
  });

  it.each(['<div>', '<b>', '<table><tr><td>', '<p><b id=1><i>', '<template>', '<svg>', '<a href=x>'])(
    '200,000 nested %s',
    async (tag) => {
      expect(await message(html(tag.repeat(200_000)))).toMatch(
        /^(?:file-not-a-table|file-damaged|file-too-large|roster-not-found) /u,
      );
      expect(accepted(await readRoster(html(`${rosterHtml}${tag.repeat(200_000)}`))).entries).toHaveLength(1);
    },
  );

  it('a cell of HTML with a million words', async () => {
    expect(await message(html(`<table><tr><td>${'<i>x</i>'.repeat(1_000_000)}</table>`))).toContain('有单元格超过');
  });

  it('HTML tags named after what every object has', async () => {
    expect(accepted(await readRoster(html(`<constructor><__proto__>${rosterHtml}</__proto__>`))).entries).toHaveLength(
      1,
    );
  });

  it('a text file of quotation marks before 5 million blanks', async () => {
    const text = `姓名,身份证号\n"${'"x'.repeat(500_000)}${' '.repeat(5_000_000)},\n`;
    expect(await message(utf8(text))).toMatch(/^(?:file-too-large|roster-empty|file-not-a-table|roster-not-found) /u);
  });

  it('a text file of one line with ten million cells', async () => {
    expect(await message(utf8(','.repeat(10_000_000)))).toContain('个单元格。');
  });

  it('a workbook whose every row ends in the last column', async () => {
    const row = (number: number): string => `<row r="${number}"><c r="XFD${number}"><v>1</v></c></row>`;
    const sheet = `<worksheet><sheetData>${Array.from({ length: 20_000 }, (_, at) => row(at + 1)).join('')}</sheetData></worksheet>`;
    expect(await message(archiveOf(workbookParts({ sheets: [sheet] })))).toContain('roster-not-found');
  });

  it('a workbook of 70,000 rows is refused by number, not cut', async () => {
    const rows = Array.from({ length: 70_000 }, (_, at) => [`某${at}`, ID.chen]);
    expect(await message(bytesOf(workbook([{ rows: [['姓名', '身份证号'], ...rows] }]), 'xlsx'))).toContain(
      '表格超过 60000 行。',
    );
  });

  it('a workbook that unpacks to 2 GB', async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024);
    const packed = deflateSync(zeros);
    const parts = Array.from({ length: 256 }, (_, at) => ({
      name: `xl/media/${at}.bin`,
      packed,
      statedBytes: zeros.length,
      checksum: 0,
    }));
    expect(await message(archiveOf([...workbookParts({ sheets: [''] }), ...parts]))).toContain(
      '文件展开后超过 200 MB。',
    );
    const lying = {
      name: 'xl/media/0.bin',
      packed: deflateSync(new Uint8Array(201 * 1024 * 1024), { level: 1 }),
      statedBytes: 5,
    };
    expect(await message(archiveOf([...workbookParts({ sheets: [''] }), lying]))).toContain('文件展开后超过 200 MB。');
  });

  it('an archive of 5,000 parts', async () => {
    const parts = Array.from({ length: 5000 }, (_, at) => ({ name: `xl/${at}.xml`, stored: true }));
    expect(await message(archiveOf(parts))).toContain('压缩包里超过 4000 个文件。');
  });

  it('XML nested 200,000 deep in a workbook', async () => {
    const parts = workbookParts({ sheets: [`<worksheet>${'<a>'.repeat(200_000)}</worksheet>`] });
    expect(refusedCode(await readRoster(archiveOf(parts)))).toMatch(
      /^(?:file-damaged|roster-not-found|file-too-large)$/u,
    );
  });

  it('a filled cell right of the last column that is looked at is told', async () => {
    const heading = ['姓名', '身份证号', ...Array.from({ length: limits.sheetColumns }, () => '')];
    const row = ['陈海晴', ID.chen, ...Array.from({ length: limits.sheetColumns - 2 }, () => ''), 'x'];
    const csv = utf8(`${heading.join(',')}\n${row.join(',')}\n`);
    for (const bytes of [csv, bytesOf(workbook([{ rows: [heading, row] }]), 'xlsx')])
      expect(places(accepted(await readRoster(bytes)))).toEqual(['- columns-left-out']);
  });
});
