/** The chain from acceptance to payment: what may follow what, who may not do which, and what is left standing. */
import { describe, expect, it } from 'vitest';
import type { AftercareFault } from '#shared/aftercare/faults.ts';
import { foldAftercare, objectionToEntry, type AftercareEntry } from '#shared/aftercare/fold.ts';
import { itemStates, itemSteps } from '#shared/aftercare/transitions.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import type { GrantSource, Sources } from '#shared/aftercare/source.ts';
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
  upToAgency,
} from '#tests/builders/an-aftercare.ts';

const one = aSource(1);
const two = aSource(2);
const all = sourcesOf(one, two);

const statesOf = (sources: Sources, entries: readonly AftercareEntry[]) =>
  foldAftercare(sources, entries).items.map(({ state }) => state);

function refusal(
  ledger: Ledger,
  event: unknown,
  {
    by = first,
    day = '2022-08-26',
    subjectId = 'b',
    sources = all,
  }: {
    by?: EntryAuthor | null;
    day?: string;
    subjectId?: string;
    sources?: Sources;
  } = {},
): AftercareFault | null {
  const next = { sequence: 999, subjectId, on: plainDate(day), numbers: [], content: event, by };
  return objectionToEntry(sources, ledger.entries, next);
}

describe('one person after another step', () => {
  it('goes from 初审 to paid, and every state shows', () => {
    const ledger = new Ledger();
    const seen: string[][] = [];
    const step = (day: string, by: EntryAuthor, event: unknown, subject?: string) => {
      ledger.add(day, by, event, subject);
      seen.push(statesOf(all, ledger.entries));
    };
    step('2022-08-22', first, rules);
    step('2022-08-22', first, passed(one, two));
    step('2022-08-22', first, payee());
    step('2022-08-22', second, { ...reviewedAgain(one, two), stages: ['examined', 'submitted'] });
    step('2022-08-22', second, { ...reviewedAgain(one, two), stages: ['begun', 'confirmed', 'filed'] });
    step('2022-08-22', first, noticeOf(one, two), 'b');
    step('2022-08-26', first, { step: 'noticeRegistered', conclusion: '无异议' }, 'b');
    step('2022-08-26', first, allocation(one, two), 'b');
    step('2022-08-26', first, told, 'b');
    step('2022-08-26', first, paymentOf('a1'), 'b');
    step('2022-08-26', first, answered('a1', paidAnswer(300_000)), 'b');
    expect(seen.map(([state]) => state)).toEqual([
      'toReview',
      'toComplete',
      'toSecondReview',
      'inSecondReview',
      'toPublish',
      'inNotice',
      'toAllocate',
      'allocated',
      'allocated',
      'inPayment',
      'paid',
    ]);
    const { items, batches, refused } = foldAftercare(all, ledger.entries);
    expect(refused).toEqual([]);
    expect(items.map(({ paidFen, paidOn, excessFen }) => [paidFen, paidOn, excessFen])).toEqual([
      [150_000, '2022-08-26', 0],
      [150_000, '2022-08-26', 0],
    ]);
    expect(batches[0]?.number).toBe('2022-W03-6');
  });

  it('has steps of its own in every state', () => {
    expect(Object.keys(itemSteps)).toEqual([...itemStates]);
  });
});

