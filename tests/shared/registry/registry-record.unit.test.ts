/** Rows written to records and read back: every registry, random values, whatever the order of the file's columns. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import type { CellRule, RegistryColumn } from '#shared/registry/registry-columns.ts';
import { creditCodeCheckCharacter } from '#shared/domain/unified-social-credit-code.ts';
import { registryLayouts, type RegistryLayout } from '#shared/registry/registry-headings.ts';
import {
  closeRow,
  hasRightCheckDigit,
  HEAD_BYTES,
  keyOf,
  lengthBytes,
  MAX_RECORD_BYTES,
  rebaseHead,
  rowOfRecord,
  rowsUnder,
  widthOf,
  wordsOf,
} from '#shared/registry/registry-record.ts';
import { makeRowReader, type EmployerDirectory } from '#shared/registry/registry-rows.ts';

/** What stands in a cell, and what the row must say. */
interface Cell {
  readonly cell: string;
  readonly value: unknown;
}

const two = (value: number): string => String(value).padStart(2, '0');
const same = (texts: fc.Arbitrary<string>): fc.Arbitrary<Cell> => texts.map((cell) => ({ cell, value: cell }));

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2089-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ids = fc.oneof(
  fc.stringMatching(/^\d{17}[\dX]$/u),
  fc.constantFrom('000000000000000000', '99999999999999999X', '999999999999999999'),
  fc.stringMatching(/^(?:[A-Z]{1,2}\d{6,10}|[A-Z]{3}\d{12})$/u),
);
const characters = fc.constantFrom('甲', '乙', 'a', 'Z', '9', ' ', '·', '𠮷', 'é', '"', '（', '\u00b7');

function textOf(maxLength: number): fc.Arbitrary<string> {
  return fc
    .oneof(fc.array(characters, { maxLength }), fc.constant(Array.from({ length: maxLength }, () => '𠮷')))
    .map((all) => all.join('').trim())
    .filter((text) => text !== '' && text !== 'NULL');
}

function codeOf(field: string, maxLength: number): fc.Arbitrary<string> {
  if (field === 'unifiedSocialCreditCode')
    return fc
      .stringMatching(/^[0-9A-HJ-NP-RTUWXY]{17}$/u)
      .map((first17) => first17 + (creditCodeCheckCharacter(first17) ?? ''));
  if (field === 'divisionCode') return fc.stringMatching(/^\d{6}(?:\d{3}|\d{6})?$/u);
  return fc.stringMatching(new RegExp(`^[0-9A-Z][0-9A-Z()/_-]{0,${maxLength - 1}}$`, 'u'));
}

function cellOf({ field, rule }: RegistryColumn): fc.Arbitrary<Cell> {
  switch (rule.type) {
    case 'citizen-id':
      return same(ids);
    case 'code':
      return same(codeOf(field, rule.maxLength));
    case 'text':
      return same(textOf(rule.maxLength));
    case 'date':
      return day.map((value) => ({ cell: value, value }));
    case 'month':
      return fc
        .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, month]) => ({ cell: `${year}${two(month)}`, value: `${year}${two(month)}` }));
    case 'count':
      return fc.integer({ min: 0, max: rule.max }).map((value) => ({ cell: String(value), value }));
    case 'money':
      return fc
        .oneof(fc.integer({ min: 0, max: 99_999_999_999 }), fc.constantFrom(0, 99_999_999_999, 0xff_ffff, 0x100_0000))
        .map((value) => ({ cell: `${Math.floor(value / 100)}.${two(value % 100)}`, value }));
    case 'dictionary':
    case 'boolean': {
      const spelt = Object.entries(rule.values).flatMap(([word, spellings]) =>
        [...spellings].map((cell) => ({ cell, value: rule.type === 'boolean' ? word === 'true' : word })),
      );
      return fc.constantFrom(...spelt);
    }
  }
}

/** A row of cells in layout order; a column that need not be filled is empty now and then. */
const rowOf = (layout: RegistryLayout): fc.Arbitrary<Cell[]> =>
  fc.tuple(
    ...layout.columns.map((column) =>
      column.required === true
        ? cellOf(column)
        : fc.oneof(
            { weight: 4, arbitrary: cellOf(column) },
            { weight: 1, arbitrary: fc.constant({ cell: '', value: null }) },
          ),
    ),
  );

/** A directory with room for so many employers; those beyond it stand in their records. */
function directoryOf(room: number): EmployerDirectory & { readonly employers: string[][] } {
  const employers: string[][] = [];
  return {
    employers,
    find: () => -1,
    add: (text, start, end) =>
      employers.length < room
        ? employers.push(new TextDecoder().decode(text.subarray(start, end)).split('\t')) - 1
        : -1,
  };
}

