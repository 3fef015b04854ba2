/** The byte scanner against papaparse on generated tables, whatever the pieces the bytes come in; and its recovery from stray quotes. */
import { createRequire } from 'node:module';
import * as fc from 'fast-check';

import { describe, expect, it } from 'vitest';
import { ByteScanner, MAX_ROW_BYTES, type RowSink } from '#renderer/store/registry/byte-scanner.ts';

/** The package brings no types; these are the two calls made here. */
const Papa = createRequire(import.meta.url)('papaparse') as {
  unparse(rows: readonly (readonly string[])[], options: { newline: string; quotes: boolean }): string;
  parse(text: string, options: { newline: string; delimiter: string }): { readonly data: string[][] };
};

interface Read {
  readonly rows: { readonly line: number; readonly cells: string[] }[];
  readonly broken: { readonly line: number; readonly reason: string }[];
}

function scan(text: string, pieceBytes: number, columns?: number): Read {
  const read: Read = { rows: [], broken: [] };
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const sink: RowSink = {
    row: (bytes, starts, ends, cells, line) => {
      const texts = Array.from({ length: cells }, (_, at) => decoder.decode(bytes.subarray(starts[at], ends[at])));
      if (columns !== undefined && cells !== columns) {
        read.broken.push({ line, reason: 'cells' });
        return 'again';
      }
      read.rows.push({ line, cells: texts });
      return 'taken';
    },
    broken: (line, reason) => read.broken.push({ line, reason }),
  };
  const scanner = new ByteScanner(44, sink);
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) scanner.push(bytes.slice(at, at + pieceBytes));
  scanner.end();
  return read;
}

const cell = fc.oneof(
  fc.stringMatching(/^[0-9]{0,18}$/u),
  fc.constantFrom('', '陈海晴', '"引"号', '甲,乙', '上\n下', '上\r\n下', '𠮷', ' 空 格 ', '""', ','),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });

describe('byte scanner', () => {
  it('reads what papaparse reads, from pieces of any size', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (rows, newline, quotes, piece) => {
          const text = Papa.unparse(rows, { newline, quotes });
          const expected = Papa.parse(text, { newline, delimiter: ',' }).data;
          expect(scan(text, piece).rows.map(({ cells }) => cells)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('numbers lines as an editor does, breaks inside cells included', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 40 }), (rows, newline, piece) => {
        const text = Papa.unparse(rows, { newline, quotes: true });
        let before = 0;
        const lines = rows.map((row) => {
          const line = 1 + before;
          before += 1 + row.reduce((sum, value) => sum + (value.match(/\r\n|\n/gu)?.length ?? 0), 0);
          return line;
        });
        expect(scan(text, piece).rows.map(({ line }) => line)).toEqual(lines);
      }),
    );
  });

  it('takes lone CR as a line break', () => {
    expect(scan('a,b\rc,d\re,f', 2).rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f'],
    ]);
  });

  it('gives up only the line with a quote that is never closed', () => {
    const rest = Array.from({ length: 5000 }, (_, index) => `${index},好的行`).join('\n');
    const read = scan(`1,2\n"3,4\n5,6\n${rest}\n`, 1000, 2);
    expect(read.broken).toEqual([{ line: 2, reason: 'quote-open' }]);
    expect(read.rows).toHaveLength(5002);
    expect(read.rows[1]).toEqual({ line: 3, cells: ['5', '6'] });
  });

  it('loses no row between a stray quote and the next quoted cell', () => {
    const read = scan('1,2\n"3,4\n5,6\n7,"八\n""八"" "\n9,10\n', 7, 2);
    expect(read.broken).toEqual([{ line: 2, reason: 'cells' }]);
    expect(read.rows).toEqual([
      { line: 1, cells: ['1', '2'] },
      { line: 3, cells: ['5', '6'] },
      { line: 4, cells: ['7', '八\n"八" '] },
      { line: 6, cells: ['9', '10'] },
    ]);
  });

  it('gives up a line without end', () => {
    const read = scan(`1,2\n${'x'.repeat(MAX_ROW_BYTES * 3)},y\n3,4\n`, 10_000, 2);
    expect(new Set(read.broken.map(({ line, reason }) => `${line} ${reason}`))).toEqual(new Set(['2 row-too-long']));
    expect(read.rows.map(({ line }) => line)).toEqual([1, 3]);
  });
});