describe('nobody reviews his own work', () => {
  const reviewed = new Ledger().add('2022-08-22', first, passed(one, two)).add('2022-08-22', first, payee());

  it.each<[string, unknown, EntryAuthor, AftercareFault | null]>([
    ['the same officer', reviewedAgain(one), first, 'reviewer-is-first'],
    ['another officer', reviewedAgain(one), second, null],
    [
      'the first officer’s name on another department’s paper',
      { ...reviewedAgain(one), reviewer: { kind: 'department', department: '就业股', name: '李样例' } },
      second,
      'reviewer-is-first',
    ],
    [
      'somebody of 就业股',
      { ...reviewedAgain(one), reviewer: { kind: 'department', department: '就业股', name: '郑样例' } },
      first,
      null,
    ],
    [
      'an officer whose word is another one’s',
      {
        ...reviewedAgain(one),
        reviewer: {
          kind: 'officer',
          officerId: 'o2',
          name: '王样例',
          confirmation: { officerId: 'o3', at: 'x', seal: 'x' },
        },
      },
      first,
      'second-officer-needed',
    ],
    ['parts out of order', { ...reviewedAgain(one), stages: ['begun'] }, second, 'stages-out-of-order'],
    ['a part twice', { ...reviewedAgain(one), stages: ['examined', 'examined'] }, second, 'stages-out-of-order'],
  ])('%s', (_, event, by, fault) => {
    expect(refusal(reviewed, event, { by, day: '2022-08-22' })).toBe(fault);
  });

  it('takes two officers for every account', () => {
    expect(refusal(new Ledger(), payee(1, 'o1'))).toBe('second-officer-needed');
    expect(refusal(new Ledger(), payee(1, 'o2'))).toBeNull();
    expect(refusal(reviewed, payee(1, 'o2'))).toBe('payee-unchanged');
  });

  it('takes a returned person back to 初审', () => {
    const ledger = new Ledger().add('2022-08-22', first, passed(one, two)).add('2022-08-22', first, payee());
    ledger.add('2022-08-22', second, { ...reviewedAgain(one), stages: ['examined'], conclusion: 'returned' });
    expect(statesOf(all, ledger.entries)).toEqual(['toReview', 'toSecondReview']);
  });
});

describe('one person counts once', () => {
  const again = aSource(1, 2);
  const both = sourcesOf(one, again);

  it('in 初审: the second must be refused with a reason', () => {
    const ledger = new Ledger().add('2022-08-22', first, passed(one));
    expect(refusal(new Ledger(), passed(one, again), { sources: both })).toBe('person-held');
    expect(refusal(ledger, passed(again), { sources: both })).toBe('person-held');
    expect(foldAftercare(both, ledger.entries).items.map(({ heldBy }) => heldBy)).toEqual([null, one.itemId]);
    const rejected = { conclusion: 'rejected', source: again, reason: 'N12', evidenceOn: '2022-08-22', note: '' };
    expect(refusal(ledger, { step: 'reviewed', items: [rejected] }, { sources: both })).toBeNull();
    const other = { ...rejected, source: one };
    const freed = new Ledger().add('2022-08-22', first, { step: 'reviewed', items: [other] });
    expect(refusal(freed, passed(again), { sources: both })).toBeNull();
  });
});

describe('what becomes of the case follows', () => {
  const gone: Sources = { items: [], origins: new Set([one.origin]) };

  it('a withdrawn case takes its persons back while no money left, and says what is too much after', () => {
    const ledger = upToAgency(one, two);
    expect(statesOf(gone, ledger.entries.slice(0, 5))).toEqual(['withdrawn', 'withdrawn']);
    ledger
      .add('2022-08-26', first, paymentOf('a1'), 'b')
      .add('2022-08-26', first, answered('a1', paidAnswer(300_000)), 'b');
    expect(foldAftercare(gone, ledger.entries).items.map(({ state, excessFen }) => [state, excessFen])).toEqual([
      ['paid', 150_000],
      ['paid', 150_000],
    ]);
    expect(foldAftercare(all, ledger.entries).items.map(({ excessFen }) => excessFen)).toEqual([0, 0]);
  });

  it('whoever comes after a withdrawn one stays reviewed when it is all read again', () => {
    const again = aSource(1, 2);
    const withdrawn: Sources = { items: sourcesOf(again).items, origins: new Set([one.origin, again.origin]) };
    const ledger = new Ledger().add('2022-08-22', first, passed(one));
    expect(refusal(ledger, passed(again), { sources: withdrawn })).toBeNull();
    ledger.add('2022-08-22', first, passed(again));
    const { items, refused } = foldAftercare(withdrawn, ledger.entries);
    expect(refused).toEqual([]);
    expect(items.map(({ state }) => state)).toEqual(['toComplete', 'withdrawn']);
  });

  it('a corrected amount stops the chain until the person is taken out and reviewed anew', () => {
    const less: GrantSource = { ...one, amountFen: 100_000 };
    const now = sourcesOf(less, two);
    const ledger = upToAgency(one, two);
    const before = new Ledger();
    before.entries.push(...ledger.entries.slice(0, 6));
    expect(foldAftercare(now, before.entries).items.map(({ changed }) => changed)).toEqual([true, false]);
    expect(refusal(before, allocation(one, two), { sources: now })).toBe('source-changed');
    before.add('2022-08-26', first, { step: 'takenOut', itemIds: [one.itemId], reason: '金额更正' }, 'b');
    expect(statesOf(now, before.entries)).toEqual(['toReview', 'toAllocate']);
    expect(refusal(before, allocation(two), { sources: now })).toBeNull();
  });

  it('a case destroyed at its term takes nothing back', () => {
    const ledger = upToAgency(one, two);
    ledger
      .add('2022-08-26', first, paymentOf('a1'), 'b')
      .add('2022-08-26', first, answered('a1', paidAnswer(300_000)), 'b');
    const later: Sources = { items: [], origins: new Set() };
    const { items } = foldAftercare(later, ledger.entries);
    expect(items.map(({ state, paidFen, excessFen }) => [state, paidFen, excessFen])).toEqual([
      ['paid', 150_000, 0],
      ['paid', 150_000, 0],
    ]);
  });
});

