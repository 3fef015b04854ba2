/** Pasting and CSV: what was copied comes out again, whatever stands in the cells. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvBytes, type CsvEncoding } from '#shared/encodings/csv.ts';
import { decodeText } from '#shared/files/decode-text.ts';
import { parseDelimited, readPastedCells } from '#shared/files/read-delimited.ts';

/** As Excel and WPS put it on the clipboard: quotation marks only round cells that need them. */
const clipboard = (rows: readonly (readonly string[])[], end: string): string =>
  rows
    .map(
      (row) => row.map((cell) => (/[\t\r\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t') + end,
    )
    .join('');

const plain = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/[^\P{C}]|\uFFFD/gu, ''));
const cell = fc
  .array(fc.oneof(plain, fc.constantFrom('"', '\n', '\t', ',', '\r\n', '440802200003159020')), { maxLength: 4 })
  .map((parts) => parts.join(''));
const notTrick = (rows: readonly (readonly string[])[]): boolean =>
  rows.flat().every((text) => !/^="[^"]*"$/u.test(text));
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }))
  .filter(notTrick);

describe('pasted cells', () => {
  it.each(['\r\n', '\n'])('come out as they were copied (line end %j)', (end) => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(readPastedCells(clipboard(rows, end))).toEqual(rows);
      }),
    );
  });

  it('reads one cell, nothing, and a row without the last line end', () => {
    expect(readPastedCells('')).toEqual([]);
    expect(readPastedCells('陈海晴')).toEqual([['陈海晴']]);
    expect(readPastedCells('a\tb\r\nc\t"d\r\ne"')).toEqual([
      ['a', 'b'],
      ['c', 'd\r\ne'],
    ]);
  });

  it('takes the digits out of ="…"', () => {
    expect(readPastedCells('="440802200003159020"\tx')).toEqual([['440802200003159020', 'x']]);
  });
});

describe('CSV', () => {
  it.each<CsvEncoding>(['utf-8', 'utf-8-bom', 'gb18030'])('comes back from %s', (encoding) => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = decodeText(csvBytes(rows, encoding))?.text ?? '';
        expect(parseDelimited(text.replace(/\r\n$/u, ''), ',')).toEqual(rows);
      }),
    );
  });
});
