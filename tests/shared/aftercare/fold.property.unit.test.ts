/** Whatever is tried in whatever order: every figure of the book equals one computed a second time from the raw entries. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { AftercareEvent } from '#shared/aftercare/event.ts';
import { foldAftercare, objectionToEntry, type AftercareEntry } from '#shared/aftercare/fold.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import {
  allocation,
  answered,
  aSource,
  first,
  Ledger,
  noticeOf,
  paidAnswer,
  passed,
  payee,
  paymentOf,
  reviewedAgain,
  rules,
  second,
  sourcesOf,
  told,
} from '#tests/builders/an-aftercare.ts';

const persons = [aSource(1, 1), aSource(2, 1), aSource(3, 2), aSource(1, 3)];
const sources = sourcesOf(...persons);
const some = fc.subarray(persons, { minLength: 1 });
const batch = fc.constantFrom('b1', 'b2');
const attempt = fc.constantFrom('a1', 'a2', 'a3', 'a4');
const firm = fc.constantFrom(1, 2, 3);
const amount = fc.constantFrom(150_000, 300_000, 450_000);

/** Anything that somebody may press, sensible or not. */
const tried: fc.Arbitrary<readonly [unknown, string]> = fc.oneof(
  some.map((list) => [passed(...list), 's'] as const),
  firm.map((one) => [payee(one), 's'] as const),
  fc
    .tuple(firm, fc.constantFrom('11112222', '33334444'))
    .map(([one, number]) => [payee(one, 'o2', number), 's'] as const),
  some.map((list) => [reviewedAgain(...list), 's'] as const),
  some.map((list) => [{ ...reviewedAgain(...list), conclusion: 'returned', stages: ['examined'] }, 's'] as const),
  fc.tuple(some, batch).map(([list, id]) => [noticeOf(...list), id] as const),
  batch.map((id) => [{ step: 'noticeRegistered', conclusion: '无异议' }, id] as const),
  fc.tuple(some, batch).map(([list, id]) => [allocation(...list), id] as const),
  batch.map((id) => [told, id] as const),
  some.map((list) => [{ step: 'takenOut', itemIds: list.map(({ itemId }) => itemId), reason: '更正' }, 's'] as const),
  fc.tuple(attempt, firm, batch).map(([id, one, where]) => [paymentOf(id, one), where] as const),
  fc.tuple(attempt, amount, batch).map(([id, fen, where]) => [answered(id, paidAnswer(fen)), where] as const),
  fc
    .tuple(attempt, fc.constantFrom('F01', 'F04', 'F09', 'F10'), batch)
    .map(
      ([id, fault, where]) =>
        [answered(id, { outcome: 'failed', fault, rawCode: '', rawText: '' } as never), where] as const,
    ),
);

/** Paid by person, straight from the entries that count: who stood in the batch when its plan line was begun, and the last answer. */
function paidFromRaw(entries: readonly AftercareEntry[]): Map<string, number> {
  const members = new Map<string, Set<string>>();
  const lines = new Map<string, readonly string[]>();
  const last = new Map<string, boolean>();
  for (const { content, subjectId } of entries) {
    const event = AftercareEvent.parse(content);
    if (event.step === 'noticeBegun') members.set(subjectId, new Set(event.itemIds));
    if (event.step === 'takenOut')
      for (const itemId of event.itemIds) for (const inside of members.values()) inside.delete(itemId);
    if (event.step === 'paymentBegun')
      lines.set(
        event.attemptId,
        persons
          .filter(({ firmKey, itemId }) => firmKey === event.firmKey && members.get(subjectId)?.has(itemId))
          .map(({ itemId }) => itemId),
      );
    if (event.step === 'paymentAnswered') last.set(event.attemptId, event.result.outcome === 'paid');
  }
  const paid = new Map<string, number>();
  for (const [attemptId, itemIds] of lines)
    if (last.get(attemptId) === true) for (const itemId of itemIds) paid.set(itemId, (paid.get(itemId) ?? 0) + 150_000);
  return paid;
}

/** The way as it should go, for three persons of two firms: what is tried happens between its steps. */
const [one, two, three] = persons as [GrantSource, GrantSource, GrantSource];
const way: readonly (readonly [unknown, string, EntryAuthor])[] = [
  [passed(one, two, three), 's', first],
  [payee(1), 's', first],
  [payee(2), 's', first],
  [reviewedAgain(one, two, three), 's', second],
  [noticeOf(one, two, three), 'b1', first],
  [{ step: 'noticeRegistered', conclusion: '无异议' }, 'b1', first],
  [allocation(one, two, three), 'b1', first],
  [told, 'b1', first],
  [paymentOf('a1', 1), 'b1', first],
  [paymentOf('a2', 2), 'b1', first],
  [answered('a1', paidAnswer(300_000)), 'b1', first],
  [answered('a2', paidAnswer(150_000)), 'b1', first],
];
let reached = 0;

it('agrees with the raw entries, pays nobody twice and never above what is due', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(tried, fc.boolean(), fc.boolean()), { maxLength: 3 }), { maxLength: 14 }),
      (between) => {
        const steps = [...way, ...way.slice(8)].flatMap(([event, subjectId, by], at) => [
          [[event, subjectId] as const, by === first, false] as const,
          ...(between[at] ?? []),
        ]);
        const ledger = new Ledger().add('2022-08-22', first, rules);
        const counted: AftercareEntry[] = [...ledger.entries];
        let late = false;
        for (const [[event, subjectId], byFirst, forged] of steps) {
          late ||= (event as { step: string }).step === 'noticeRegistered';
          const on = late ? '2022-08-26' : '2022-08-22';
          const by = byFirst ? first : second;
          const next = { sequence: 999, subjectId, on: plainDate(on), numbers: [], content: event, by };
          const fault = objectionToEntry(sources, ledger.entries, next);
          // One that the store would refuse still gets into the ledger now and then: it must change nothing.
          if (fault !== null && !forged) continue;
          if (fault === 'person-held' && forged) continue;
          ledger.add(on, by, event, subjectId);
          if (fault === null) counted.push(...ledger.entries.slice(-1));
        }
        const book = foldAftercare(sources, ledger.entries);
        const raw = paidFromRaw(counted);
        expect(book.items.map(({ source, paidFen }) => [source.itemId, paidFen])).toEqual(
          persons.map(({ itemId }) => [itemId, raw.get(itemId) ?? 0]),
        );
        for (const { paidFen, dueFen, excessFen } of book.items) {
          expect(paidFen).toBeLessThanOrEqual(dueFen);
          expect(excessFen).toBe(0);
        }
        const paidPersons = book.items.filter(({ paidFen }) => paidFen > 0).map(({ source }) => source.citizenId);
        expect(new Set(paidPersons).size).toBe(paidPersons.length);
        reached += paidPersons.length;
        for (const { attempts } of book.batches)
          for (const { shares, amountFen } of attempts)
            expect([...shares.values()].reduce((sum, fen) => sum + fen, 0)).toBe(amountFen);
      },
    ),
    { numRuns: 300 },
  );
  expect(reached).toBeGreaterThan(100);
});
