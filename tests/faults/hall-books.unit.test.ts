/** The campaign's own scales: what it must count, it counts. */
import { expect, it } from 'vitest';
import { inTwoBatches, type BatchRow } from './hall-books.ts';

const row = (batchNumber: string, citizenId: string, correction = ''): BatchRow => ({
  batchNumber,
  citizenId,
  correction,
  caseNumber: '1',
  name: '陈海晴',
});

it('counts who has a second row that corrects nothing', () => {
  expect(inTwoBatches([row('1', 'a'), row('1', 'b'), row('2', 'a', '更正')])).toBe(0);
  expect(inTwoBatches([row('1', 'a'), row('2', 'a'), row('3', 'a', '更正'), row('4', 'a')])).toBe(2);
});
