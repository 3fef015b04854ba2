/** Whatever lists and cases come in, and in whatever order they are passed or refused: of one person one item counts, and one at most passes. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GrantItem } from '#shared/aftercare/book.ts';
import { foldAftercare, objectionToEntry } from '#shared/aftercare/fold.ts';
import { holdsPerson } from '#shared/aftercare/transitions.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aSource, first, Ledger, sourcesOf } from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

type Tried =
  | { readonly kind: 'list'; readonly rows: readonly (readonly [number, number])[] }
  | { readonly kind: 'pass' | 'refuse' | 'takeOut'; readonly place: number };

const tried: fc.Arbitrary<Tried> = fc.oneof(
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 4 })
    .map((rows) => ({ kind: 'list' as const, rows })),
  fc
    .tuple(fc.constantFrom('pass' as const, 'refuse' as const, 'takeOut' as const), fc.nat(7))
    .map(([kind, place]) => ({ kind, place })),
);

const heldOnce = (items: readonly GrantItem[]): void => {
  const counting = items.filter(({ state, heldBy }) => holdsPerson(state) && heldBy === null);
  const persons = counting.map(({ source }) => source.citizenId);
  expect(new Set(persons).size).toBe(persons.length);
  const passed = items.filter(({ review, state }) => review?.conclusion === 'passed' && holdsPerson(state));
  expect(new Set(passed.map(({ source }) => source.citizenId)).size).toBe(passed.length);
  for (const item of items) {
    if (!holdsPerson(item.state) || item.heldBy === null) continue;
    const holder = items.find(({ source }) => source.itemId === item.heldBy);
    expect(holder?.source.citizenId).toBe(item.source.citizenId);
    expect(holder?.heldBy).toBeNull();
  }
};

function eventOf({ kind, place }: Extract<Tried, { readonly place: number }>, items: readonly GrantItem[]): unknown {
  const source = items[place % Math.max(1, items.length)]?.source;
  if (source === undefined) return null;
  if (kind === 'takeOut') return { step: 'takenOut', itemIds: [source.itemId], reason: '更正' };
  if (kind === 'pass') return { step: 'reviewed', items: [{ conclusion: 'passed', source, note: '' }] };
  const rejected = { conclusion: 'rejected', source, reason: 'N04', evidenceOn: '2022-08-20', note: '' };
  return { step: 'reviewed', items: [rejected] };
}

it('leaves one live item of each person, and folds the same again', { timeout: 120_000 }, () => {
  let lists = 0;
  let passes = 0;
  fc.assert(
    fc.property(
      fc.subarray([aSource(1, 5), aSource(2, 6)]),
      fc.array(tried, { minLength: 6, maxLength: 12 }),
      (cases, steps) => {
        const sources = sourcesOf(...cases);
        const ledger = new Ledger();
        const offer = (event: unknown): boolean => {
          const next = {
            sequence: 999,
            subjectId: 's',
            on: plainDate('2022-08-22'),
            numbers: [],
            content: event,
            by: first,
          };
          const taken = objectionToEntry(sources, ledger.entries, next) === null;
          if (taken) ledger.add('2022-08-22', first, event);
          return taken;
        };
        for (const [at, step] of steps.entries()) {
          if (step.kind === 'list') {
            offer(listBegun(`l${at}`, { rows: step.rows.length }));
            const rows = step.rows.map(([person, firm], line) => aListRow(person, firm, line + 2));
            lists += offer(rowsTaken(rows, `l${at}`)) ? 1 : 0;
          } else {
            const done = offer(eventOf(step, foldAftercare(sources, ledger.entries).items));
            passes += done && step.kind === 'pass' ? 1 : 0;
          }
          heldOnce(foldAftercare(sources, ledger.entries).items);
        }
        const book = foldAftercare(sources, ledger.entries);
        expect(book.refused).toEqual([]);
      },
    ),
    { numRuns: 80 },
  );
  expect(Math.min(lists, passes)).toBeGreaterThan(40);
});
