/** Whatever is tried in whatever order: the debt is never below zero, and always the raw sum of the entries that count. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldAftercare, objectionToEntry, type AftercareEntry } from '#shared/aftercare/fold.ts';
import { debtOf, returnedByItem, stateOfRecovery } from '#shared/aftercare/recovery/book.ts';
import type { RecoveryAct } from '#shared/aftercare/recovery/event.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aSource, first, second, sourcesOf } from '#tests/builders/an-aftercare.ts';
import {
  agreed,
  decided,
  informed,
  opened,
  paidLedger,
  recoveryEvent,
  repaid,
  rulesForRecovery,
  served,
  silent,
  spoken,
  urged,
  weighed,
  word,
} from '#tests/builders/a-recovery.ts';

const persons = [aSource(1), aSource(2)];
const sources = sourcesOf(...persons);
const ids = fc.constantFrom('r1', 'r2');
const fen = fc.constantFrom(1, 50_000, 100_000, 150_000, 300_000);
const repayment = fc.constantFrom('a', 'b', 'c', 'd', 'e');

const tried: fc.Arbitrary<RecoveryAct> = fc.oneof(
  fc.tuple(fc.subarray(persons, { minLength: 1 }), fen).map(([list, amount]) => opened(list, amount)),
  fc.constantFrom<RecoveryAct>(informed, silent, spoken, served, urged, { act: 'accelerated', reason: '逾期' }),
  fc.constantFrom<RecoveryAct>(weighed('kept'), weighed('dropped'), {
    act: 'withdrawn',
    reason: '误',
    confirmation: word(),
  }),
  fen.map((amountFen) => weighed('reduced', [{ itemId: persons[0]?.itemId ?? '', amountFen }])),
  fen.map((amount) => decided(amount)),
  fc.tuple(fen, fen).map(([one, other]) => agreed(one, other)),
  fc.tuple(repayment, fen).map(([id, amount]) => repaid(id, amount)),
  fc.tuple(repayment, fen).map(([id, amount]) => repaid(id, amount)),
  repayment.map((repaymentId) => ({ act: 'reversed', repaymentId, reason: '误' }) as const),
  fc.constantFrom<RecoveryAct>({ act: 'suspended', reason: '复议' }, { act: 'resumed', reason: '维持' }),
);

/** Straight from the entries that were let through, by another reading than the fold's. */
function rawDebt(entries: readonly { act: RecoveryAct; id: string }[], id: string): number {
  let claimed = new Map<string, number>();
  const back = new Map<string, number>();
  for (const { act } of entries.filter((entry) => entry.id === id)) {
    if (act.act === 'opened') claimed = new Map(act.items.map(({ itemId, amountFen }) => [itemId, amountFen]));
    if (act.act === 'weighed' && act.conclusion === 'reduced')
      claimed = new Map(act.amounts.map(({ itemId, amountFen }) => [itemId, amountFen]));
    if (act.act === 'repaid') back.set(act.repaymentId, act.amountFen);
    if (act.act === 'reversed') back.delete(act.repaymentId);
  }
  const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0);
  return sum(claimed.values()) - sum(back.values());
}

type Step = readonly [act: RecoveryAct, id: string, byFirst: boolean, forged: boolean];

/** Ways that pay a debt back whole: chance alone rarely does. */
const paidBack: [Step[]][] = [
  [[[repaid('a', 300_000), 'r1', true, false]]],
  [
    [
      [repaid('a', 150_000), 'r1', true, false],
      [repaid('b', 150_000), 'r1', true, false],
    ],
  ],
];

const way = [opened(persons), informed, silent, decided(300_000), served];
let settled = 0;

it('keeps every debt at the raw sum and never below zero', () => {
  fc.assert(
    fc.property(fc.array<Step>(fc.tuple(tried, ids, fc.boolean(), fc.boolean()), { maxLength: 16 }), (steps) => {
      const ledger = paidLedger(...persons).add('2022-10-10', first, rulesForRecovery);
      const counted: { act: RecoveryAct; id: string }[] = [];
      const all = [...way.map((act) => [act, 'r1', true, false] as const), ...steps];
      for (const [act, id, byFirst, forged] of all) {
        const on = act.act === 'opened' ? '2022-10-10' : act.act === 'informed' ? '2022-10-17' : '2022-12-20';
        const by = byFirst ? first : second;
        const next: AftercareEntry = {
          sequence: 999,
          subjectId: id,
          on: plainDate(on),
          numbers: [],
          content: recoveryEvent(act),
          by,
        };
        const fault = objectionToEntry(sources, ledger.entries, next);
        if (fault !== null && !forged) continue;
        ledger.add(on, by, recoveryEvent(act), id);
        if (fault === null) counted.push({ act, id });
      }
      const { recoveries, items } = foldAftercare(sources, ledger.entries);
      for (const recovery of recoveries) {
        expect(debtOf(recovery)).toBe(rawDebt(counted, recovery.recoveryId));
        expect(debtOf(recovery)).toBeGreaterThanOrEqual(0);
        if (stateOfRecovery(recovery) === 'settled') settled += 1;
      }
      for (const { source, paidFen } of items) {
        const standing = recoveries.filter(({ withdrawn }) => withdrawn === null);
        const claimed = standing.flatMap((one) => one.items).filter(({ itemId }) => itemId === source.itemId);
        expect(claimed.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBeLessThanOrEqual(paidFen);
        const back = standing.reduce((sum, one) => sum + (returnedByItem(one).get(source.itemId) ?? 0), 0);
        expect(back).toBeLessThanOrEqual(paidFen);
      }
    }),
    { numRuns: 80, examples: paidBack },
  );
  expect(settled).toBeGreaterThan(1);
});