describe('公示', () => {
  const ready = new Ledger();
  ready.entries.push(...upToAgency(one, two).entries.slice(0, 4));
  const begun = new Ledger();
  begun.entries.push(...upToAgency(one, two).entries.slice(0, 5));
  const registered = { step: 'noticeRegistered', conclusion: '无异议' };
  const objection = {
    step: 'objected',
    objectionId: 'x1',
    receivedOn: '2022-08-24',
    manner: 'telephone',
    named: true,
    itemIds: [one.itemId],
    text: '反映人员已离职',
  };

  it.each<[string, unknown, AftercareFault | null]>([
    ['as it should be', noticeOf(one, two), null],
    ['another sum', { ...noticeOf(one, two), amountFen: 1 }, 'totals-differ'],
    ['another count of persons', { ...noticeOf(one, two), persons: 1 }, 'totals-differ'],
    ['one person twice', noticeOf(one, one), 'item-twice'],
    ['somebody unknown', noticeOf(aSource(9)), 'item-unknown'],
    ['fewer days than the rule', { ...noticeOf(one, two), days: 2 }, 'notice-days-differ'],
    ['a first day before 复审 ended', { ...noticeOf(one, two), beginsOn: '2022-08-22' }, 'dates-out-of-order'],
    ['a result on the last day', { ...noticeOf(one, two), registerFrom: '2022-08-25' }, 'dates-out-of-order'],
  ])('begins: %s', (_, event, fault) => {
    expect(refusal(ready, event, { day: '2022-08-22', subjectId: 'n' })).toBe(fault);
  });

  it('does not begin before the rule of the days is confirmed', () => {
    const without = new Ledger();
    without.entries.push(...ready.entries.slice(1));
    expect(refusal(without, noticeOf(one, two), { subjectId: 'n', day: '2022-08-22' })).toBe('rules-not-confirmed');
    expect(refusal(new Ledger(), rules, { by: second })).toBe('administrator-only');
  });

  it('is registered on the working day after the third at the earliest', () => {
    expect(refusal(begun, registered, { day: '2022-08-25' })).toBe('notice-not-over');
    expect(refusal(begun, registered, { day: '2022-08-26' })).toBeNull();
    expect(refusal(begun, allocation(one, two))).toBe('notice-not-registered');
    expect(refusal(begun, registered, { subjectId: 'other' })).toBe('batch-unknown');
  });

  it('waits for every objection; whoever it takes out is paid nothing', () => {
    const ledger = new Ledger();
    ledger.entries.push(...begun.entries);
    ledger.add('2022-08-24', first, objection, 'b');
    expect(refusal(ledger, registered)).toBe('objection-open');
    ledger.add(
      '2022-08-25',
      first,
      {
        step: 'objectionSettled',
        objectionId: 'x1',
        conclusion: 'upheld',
        treatment: 'removed',
        evidence: '参保记录 2022-08-24',
        answeredOn: '2022-08-25',
      },
      'b',
    );
    ledger.add('2022-08-26', first, registered, 'b');
    expect(statesOf(all, ledger.entries)).toEqual(['removed', 'toAllocate']);
    expect(refusal(ledger, allocation(one, two))).toBe('totals-differ');
    expect(refusal(ledger, allocation(two))).toBeNull();
    expect(refusal(ledger, { ...objection, objectionId: 'x2' })).toBe('batch-closed');
  });
});

