/** The same .xlsx through both readers: hucre, which the program uses, and SheetJS, which could replace it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkSheet } from '@e965/xlsx';
import { readBiff } from '#shared/files/read-biff.ts';
import { readPacked } from '#shared/files/read-packed.ts';
import type { SheetBook } from '#shared/files/sheet.ts';
import { sampleFiles } from '#shared/training/sample-files.ts';
import { bytesOf, ID, workbook, type Value } from './rosters.ts';

/** Names, row numbers and filled cells; how many empty ones follow in a row is of no account. */
const content = ({ sheets }: SheetBook): unknown =>
  sheets.map(({ name, hidden, rows }) => [
    name,
    hidden,
    rows.map(({ number, cells }) => [
      number,
      cells.flatMap(({ kind, text }, column) => (kind === 'empty' ? [] : [[column, kind, text]])),
    ]),
  ]);

async function both(bytes: Uint8Array): Promise<{ readonly hucre: unknown; readonly sheetJs: unknown }> {
  return { hucre: content(await readPacked(bytes, 'xlsx')), sheetJs: content(readBiff(bytes)) };
}

function withDateAndError(sheet: WorkSheet): void {
  sheet['A3'] = { t: 'n', v: 44_743, z: 'yyyy-mm-dd' };
  sheet['B3'] = { t: 'e', v: 0x2a };
}

const cell = fc.oneof(
  fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((text) => text.replace(/[^\P{C}\n]/gu, '').replace(/_x[0-9a-f]{4}_/giu, '')),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const anyTable = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

describe('hucre and SheetJS read alike', { timeout: 60_000 }, () => {
  it('the sample roster', async () => {
    const [clean] = await sampleFiles();
    const { hucre, sheetJs } = await both(clean?.bytes ?? new Uint8Array());
    expect(hucre).toEqual(sheetJs);
  });

  it('dates, numbers, errors, rare characters, hidden sheets', async () => {
    const rows: Value[][] = [
      ['姓名', '𠮷田', '㐂', '阿·买', null],
      [ID.chen, '0012', true, 3.5, 1e15],
      [null, null, ' 前后 ', '行\n内', '#N/A'],
    ];
    const book = workbook([
      { rows, edit: withDateAndError },
      { rows: [['x']], hidden: true },
    ]);
    const { hucre, sheetJs } = await both(bytesOf(book, 'xlsx'));
    expect(hucre).toEqual(sheetJs);
  });

  it('any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (rows) => {
        const { hucre, sheetJs } = await both(bytesOf(workbook([{ rows }]), 'xlsx'));
        expect(hucre).toEqual(sheetJs);
      }),
      { numRuns: 60 },
    );
  });
});
