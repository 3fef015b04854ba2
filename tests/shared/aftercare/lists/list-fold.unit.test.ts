/** Lists in the ledger: their rows become 享受项, once; what a window case holds is said; existing entries still read. */
import { describe, expect, it } from 'vitest';
import type { AftercareFault } from '#shared/aftercare/faults.ts';
import { AftercareEvent } from '#shared/aftercare/event.ts';
import { foldAftercare, judgeAfter, objectionToEntry } from '#shared/aftercare/fold.ts';
import { isWhole } from '#shared/aftercare/lists/lists.ts';
import type { Sources } from '#shared/aftercare/source.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import {
  aSource,
  first,
  Ledger,
  passed,
  payee,
  reviewedAgain,
  second,
  sourcesOf,
} from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

const none: Sources = { items: [], origins: new Set() };
const taken = (): Ledger =>
  new Ledger()
    .add('2022-08-22', first, listBegun('l1', { rows: 2 }))
    .add('2022-08-22', first, rowsTaken([aListRow(1), aListRow(2)]));

const refusal = (ledger: Ledger, event: unknown, sources = none): AftercareFault | null =>
  objectionToEntry(sources, ledger.entries, {
    sequence: 999,
    subjectId: 's',
    on: plainDate('2022-08-22'),
    numbers: [],
    content: event,
    by: first,
  });

describe('a list that was taken', () => {
  it('gives one item a row, each with list and line, and goes through 初审 and 复审 like a case', () => {
    const ledger = taken();
    const { items, lists } = foldAftercare(none, ledger.entries);
    expect(items.map(({ source, state }) => [source.reference, source.channel, source.amountFen, state])).toEqual([
      ['名单202208 第2行', 'automatic', 150_000, 'toReview'],
      ['名单202208 第3行', 'automatic', 150_000, 'toReview'],
    ]);
    expect(lists.taken.map((list) => [list.label, isWhole(list), list.rows.length])).toEqual([['名单202208', true, 2]]);
    const sources = items.map(({ source }) => source);
    expect(refusal(ledger, passed(...sources))).toBeNull();
    ledger.add('2022-08-22', first, passed(...sources)).add('2022-08-22', first, payee());
    ledger.add('2022-08-22', second, reviewedAgain(...sources));
    const book = foldAftercare(none, ledger.entries);
    expect(book.refused).toEqual([]);
    expect(book.items.map(({ state }) => state)).toEqual(['toPublish', 'toPublish']);
  });

  it('keeps the findings that 初审 rested on; an entry without them still reads', () => {
    const [item] = foldAftercare(none, taken().entries).items;
    const basis = {
      policy: 'zhanjiang-2022',
      checkedOn: '2022-08-22',
      copies: { insurance: '2022-08-20' },
      findings: { verdict: 'met', checks: [], said: [] },
    };
    const event = { step: 'reviewed', items: [{ conclusion: 'passed', source: item?.source, note: '', basis }] };
    expect(AftercareEvent.parse(event)).toMatchObject({ items: [{ basis }] });
    expect(refusal(taken(), event)).toBeNull();
  });

  it.each<[string, unknown, AftercareFault]>([
    ['the same list again', listBegun(), 'list-exists'],
    ['a list of the future', listBegun('l2', { downloadedOn: plainDate('2022-08-23') }), 'dates-out-of-order'],
    ['rows of a list that nobody began', rowsTaken([aListRow(3)], 'l9'), 'list-unknown'],
    ['the same part again', rowsTaken([aListRow(3)]), 'list-part-known'],
    ['a part beyond the last', rowsTaken([aListRow(3)], 'l1', 1), 'list-unknown'],
  ])('refuses %s', (_, event, fault) => {
    expect(refusal(taken(), event)).toBe(fault);
  });

  it('refuses a line twice, within a part and over parts', () => {
    const ledger = new Ledger().add('2022-08-22', first, listBegun('l1', { parts: 2 }));
    expect(refusal(ledger, rowsTaken([aListRow(1, 1, 2), aListRow(2, 1, 2)]))).toBe('item-twice');
    ledger.add('2022-08-22', first, rowsTaken([aListRow(1, 1, 2)]));
    expect(refusal(ledger, rowsTaken([aListRow(2, 1, 2)], 'l1', 1))).toBe('item-twice');
    expect(foldAftercare(none, ledger.entries).lists.taken.map(isWhole)).toEqual([false]);
  });

  it('counts the lists of a month', () => {
    const ledger = taken()
      .add('2022-08-22', first, listBegun('l2'))
      .add('2022-08-22', first, listBegun('l3', { period: '202209' as never }));
    expect(foldAftercare(none, ledger.entries).lists.taken.map(({ label }) => label)).toEqual([
      '名单202208',
      '名单202208-2',
      '名单202209',
    ]);
  });
});