describe('payment', () => {
  const ready = upToAgency(one, two);
  const after = (...events: readonly unknown[]): Ledger => {
    const ledger = new Ledger();
    ledger.entries.push(...ready.entries);
    for (const event of events) ledger.add('2022-08-26', first, event, 'b');
    return ledger;
  };
  const failure = (fault: string) =>
    answered('a1', { outcome: 'failed', fault, rawCode: '3009', rawText: '账号不存在' } as never);
  const waiting = answered('a1', { outcome: 'inProcess', rawCode: '', rawText: '处理中' });

  it.each<[string, readonly unknown[], unknown, AftercareFault | null]>([
    ['first', [], paymentOf('a1'), null],
    ['another firm', [], paymentOf('a1', 2), 'firm-not-in-batch'],
    ['while there is no answer', [paymentOf('a1')], paymentOf('a2'), 'payment-open'],
    ['while it is 处理中', [paymentOf('a1'), waiting], paymentOf('a2'), 'payment-open'],
    ['重复业务', [paymentOf('a1'), failure('F09')], paymentOf('a2'), 'payment-open'],
    ['a wrong account again', [paymentOf('a1'), failure('F01')], paymentOf('a2'), 'other-account-needed'],
    [
      'a corrected account',
      [paymentOf('a1'), failure('F01'), payee(1, 'o2', '0099887766554433')],
      paymentOf('a2'),
      null,
    ],
    ['a broken line', [paymentOf('a1'), failure('F10')], paymentOf('a2'), 'unpaid-not-known'],
    ['a broken line, asked', [paymentOf('a1'), failure('F10')], paymentOf('a2', 1, '社保局吴样例确认未付'), null],
    ['frozen, now free', [paymentOf('a1'), failure('F04')], paymentOf('a2'), null],
    ['paid already', [paymentOf('a1'), answered('a1', paidAnswer(300_000))], paymentOf('a2'), 'already-paid'],
    ['more than due', [paymentOf('a1')], answered('a1', paidAnswer(300_001)), 'amount-differs'],
    ['less than due', [paymentOf('a1')], answered('a1', paidAnswer(299_999)), 'amount-differs'],
    ['in the future', [paymentOf('a1')], answered('a1', paidAnswer(300_000, '2022-08-27')), 'dates-out-of-order'],
    ['after 处理中', [paymentOf('a1'), waiting], answered('a1', paidAnswer(300_000)), null],
    [
      'another answer after paid',
      [paymentOf('a1'), answered('a1', paidAnswer(300_000))],
      failure('F01'),
      'answer-final',
    ],
    ['of a plan that nobody knows', [], failure('F01'), 'attempt-unknown'],
    ['the same try twice', [paymentOf('a1'), failure('F04')], paymentOf('a1'), 'attempt-exists'],
  ])('%s', (_, events, event, fault) => {
    expect(refusal(after(...events), event)).toBe(fault);
  });

  it('needs the agency to be told', () => {
    const ledger = new Ledger();
    ledger.entries.push(...ready.entries.slice(0, -1));
    expect(refusal(ledger, paymentOf('a1'))).toBe('agency-not-told');
  });

  it('keeps every try with the account it went to', () => {
    const ledger = after(paymentOf('a1'), failure('F01'), payee(1, 'o2', '0099887766554433'), paymentOf('a2'));
    const [batch] = foldAftercare(all, ledger.entries).batches;
    expect(batch?.attempts.map((attempt) => [attempt.payee.version, attempt.answers.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });
});

describe('an entry that does not fit', () => {
  it('changes nothing and is counted', () => {
    const ledger = new Ledger()
      .add('2022-08-22', null, passed(one))
      .add('2022-08-22', first, { step: 'later' })
      .add('2022-08-22', first, allocation(one), 'b');
    const { refused, items } = foldAftercare(all, ledger.entries);
    expect(refused).toEqual([1, 2, 3]);
    expect(items.map(({ state }) => state)).toEqual(['toReview', 'toReview']);
  });
});
