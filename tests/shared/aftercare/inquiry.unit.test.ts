/** 核查: every transition of a row, who may not do what, what is no reason, and what the records answer by themselves. */
import { describe, expect, it } from 'vitest';
import type { AftercareFault } from '#shared/aftercare/faults.ts';
import { foldAftercare, objectionToEntry } from '#shared/aftercare/fold.ts';
import { stateOfRow } from '#shared/aftercare/inquiry/book.ts';
import type { InquiryAct } from '#shared/aftercare/inquiry/event.ts';
import { drawSample, figuresOfMonth, reconcile } from '#shared/aftercare/inquiry/reconcile.ts';
import { itemsByPerson, suggestAnswer } from '#shared/aftercare/inquiry/suggest.ts';
import { rowActs, rowStates, type RowState } from '#shared/aftercare/inquiry/transitions.ts';
import { openDays } from '#shared/aftercare/open-days.ts';
import type { Sources } from '#shared/aftercare/source.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { month, plainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CheckResult, Decision } from '#shared/policy/verdict.ts';
import {
  answered as paymentAnswered,
  aSource,
  first,
  Ledger,
  paymentOf,
  second,
  sourcesOf,
  upToAgency,
} from '#tests/builders/an-aftercare.ts';
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
} from '#tests/builders/a-recovery.ts';
import { answer, answered, aRow, begun, checked, inquiryEvent, reported } from '#tests/builders/an-inquiry.ts';

const third: EntryAuthor = { id: 'o3', name: '张样例', capacity: 'windowClerk' };
const none = sourcesOf();
const rows = [aRow(2), aRow(3)];
const read: InquiryAct = { act: 'rowsRead', part: 0, rows };
type Step = readonly [InquiryAct, EntryAuthor?];

function ledgerOf(steps: readonly Step[], ledger = new Ledger()): Ledger {
  for (const [act, by = first] of steps) ledger.add('2022-09-20', by, inquiryEvent(act), 'l1');
  return ledger;
}

function refusal(
  steps: readonly Step[],
  act: InquiryAct,
  by: EntryAuthor = first,
  subjectId = 'l1',
): AftercareFault | null {
  const next = { sequence: 999, subjectId, on: plainDate('2022-09-20'), numbers: [], content: inquiryEvent(act), by };
  return objectionToEntry(none, ledgerOf(steps).entries, next);
}

const listed: readonly Step[] = [[begun(2)], [read]];
const ways: Readonly<Record<RowState, readonly Step[]>> = {
  open: listed,
  answered: [...listed, [answered(answer(2))]],
  checked: [...listed, [answered(answer(2))], [checked(2), second]],
  pending: [...listed, [answered(answer(2, 'Y2'))], [checked(2), second], [reported(2)]],
  done: [...listed, [answered(answer(2))], [checked(2), second], [reported(2)]],
};
const firstState = (steps: readonly Step[]): RowState | undefined => {
  const { inquiryLists, refused } = foldAftercare(none, ledgerOf(steps).entries);
  expect(refused).toEqual([]);
  const [row] = inquiryLists[0]?.rows ?? [];
  return row === undefined ? undefined : stateOfRow(row);
};

describe('the table of a row', () => {
  it('has a way to every state', () => {
    for (const state of rowStates) expect(firstState(ways[state])).toBe(state);
  });

  it.each(rowStates)('in %s lets through what it lists and nothing else', (state) => {
    const acts = { answered: answered(answer(2)), checked: checked(2), reported: reported(2) } as const;
    for (const [name, act] of Object.entries(acts)) {
      const may = (rowActs[state] as readonly string[]).includes(name);
      expect([name, refusal(ways[state], act, second)]).toEqual([name, may ? null : 'inquiry-step-not-allowed']);
    }
  });

  it('is answered anew after a report, and then checked again', () => {
    expect(firstState([...ways.pending, [answered(answer(2, 'Y4')), second]])).toBe('answered');
    expect(firstState([...ways.pending, [answered(answer(2, 'Y4')), second], [checked(2)], [reported(2)]])).toBe(
      'done',
    );
  });

  it('goes back where the check returns it', () => {
    expect(firstState([...ways.answered, [{ ...checked(2), conclusion: 'returned' }, second]])).toBe('open');
  });
});