describe('one person counts once over lists and cases', () => {
  const held = aSource(1, 3);
  const cases = sourcesOf(held);

  it('is held by the window case, whichever came first, and may not pass a second time', () => {
    const ledger = taken();
    const [, one, two] = foldAftercare(cases, ledger.entries).items;
    expect([one?.heldBy, two?.heldBy]).toEqual([held.itemId, null]);
    expect(refusal(ledger, passed(...(one === undefined ? [] : [one.source])), cases)).toBe('person-held');
    ledger.add('2022-08-22', first, passed(...(two === undefined ? [] : [two.source])));
    expect(foldAftercare(cases, ledger.entries).refused).toEqual([]);
  });

  it('goes to the list once the case is refused, and the other way round', () => {
    const ledger = taken();
    const rejected = { conclusion: 'rejected', source: held, reason: 'N10', evidenceOn: '2022-08-22', note: '' };
    ledger.add('2022-08-22', first, { step: 'reviewed', items: [rejected] });
    const [, one] = foldAftercare(cases, ledger.entries).items;
    expect(one?.heldBy).toBeNull();
    expect(refusal(ledger, passed(...(one === undefined ? [] : [one.source])), cases)).toBeNull();
  });

  it('judges several entries after each other as if they stood in the ledger', () => {
    const again = taken()
      .add('2022-08-22', first, listBegun('l2'))
      .add('2022-08-22', first, rowsTaken([aListRow(1, 2)], 'l2'));
    const [one, , third] = foldAftercare(none, again.entries).items;
    const judge = judgeAfter(none, again.entries);
    const next = (event: unknown) => ({ ...(again.entries[0] as never as object), content: event }) as never;
    expect(judge(next(passed(...(third === undefined ? [] : [third.source]))))).toBe('person-held');
    expect(judge(next(passed(...(one === undefined ? [] : [one.source]))))).toBeNull();
    expect(judge(next(passed(...(third === undefined ? [] : [third.source]))))).toBe('person-held');
  });
});

describe('缓缴', () => {
  it('is told to the firm of the rows, not before and not of others', () => {
    const event = {
      step: 'deferralTold',
      firmKey: 'c:FIRM1',
      itemIds: ['l1:2'],
      toldOn: '2022-08-22',
      manner: 'telephone',
      note: '',
    };
    const ledger = taken();
    expect(refusal(ledger, event)).toBeNull();
    expect(refusal(ledger, { ...event, firmKey: 'c:FIRM2' })).toBe('item-unknown');
    expect(refusal(ledger, { ...event, itemIds: ['l1:9'] })).toBe('item-unknown');
    expect(refusal(ledger, { ...event, itemIds: ['l1:2', 'l1:2'] })).toBe('item-twice');
    expect(refusal(ledger, { ...event, toldOn: '2022-08-23' })).toBe('dates-out-of-order');
    ledger.add('2022-08-22', first, event);
    expect(
      foldAftercare(none, ledger.entries)
        .lists.told.get('l1:2')
        ?.map(({ by }) => by.name),
    ).toEqual(['李样例']);
  });
});
