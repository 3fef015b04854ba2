/** 追回: every transition of the table, who may not do what, and sums that cannot go below zero. */
import { describe, expect, it } from 'vitest';
import type { AftercareFault } from '#shared/aftercare/faults.ts';
import { foldAftercare, objectionToEntry } from '#shared/aftercare/fold.ts';
import { claimedOf, debtOf, openInstalments, repaidOf, stateOfRecovery } from '#shared/aftercare/recovery/book.ts';
import type { RecoveryAct, RecoveryActName } from '#shared/aftercare/recovery/event.ts';
import { recoveryActs, recoveryStates, type RecoveryState } from '#shared/aftercare/recovery/transitions.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aSource, first, passed, second, sourcesOf, type Ledger } from '#tests/builders/an-aftercare.ts';
import {
  agreed,
  applied,
  decided,
  informed,
  opened,
  paidLedger,
  recoveryEvent,
  reminderServed,
  repaid,
  rulesForRecovery,
  served,
  silent,
  spoken,
  urged,
  weighed,
  word,
} from '#tests/builders/a-recovery.ts';

const one = aSource(1);
const two = aSource(2);
const sources = sourcesOf(one, two);
const SUM = 300_000;

type Way = readonly (readonly [day: string, act: RecoveryAct])[];

const toInformed: Way = [
  ['2022-10-10', opened([one, two])],
  ['2022-10-17', informed],
];
const toDecided: Way = [...toInformed, ['2022-10-25', silent], ['2022-11-01', decided(SUM)]];
const toServed: Way = [...toDecided, ['2022-11-07', served]];
const toUrged: Way = [...toServed, ['2022-12-01', urged]];
const toReminded: Way = [...toUrged, ['2022-12-05', reminderServed]];
const toApplied: Way = [...toReminded, ['2023-05-10', applied('2023-05-10')]];

/** A way to each state, and a day on which its next step may be taken. */
const ways: Readonly<Record<RecoveryState, readonly [Way, string]>> = {
  found: [toInformed.slice(0, 1), '2022-10-17'],
  informed: [toInformed, '2022-11-01'],
  decided: [toDecided, '2022-11-10'],
  served: [toServed, '2022-12-20'],
  repaying: [[...toServed, ['2022-11-10', repaid('r', 100)]], '2022-12-20'],
  instalments: [[...toServed, ['2022-11-10', agreed(100_000, 200_000)]], '2022-12-20'],
  urged: [toReminded, '2023-05-10'],
  applied: [toApplied, '2023-05-11'],
  suspended: [[...toServed, ['2022-12-01', { act: 'suspended', reason: '复议中' }]], '2022-12-20'],
  ended: [[...toApplied, ['2023-06-01', { act: 'ended', reason: '法院裁定终结' }]], '2023-06-02'],
  settled: [[...toServed, ['2022-11-10', repaid('r', SUM)]], '2022-12-20'],
  withdrawn: [
    [...toServed, ['2022-11-10', { act: 'withdrawn', reason: '查明应发', confirmation: word() }]],
    '2022-12-20',
  ],
};

function ledgerOf(way: Way): Ledger {
  const ledger = paidLedger(one, two).add('2022-10-10', first, rulesForRecovery);
  for (const [day, act] of way) ledger.add(day, first, recoveryEvent(act), 'r1');
  return ledger;
}

function refusal(way: Way, day: string, act: RecoveryAct, by: EntryAuthor = first, subjectId = 'r1') {
  const next = { sequence: 999, subjectId, on: plainDate(day), numbers: [], content: recoveryEvent(act), by };
  return objectionToEntry(sources, ledgerOf(way).entries, next);
}

const only = (way: Way) => {
  const { recoveries, refused } = foldAftercare(sources, ledgerOf(way).entries);
  expect(refused).toEqual([]);
  const [recovery] = recoveries;
  if (recovery === undefined) throw new Error('no recovery');
  return recovery;
};