describe('what stands against an act', () => {
  it.each<[string, readonly Step[], InquiryAct, AftercareFault | null, EntryAuthor?]>([
    ['the same file twice', listed, begun(2), 'inquiry-list-exists'],
    ['the same part twice', listed, read, 'inquiry-part-known'],
    ['a row too many', [[begun(1)]], read, 'inquiry-rows-differ'],
    ['an answer while rows are missing', [[begun(3)], [read]], answered(answer(2)), 'inquiry-list-incomplete'],
    ['a row of another list', listed, answered(answer(9)), 'inquiry-row-unknown'],
    ['a code of the other kind', listed, answered(answer(2, 'K1')), 'inquiry-code-unfit'],
    ['“not seen” as a reason', listed, answered({ ...answer(2), note: '未在库中见到' }), 'inquiry-not-seen'],
    [
      '“not found” as a reason',
      listed,
      answered({ ...answer(2), evidence: '参保库中没有查到此人' }),
      'inquiry-not-seen',
    ],
    ['paid without a day', listed, answered({ ...answer(2, 'Y4'), paidOn: null }), 'inquiry-payment-missing'],
    [
      'evidence of tomorrow',
      listed,
      answered({ ...answer(2), evidenceOn: plainDate('2022-09-21') }),
      'dates-out-of-order',
    ],
    ['a check by who answered', ways.answered, checked(2), 'inquiry-own-work'],
    ['a check by another officer', ways.answered, checked(2), null, second],
    [
      'a check in the name of another by the recorder',
      ways.answered,
      {
        ...checked(2),
        checker: {
          kind: 'officer',
          officerId: 'o1',
          name: '李样例',
          confirmation: { officerId: 'o1', at: 'x', seal: 'x' },
        },
      },
      'second-officer-needed',
    ],
    [
      'a check by the other’s word',
      ways.answered,
      {
        ...checked(2),
        checker: {
          kind: 'officer',
          officerId: 'o2',
          name: '王样例',
          confirmation: { officerId: 'o2', at: 'x', seal: 'x' },
        },
      },
      null,
    ],
  ])('%s', (_, steps, act, fault, by = first) => expect(refusal(steps, act, by)).toBe(fault));

  it('takes a meeting for every word on a duplicate', () => {
    const list: readonly Step[] = [[begun(2, 'duplicate')], [read]];
    const meeting = {
      heldOn: plainDate('2022-09-19'),
      departments: '就业股、社保局',
      present: '陈、周',
      conclusion: '本地追回',
    };
    expect(refusal(list, answered(answer(2, 'K4')))).toBe('inquiry-meeting-missing');
    expect(refusal(list, { ...answered(answer(2, 'K4')), meeting })).toBeNull();
    expect(
      refusal(list, { ...answered(answer(2, 'K4')), meeting: { ...meeting, heldOn: plainDate('2022-09-21') } }),
    ).toBe('dates-out-of-order');
  });
});

const decisionOf = (check: Partial<CheckResult>, citizenId: string): Decision =>
  ({
    employerChecks: [],
    entries: [{ citizenId, verdict: 'unmet', amountFen: 0, checks: [check] }],
  }) as unknown as Decision;