const encoder = new TextEncoder();

/** Writes the rows into one page, as the importer does; the file's columns stand in the order of `order`. */
function pageOf(
  kind: RegistryKind,
  rows: readonly Cell[][],
  order: readonly number[],
  directory: EmployerDirectory,
): Uint8Array {
  const reader = makeRowReader(
    kind,
    order.map((_, index) => order.indexOf(index)),
    directory,
  );
  const page: number[] = [];
  const line = new Uint8Array(3 * MAX_RECORD_BYTES);
  rows.forEach((row, index) => {
    const cells = order.map((column) => encoder.encode(row[column].cell));
    const starts = cells.map((_, at) => cells.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0));
    const bytes = new Uint8Array(cells.reduce((sum, { length }) => sum + length + 1, 0)).fill(44);
    cells.forEach((cell, at) => bytes.set(cell, starts[at]));
    const ends = starts.map((start, at) => start + cells[at].length);
    const end = reader.read(bytes, Int32Array.from(starts), Int32Array.from(ends), line, HEAD_BYTES);
    expect(end).toBeGreaterThan(HEAD_BYTES);
    page.push(...line.subarray(0, closeRow(line, end, index + 2, reader.employer())));
  });
  return Uint8Array.from(page);
}

/** Bytes of the longest value of a column in a record. */
function longest(rule: CellRule): number {
  if (rule.type === 'citizen-id') return 64;
  if (rule.type === 'text') return lengthBytes(rule) + 4 * rule.maxLength;
  return rule.type === 'code' ? lengthBytes(rule) + rule.maxLength : widthOf(rule);
}

describe.each(registryKinds)('records of %s', (kind) => {
  const layout: RegistryLayout = registryLayouts[kind];
  const keyField = layout.columns[0].field;

  it('say what the cells said, found under their key', () => {
    const table = fc.tuple(
      fc.array(rowOf(layout), { minLength: 1, maxLength: 4 }),
      fc.shuffledSubarray(
        layout.columns.map((_, index) => index),
        { minLength: layout.columns.length },
      ),
      fc.integer({ min: 0, max: 4 }),
    );
    fc.assert(
      fc.property(table, ([rows, order, room]) => {
        const directory = directoryOf(room);
        const page = pageOf(kind, rows, order, directory);
        const values = rows.map((row, index) => ({
          line: index + 2,
          ...Object.fromEntries(layout.columns.map(({ field }, at) => [field, row[at].value])),
        }));
        for (const { [keyField]: key } of values as Record<string, unknown>[]) {
          const found = rowsUnder(page, keyOf(kind, String(key)) as Uint8Array).map(({ record, line, employer }) =>
            rowOfRecord(kind, record, line, employer === null ? null : directory.employers[employer]),
          );
          expect(found).toEqual(values.filter((row) => (row as Record<string, unknown>)[keyField] === key));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have room for every column at its limit, and a number for every word', () => {
    const bytes = layout.columns.reduce((sum, { rule }) => sum + longest(rule), 2 + layout.columns.length);
    expect(bytes).toBeLessThan(MAX_RECORD_BYTES);
    for (const { rule } of layout.columns) expect(wordsOf(rule).length).toBeLessThan(256);
  });
});

describe('the head of a row', () => {
  it('is mended for lines and employers that a second reader counted anew', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31 - 1), fc.option(fc.nat(999_999)), (line, before, employer) => {
        const row = new Uint8Array(64);
        closeRow(row, 40, line, employer === null ? -1 : 0);
        rebaseHead(row, 0, before, Uint32Array.of(employer ?? 0));
        expect(rowsUnder(row.subarray(0, 40), new Uint8Array(0))).toEqual([
          { line: line + before, employer, record: row.subarray(HEAD_BYTES, 40) },
        ]);
      }),
    );
  });
});

it('a text that is no key has none', () => {
  expect(keyOf('insurance', 'A'.repeat(64))).toBeNull();
  expect(keyOf('insurance', '甲'.repeat(22))).toBeNull();
  expect(keyOf('insurance', 'A'.repeat(63))).toHaveLength(64);
  expect(keyOf('business', 'A'.repeat(256))).toBeNull();
});

it('one last character in eleven is the right one, that of the standard', () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  fc.assert(
    fc.property(fc.stringMatching(/^\d{17}$/u), (body) => {
      const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
      const right = Array.from('0123456789X').filter((last) =>
        hasRightCheckDigit(keyOf('paid', body + last) as Uint8Array, 0),
      );
      expect(right).toEqual(['10X98765432'[sum % 11]]);
    }),
  );
});
