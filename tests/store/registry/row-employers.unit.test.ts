/** An employer found by its bytes is the employer that its cells say, however the file quotes them. */
import * as fc from 'fast-check';
import { creditCode } from './a-registry.ts';
import { describe, expect, it } from 'vitest';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { rowOfRecord } from '#shared/registry/registry-record.ts';
import { makeRowReader } from '#shared/registry/registry-rows.ts';
import { ByteScanner } from '#renderer/store/registry/byte-scanner.ts';
import { EmployerUnits } from '#renderer/store/registry/employer-units.ts';

const FIELDS = registryLayouts.hiringSubsidy.columns.map(({ field }) => field);

/** Employers of the rows of a table; without a directory each row says its own. */
function employersOf(text: string, columns: readonly string[], directory?: EmployerUnits): string[] {
  const reader = makeRowReader(
    'hiringSubsidy',
    FIELDS.map((field) => columns.indexOf(field)),
    directory,
  );
  const out = new Uint8Array(16_384);
  const rows: { record: Uint8Array; line: number; employer: number }[] = [];
  const scanner = new ByteScanner(44, {
    row: (bytes, starts, ends, cells, line) => {
      if (cells !== columns.length) return 'again';
      const end = reader.read(bytes, starts, ends, out, 0);
      if (end >= 0) rows.push({ record: out.slice(0, end), line, employer: reader.employer() });
      return 'taken';
    },
    broken: () => undefined,
  });
  scanner.push(new TextEncoder().encode(text));
  scanner.end();
  const known = [...(directory?.texts() ?? [])];
  return rows.map(({ record, line, employer }) => {
    const row = rowOfRecord('hiringSubsidy', record, line, employer < 0 ? null : (known[employer] ?? '').split('\t'));
    return JSON.stringify(row);
  });
}

const scrap = fc.constantFrom('"', '""', '甲', '乙', ',', '","', '",', '440802', '');
const cell = fc.oneof(
  fc.array(scrap, { maxLength: 4 }).map((scraps) => scraps.join('')),
  fc.array(scrap, { maxLength: 3 }).map((scraps) => `"${scraps.join('').replaceAll('"', '""')}"`),
);

describe('employers of rows', () => {
  it.each([
    [['citizenId', 'unifiedSocialCreditCode', 'employerName', 'divisionCode']],
    [['citizenId', 'employerName', 'divisionCode']],
    [['employerName', 'divisionCode', 'citizenId']],
    [['employerName', 'citizenId', 'divisionCode']],
  ])('in columns %s', (columns) => {
    const line = fc
      .tuple(cell, cell)
      .map(([name, division]) =>
        columns
          .map((field) =>
            field === 'citizenId'
              ? '44080219990101001X'
              : field === 'employerName'
                ? name
                : field === 'divisionCode'
                  ? division
                  : creditCode(1),
          )
          .join(','),
      );
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        expect(employersOf(text, columns, new EmployerUnits())).toEqual(employersOf(text, columns));
      }),
      { numRuns: 400 },
    );
  });

  const ID = '44080219990101001X';
  it.each([
    [
      'a quote at the end of the name',
      ['citizenId', 'employerName', 'divisionCode'],
      `${ID},"440802",\n${ID},440802",\n${ID},"甲","440802"\n${ID},甲","440802"\n`,
    ],
    [
      'quotes that were undone',
      ['citizenId', 'employerName', 'divisionCode'],
      `${ID},""",""",""\n${ID},"",""""""","""\n`,
    ],
  ])('told apart by %s', (_, columns, text) => {
    const own = employersOf(text, columns);
    expect(new Set(own.map((row) => row.replace(/"line":\d+/u, ''))).size).toBe(own.length);
    expect(employersOf(text, columns, new EmployerUnits())).toEqual(own);
  });
});