describe('what the records say of a row', () => {
  const one = aSource(1);
  const two = aSource(2);
  const on = plainDate('2022-09-20');
  const ask = (
    sources: Sources,
    ledger: Ledger,
    row = aRow(2, one),
    kind: 'dueButUnpaid' | 'duplicate' = 'dueButUnpaid',
    decision: Decision | null = null,
  ) => {
    const book = foldAftercare(sources, ledger.entries);
    return suggestAnswer(kind, { row, book, byPerson: itemsByPerson(book), on }, decision);
  };

  it('finds what was paid, with day and amount', () => {
    expect(ask(sourcesOf(one), paidLedger(one))).toMatchObject({
      code: 'Y4',
      paidOn: '2022-08-26',
      amountFen: 150_000,
    });
  });
  it('finds what failed, with the fault', () => {
    const ledger = upToAgency(one)
      .add('2022-08-26', first, paymentOf('a1'), 'b')
      .add(
        '2022-08-26',
        first,
        paymentAnswered('a1', { outcome: 'failed', fault: 'F03', rawCode: '', rawText: '' }),
        'b',
      );
    expect(ask(sourcesOf(one), ledger)).toMatchObject({ code: 'Y3', basis: { fault: 'F03' } });
  });
  it('says nothing of somebody who is on the way, whatever a check says now', () => {
    const check = {
      verdict: 'unmet',
      reason: 'contribution-stopped',
      evidence: { registry: 'insurance', asOf: '2022-09-10', row: {} },
    } as const;
    expect(
      ask(sourcesOf(one), upToAgency(one), aRow(2, one), 'dueButUnpaid', decisionOf(check, one.citizenId)),
    ).toBeNull();
  });
  it('finds the person paid at another firm', () => {
    const row = aRow(2, { ...aSource(1, 7), citizenId: one.citizenId });
    expect(ask(sourcesOf(one), paidLedger(one), row)).toMatchObject({ code: 'N12', evidenceOn: '2022-08-26' });
  });
  it.each([
    ['contribution-stopped', 'N04'],
    ['apply-at-enrolment-place', 'N02'],
    ['not-regular-higher-education', 'N09'],
    ['hiring-subsidy-received', 'N11'],
    ['deferred', 'N05'],
  ] as const)('takes %s as %s only with the row that shows it', (reason, code) => {
    const check = {
      check: 'last-month-contribution',
      verdict: 'unmet',
      reason,
      evidence: { registry: 'insurance', asOf: '2022-09-10', row: {} },
    } as const;
    const unseen = { ...check, evidence: { registry: 'insurance', asOf: '2022-09-10' } } as const;
    expect(ask(none, new Ledger(), aRow(2), 'dueButUnpaid', decisionOf(check, aRow(2).citizenId))).toMatchObject({
      code,
      evidenceOn: '2022-09-10',
    });
    expect(ask(none, new Ledger(), aRow(2), 'dueButUnpaid', decisionOf(unseen, aRow(2).citizenId))).toBeNull();
  });
  it('never answers by what is not found', () => {
    const check = {
      verdict: 'unknown',
      reason: 'not-found',
      evidence: { registry: 'insurance', asOf: '2022-09-10' },
    } as const;
    expect(ask(none, new Ledger(), aRow(2), 'dueButUnpaid', decisionOf(check, aRow(2).citizenId))).toBeNull();
  });
  it.each([
    ['2022-08-30', 'K3'],
    ['2022-08-20', 'K4'],
  ])('says who was first: other province %s → %s', (paidOn, code) => {
    const row = {
      ...aRow(2, one),
      other: { province: '广西', firm: '', paidOn: plainDate(paidOn), amountFen: 150_000 },
    };
    expect(ask(sourcesOf(one), paidLedger(one), row, 'duplicate')).toMatchObject({ code });
  });
  it('of a duplicate that was never paid here says so, and nothing where both days are not known', () => {
    expect(ask(sourcesOf(one), upToAgency(one), aRow(2, one), 'duplicate')).toMatchObject({ code: 'K2' });
    expect(ask(sourcesOf(one), paidLedger(one), aRow(2, one), 'duplicate')).toBeNull();
    expect(ask(none, new Ledger(), aRow(2, one), 'duplicate')).toBeNull();
  });

  it('reconciles a month by person, and shows what is claimed until it came back', () => {
    const ledger = paidLedger(one, two);
    const figures = () => {
      const book = foldAftercare(sourcesOf(one, two), ledger.entries);
      return figuresOfMonth(reconcile(book, month('202208')));
    };
    expect(figures()).toEqual({
      batches: 1,
      firms: 1,
      persons: 2,
      dueFen: 300_000,
      allocatedFen: 300_000,
      plannedFen: 300_000,
      paidFen: 300_000,
      returnedFen: 0,
      differences: 0,
    });
    const add = (day: string, act: Parameters<typeof recoveryEvent>[0]) =>
      ledger.add(day, first, recoveryEvent(act), 'r1');
    ledger.add('2022-10-10', first, rulesForRecovery);
    add('2022-10-10', opened([one]));
    add('2022-10-17', informed);
    add('2022-10-25', silent);
    add('2022-11-01', decided(150_000));
    add('2022-11-07', served);
    add('2022-11-10', agreed(50_000, 100_000));
    add('2022-11-10', repaid('a', 50_000));
    expect(figures()).toMatchObject({ dueFen: 150_000, paidFen: 300_000, returnedFen: 50_000, differences: 1 });
    add('2022-11-10', repaid('b', 100_000));
    expect(figures()).toMatchObject({ dueFen: 150_000, paidFen: 300_000, returnedFen: 150_000, differences: 0 });
    expect(figuresOfMonth(reconcile(foldAftercare(sourcesOf(one, two), ledger.entries), month('202209'))).persons).toBe(
      0,
    );
  });

  it('lets nobody check a person whom they handled', () => {
    const sampled: InquiryAct = {
      act: 'sampled',
      month: month('202208'),
      sampleId: 's1',
      seed: 7,
      percent: 5,
      least: 5,
      itemIds: [one.itemId],
    };
    const result: InquiryAct = {
      act: 'sampleChecked',
      sampleId: 's1',
      itemId: one.itemId,
      difference: null,
      looked: '应发实发',
      treatment: '',
    };
    const ledger = paidLedger(one).add('2022-09-20', first, inquiryEvent(sampled), '202208');
    const tried = (by: EntryAuthor, act: InquiryAct = result, sources: Sources = sourcesOf(one)) =>
      objectionToEntry(sources, ledger.entries, {
        sequence: 999,
        subjectId: '202208',
        on,
        numbers: [],
        content: inquiryEvent(act),
        by,
      });
    expect(tried(first, { ...sampled, sampleId: 's2', itemIds: [two.itemId] })).toBe('inquiry-sample-unfit');
    expect(tried(first)).toBe('inquiry-handled-it');
    expect(tried(second)).toBe('inquiry-handled-it');
    expect(tried({ ...third, name: '周主任' })).toBe('inquiry-handled-it');
    expect(tried(third)).toBeNull();
    const atWindow = { ...sourcesOf(one), items: [{ source: one, offer: null, handledBy: ['o3'] }] };
    expect(tried(third, result, atWindow)).toBe('inquiry-handled-it');
    expect(tried(third, { ...(result as object), difference: 'over' } as InquiryAct)).toBe('inquiry-reason-missing');
  });
});

