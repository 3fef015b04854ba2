/** A list of 50,000 rows: every row is there, and reading the ledger stays within seconds. */
import { expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { ROWS_IN_ONE } from '#shared/aftercare/inquiry/event.ts';
import { first, Ledger, sourcesOf } from '#tests/builders/an-aftercare.ts';
import { aRow, begun, inquiryEvent } from '#tests/builders/an-inquiry.ts';

const ROWS = 50_000;

it('takes 50,000 rows in', () => {
  const ledger = new Ledger().add('2022-09-20', first, inquiryEvent(begun(ROWS)), 'l1');
  for (let part = 0; part * ROWS_IN_ONE < ROWS; part += 1) {
    const rows = Array.from({ length: ROWS_IN_ONE }, (_, at) => aRow(part * ROWS_IN_ONE + at + 2));
    ledger.add('2022-09-20', first, inquiryEvent({ act: 'rowsRead', part, rows }), 'l1');
  }
  const began = performance.now();
  const { inquiryLists, refused } = foldAftercare(sourcesOf(), ledger.entries);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(refused).toEqual([]);
  expect(inquiryLists[0]).toMatchObject({ complete: true });
  expect(inquiryLists[0]?.rows).toHaveLength(ROWS);
});