/** An act of each name that nothing but the table stands against, on the day given with the way. */
const sample = (state: RecoveryState, way: Way, day: string): Readonly<Record<RecoveryActName, RecoveryAct>> => {
  const debt = debtOf(only(way));
  const on = plainDate(day);
  const half = Math.max(1, Math.floor(debt / 2));
  return {
    opened: opened([one]),
    informed: { ...informed, informedOn: on, stateBy: plainDate('2023-12-01') },
    stated: spoken,
    weighed: weighed('kept'),
    decided: decided(Math.max(1, debt)),
    served: state === 'urged' ? reminderServed : served,
    agreed: {
      ...agreed(half),
      signedOn: on,
      instalments: agreed(half, Math.max(1, debt - half)).instalments.map((part, at) => ({
        ...part,
        dueOn: plainDate(`2024-01-0${at + 1}`),
      })),
    },
    accelerated: { act: 'accelerated', reason: '第 1 期逾期' },
    repaid: repaid('next', Math.min(100, Math.max(1, debt)), day),
    reversed: { act: 'reversed', repaymentId: 'r', reason: '登记有误' },
    urged,
    applied: applied('2023-05-10'),
    suspended: { act: 'suspended', reason: '复议中' },
    resumed: { act: 'resumed', reason: '复议维持' },
    ended: { act: 'ended', reason: '终结' },
    withdrawn: { act: 'withdrawn', reason: '查明应发', confirmation: word() },
  };
};

describe('the table of transitions', () => {
  it('has a way to every state', () => {
    for (const state of recoveryStates) expect(stateOfRecovery(only(ways[state][0]))).toBe(state);
    expect(Object.keys(recoveryActs)).toEqual([...recoveryStates]);
  });

  it.each(recoveryStates)('in %s lets through what it lists and nothing else', (state) => {
    const [way, day] = ways[state];
    const acts = sample(state, way, day);
    const names = (Object.keys(acts) as RecoveryActName[]).filter((name) => name !== 'opened');
    for (const name of names) {
      // A reminder is served once: that it may be served is seen where it was not yet.
      const fault = refusal(state === 'urged' && name === 'served' ? toUrged : way, day, acts[name]);
      const listed = (recoveryActs[state] as readonly RecoveryActName[]).includes(name);
      expect([name, fault === 'recovery-step-not-allowed']).toEqual([name, !listed]);
    }
  });

  it.each<[RecoveryState, RecoveryActName, Way, string, RecoveryAct, RecoveryState]>([
    ['found', 'informed', ways.found[0], '2022-10-17', informed, 'informed'],
    ['informed', 'stated', toInformed, '2022-10-25', silent, 'informed'],
    ['informed', 'repaid', toInformed, '2022-11-10', repaid('a', SUM), 'settled'],
    ['informed', 'weighed', [...toInformed, ['2022-10-20', spoken]], '2022-10-25', weighed('dropped'), 'withdrawn'],
    ['informed', 'decided', [...toInformed, ['2022-10-25', silent]], '2022-11-01', decided(SUM), 'decided'],
    ['decided', 'served', toDecided, '2022-11-07', served, 'served'],
    ['served', 'repaid', toServed, '2022-11-10', repaid('a', 1), 'repaying'],
    ['served', 'agreed', toServed, '2022-11-10', agreed(SUM), 'instalments'],
    ['instalments', 'accelerated', ways.instalments[0], '2022-12-11', { act: 'accelerated', reason: '逾期' }, 'served'],
    ['served', 'urged', toServed, '2022-12-01', urged, 'urged'],
    ['urged', 'applied', toReminded, '2023-05-10', applied('2023-05-10'), 'applied'],
    ['urged', 'agreed', toReminded, '2022-12-09', agreed(SUM), 'instalments'],
    ['applied', 'repaid', toApplied, '2023-05-11', repaid('a', SUM, '2023-05-11'), 'settled'],
    ['applied', 'ended', toApplied, '2023-06-01', { act: 'ended', reason: '终结' }, 'ended'],
    ['suspended', 'resumed', ways.suspended[0], '2022-12-20', { act: 'resumed', reason: '维持' }, 'served'],
    ['ended', 'repaid', ways.ended[0], '2023-06-02', repaid('a', SUM, '2023-06-02'), 'settled'],
    [
      'settled',
      'reversed',
      ways.settled[0],
      '2022-12-20',
      { act: 'reversed', repaymentId: 'r', reason: '误' },
      'served',
    ],
  ])('%s, %s → the next', (before, _, way, day, act, after) => {
    expect(stateOfRecovery(only(way))).toBe(before);
    expect(stateOfRecovery(only([...way, [day, act]]))).toBe(after);
  });
});