describe('a sample', () => {
  const ids = Array.from({ length: 240 }, (_, at) => `item-${at}`);
  it('is the same for the same seed, however the persons are ordered', () => {
    const rule = { seed: 20_220_920, percent: 5, least: 5 };
    const drawn = drawSample(ids, rule);
    expect(drawn).toHaveLength(12);
    expect(new Set(drawn).size).toBe(12);
    expect(drawSample([...ids].reverse(), rule)).toEqual(drawn);
    expect(drawSample(ids, { ...rule, seed: 1 })).not.toEqual(drawn);
  });
  it.each([
    [3, 3],
    [5, 5],
    [40, 5],
    [101, 6],
    [200, 10],
  ])('of %i persons takes %i', (count, wanted) => {
    expect(drawSample(ids.slice(0, count), { seed: 1, percent: 5, least: 5 })).toHaveLength(wanted);
  });
  it('draws each about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1)
      for (const id of drawSample(ids.slice(0, 20), { seed, percent: 5, least: 5 }))
        counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(counts.size).toBe(20);
    expect(Math.min(...counts.values())).toBeGreaterThan(400);
    expect(Math.max(...counts.values())).toBeLessThan(600);
  });
  it('is registered when the month is over', () => {
    const figures = figuresOfMonth([]);
    const act: InquiryAct = { act: 'reconciled', month: month('202209'), figures, note: '' };
    expect(refusal([], act, first, '202209')).toBe('inquiry-month-running');
    expect(refusal([], { ...act, month: month('202208') }, first, '202208')).toBeNull();
  });
});

it('puts the days of a list on the board until every row has its last word', () => {
  const held = packById('zhanjiang-2022');
  if (held === null) throw new Error('the pack of 2022 is shipped');
  const rules = { parameters: held.pack.parameters, calendar: shippedCalendar };
  const days = (steps: readonly Step[]) => openDays(foldAftercare(none, ledgerOf(steps).entries), rules);
  expect(days(ways.pending)).toMatchObject([{ area: 'findings', kind: 'list', due: '2022-09-30' }]);
  expect(days(ways.pending)[0]?.rule).toContain('报省 2022-10-07');
  const whole: readonly Step[] = [
    ...listed,
    [answered(answer(2), answer(3))],
    [checked(2, 3), second],
    [reported(2, 3)],
  ];
  expect(days(whole)).toEqual([]);
});
