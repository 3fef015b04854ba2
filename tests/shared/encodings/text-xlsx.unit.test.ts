/** A workbook of texts: headings stay in view while it is filled in, the banner of a training file with them. */
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textXlsx } from '#shared/encodings/text-xlsx.ts';

const table = { sheet: '名单', rows: [['证件号'], ['440802200003159020']], widths: [20] };

const sheetOf = async (training: boolean): Promise<string> => {
  const files = unzipSync(await textXlsx({ ...table, training }));
  const [, sheet] = Object.entries(files).find(([name]) => name.startsWith('xl/worksheets/')) ?? [];
  return sheet === undefined ? '' : strFromU8(sheet);
};

describe('a workbook of texts', () => {
  it.each([
    [false, 1],
    [true, 2],
  ])('keeps its headings in view (training: %s)', async (training, rows) => {
    expect(/ySplit="(\d+)"/u.exec(await sheetOf(training))?.[1]).toBe(String(rows));
  });
});