describe('what else stands against an act', () => {
  const heard: Way = [...toInformed, ['2022-10-20', spoken]];
  it.each<[string, Way, string, RecoveryAct, AftercareFault | null, EntryAuthor?]>([
    [
      'silence before the last day',
      toInformed,
      '2022-10-24',
      { ...silent, receivedOn: plainDate('2022-10-24') },
      'recovery-period-running',
    ],
    ['a decision before the firm was heard', toInformed, '2022-11-01', decided(SUM), 'recovery-not-heard'],
    ['a decision with an open statement', heard, '2022-11-01', decided(SUM), 'recovery-statement-open'],
    ['a review by who drafted it', heard, '2022-10-25', weighed('kept', [], 'o1'), 'recovery-own-work', second],
    ['a review by who records it', heard, '2022-10-25', weighed('kept', [], 'o2'), 'recovery-own-work', second],
    ['a review by a third officer', heard, '2022-10-25', weighed('kept', [], 'o3'), null, second],
    [
      'a decision by who drafted it',
      [...heard, ['2022-10-25', weighed('kept')]],
      '2022-11-01',
      decided(SUM, 'o1'),
      'recovery-own-work',
      second,
    ],
    [
      'another amount',
      [...heard, ['2022-10-25', weighed('kept')]],
      '2022-11-01',
      decided(SUM - 1),
      'recovery-amount-differs',
    ],
    [
      'another account',
      [...toInformed, ['2022-10-25', silent]],
      '2022-11-01',
      { ...decided(SUM), account: { name: '某人', bank: '某行', number: '12345678' } },
      'recovery-rules-differ',
    ],
    [
      'a review that makes it more',
      heard,
      '2022-10-25',
      weighed('reduced', [{ itemId: one.itemId, amountFen: 150_001 }]),
      'recovery-amount-differs',
    ],
    [
      'a review that takes one out',
      heard,
      '2022-10-25',
      weighed('reduced', [{ itemId: one.itemId, amountFen: 150_000 }]),
      null,
    ],
    ['more than is owed', toServed, '2022-11-10', repaid('a', SUM + 1), 'recovery-above-debt'],
    [
      'money seen by who records it',
      toServed,
      '2022-11-10',
      { ...repaid('a', 1), confirmedBy: '李样例' },
      'second-officer-needed',
    ],
    ['money of a later day', toServed, '2022-11-09', repaid('a', 1), 'dates-out-of-order'],
    ['money of before the payment', toServed, '2022-11-10', repaid('a', 1, '2022-08-25'), 'dates-out-of-order'],
    [
      'a voucher twice',
      ways.repaying[0],
      '2022-12-20',
      { ...repaid('other', 100), voucher: 'V-r' },
      'recovery-voucher-known',
    ],
    ['instalments of another sum', toServed, '2022-11-10', agreed(100_000, 199_999), 'recovery-plan-differs'],
    [
      'calling in what is not overdue',
      ways.instalments[0],
      '2022-12-10',
      { act: 'accelerated', reason: '逾期' },
      'recovery-no-arrears',
    ],
    [
      'a reminder while the time to pay runs',
      toServed,
      '2022-11-22',
      { ...urged, urgedOn: plainDate('2022-11-22') },
      'recovery-period-running',
    ],
    ['a reminder on the day after', toServed, '2022-11-23', { ...urged, urgedOn: plainDate('2022-11-23') }, null],
    ['the court before the reminder came', toUrged, '2023-05-10', applied('2023-05-10'), 'recovery-reminder-unserved'],
    ['the court a day early', toReminded, '2023-05-08', applied('2023-05-08'), 'recovery-too-early'],
    ['the court on the first day', toReminded, '2023-05-09', applied('2023-05-09'), null],
    ['the court on the last day', toReminded, '2023-08-08', applied('2023-08-08'), null],
    ['the court a day late', toReminded, '2023-08-09', applied('2023-08-09'), 'recovery-too-late'],
    [
      'a forged period',
      toReminded,
      '2022-12-30',
      { ...applied('2022-12-30'), from: plainDate('2022-12-29') },
      'dates-out-of-order',
    ],
    [
      'withdrawing what was paid back in part',
      ways.repaying[0],
      '2022-12-20',
      { act: 'withdrawn', reason: '误', confirmation: word() },
      'recovery-repaid',
    ],
    [
      'withdrawing by oneself',
      toServed,
      '2022-12-20',
      { act: 'withdrawn', reason: '误', confirmation: word('o1') },
      'recovery-own-work',
    ],
  ])('%s', (_, way, day, act, fault, by = first) => {
    expect(refusal(way, day, act, by)).toBe(fault);
  });

  it('never claims more than was paid, over all recoveries', () => {
    expect(refusal([], '2022-10-10', opened([one], 150_001))).toBe('recovery-above-paid');
    expect(refusal([['2022-10-10', opened([one], 100_000)]], '2022-10-10', opened([one], 50_001), first, 'r2')).toBe(
      'recovery-above-paid',
    );
    expect(
      refusal([['2022-10-10', opened([one], 100_000)]], '2022-10-10', opened([one], 50_000), first, 'r2'),
    ).toBeNull();
    expect(refusal([], '2022-10-10', opened([aSource(9)]))).toBe('recovery-item-unpaid');
  });

  it('takes the rules from an administrator only', () => {
    const entries = paidLedger(one, two).entries;
    const next = { sequence: 999, subjectId: 's', on: plainDate('2022-10-10'), numbers: [], content: rulesForRecovery };
    expect(objectionToEntry(sources, entries, { ...next, by: second })).toBe('administrator-only');
    expect(objectionToEntry(sources, entries, { ...next, by: first })).toBeNull();
  });
});

