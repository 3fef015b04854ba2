/** The sums over 后续: what is due is due to whoever passed 初审, not to who waits for it or was refused. */
import { expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { sumsOf } from '#renderer/features/aftercare/firm-lines.ts';
import { first, Ledger, passed } from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

const EACH = 150_000;

it('does not count who was refused, nor who waits for the first word', () => {
  const ledger = new Ledger()
    .add('2022-08-22', first, listBegun())
    .add('2022-08-22', first, rowsTaken([aListRow(1), aListRow(2), aListRow(3)]));
  const bookOf = () => foldAftercare({ items: [], origins: new Set() }, ledger.entries);
  expect(sumsOf(bookOf()).dueFen).toBe(0);
  const [one, other] = bookOf().items.map(({ source }) => source);
  if (one === undefined || other === undefined) throw new Error('nobody is listed');
  ledger.add('2022-08-22', first, passed(one));
  ledger.add('2022-08-22', first, {
    step: 'reviewed',
    items: [
      { conclusion: 'rejected', source: other, reason: 'N04', evidenceOn: plainDate('2022-08-20'), note: '已停保' },
    ],
  });
  expect(bookOf().items.map(({ state }) => state)).toEqual(['toComplete', 'rejected', 'toReview']);
  expect(sumsOf(bookOf())).toEqual({ dueFen: EACH, paidFen: 0, excessFen: 0 });
});