describe('sums', () => {
  it('follow a reduction and what came back', () => {
    const recovery = only([
      ...toInformed,
      ['2022-10-20', spoken],
      ['2022-10-25', weighed('reduced', [{ itemId: two.itemId, amountFen: 120_000 }])],
      ['2022-11-01', decided(120_000)],
      ['2022-11-07', served],
      ['2022-11-10', repaid('a', 20_000)],
    ]);
    expect([claimedOf(recovery), repaidOf(recovery), debtOf(recovery)]).toEqual([120_000, 20_000, 100_000]);
  });

  it('pay the oldest instalment first', () => {
    const recovery = only([...ways.instalments[0], ['2022-12-12', repaid('a', 150_000, '2022-12-12')]]);
    expect(openInstalments(recovery).map(({ openFen }) => openFen)).toEqual([0, 150_000]);
  });
});

it('frees a person for another firm once everything came back', () => {
  const elsewhere = aSource(1, 2);
  const all = sourcesOf(one, elsewhere);
  const review = {
    sequence: 999,
    subjectId: 's',
    on: plainDate('2022-12-20'),
    numbers: [],
    content: passed(elsewhere),
    by: first,
  };
  const ledger = paidLedger(one).add('2022-10-10', first, recoveryEvent(opened([one])), 'r1');
  ledger.add('2022-10-17', first, recoveryEvent(informed), 'r1');
  expect(objectionToEntry(all, ledger.entries, review)).toBe('person-held');
  ledger.add('2022-11-10', first, recoveryEvent(repaid('a', 149_999)), 'r1');
  expect(objectionToEntry(all, ledger.entries, review)).toBe('person-held');
  ledger.add('2022-11-10', first, recoveryEvent(repaid('b', 1)), 'r1');
  expect(objectionToEntry(all, ledger.entries, review)).toBeNull();
});
