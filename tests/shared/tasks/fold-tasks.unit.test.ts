/** 待办: every source by what is recorded, its last day outside and its first day inside, and gone once the record says so. */
import { describe, expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { OfficeDuty } from '#shared/casework/office-duty.ts';
import { addDays, plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { openDays } from '#shared/aftercare/open-days.ts';
import { deadlineBoard } from '#shared/policy/deadline-board.ts';
import { holdCalendar, shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { neededRegistries } from '#shared/policy/needed-registries.ts';
import { shippedPacks } from '#shared/policy/pack-library.ts';
import { isConfirmed } from '#shared/policy/pack.ts';
import type { TaskFacts } from '#shared/tasks/facts.ts';
import { countByKind, foldTasks } from '#shared/tasks/fold-tasks.ts';
import { taskWords } from '#shared/wording/tasks.ts';
import { openDayDuties } from '#shared/wording/office-duties.ts';
import {
  aCorrection,
  aDecision,
  anAcceptanceOf,
  anExport,
  aPrintConfirmed,
  aPrintSent,
  answered,
  stored,
} from '#tests/builders/a-case-action.ts';
import { anApplication } from '#tests/builders/an-application.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';
import {
  answered as bankSaid,
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
  upToAgency,
} from '#tests/builders/an-aftercare.ts';

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing there');
  return value;
};

const today = plainDate('2022-08-22');
const NO_SOURCES = { items: [], origins: new Set<string>() };
const DAY_MS = 86_400_000;
const held = shippedPacks.find(({ pack }) => pack.id === 'zhanjiang-2022');
if (held === undefined) throw new Error('no pack');
const { pack } = held;
const copies = neededRegistries(pack).map((kind) => ({ kind, asOf: today, state: 'usable' as const }));

const facts = (change: Partial<TaskFacts> = {}): TaskFacts => ({
  today,
  cases: [],
  unconfirmed: [],
  claims: [],
  elsewhere: [],
  hall: [],
  documents: [],
  lines: [],
  clocks: [],
  duties: [],
  book: null,
  pack,
  held: [held],
  calendar: shippedHeldCalendar,
  copies,
  unacknowledged: null,
  drafts: [],
  ...change,
});
const tasksOf = (change: Partial<TaskFacts>) => foldTasks(facts(change));
const whats = (change: Partial<TaskFacts>): readonly string[] => tasksOf(change).map(({ about }) => about.what);

const application = anApplication();
const person = application.roster[0]?.citizenId ?? '';
function aCase(...more: readonly CaseAction[]): CaseSummary {
  const folded = foldCase('c1', stored([anAcceptanceOf(application, application.roster.length), ...more]));
  if (folded === null) throw new Error('no case');
  return folded;
}

it('nothing is to be done where everything is recorded', () => {
  expect(tasksOf({ cases: [aCase()] })).toEqual([]);
});

describe('of cases', () => {
  it.each(['refused', 'failed'] as const)('a row that came back %s waits until it is corrected', (word) => {
    const came = [anExport(), answered('2022-08-30', [[person, word]])];
    const [task] = tasksOf({ cases: [aCase(...came)] });
    expect(task).toMatchObject({ kind: 'returned', path: '/case/c1/amend', caseId: 'c1', when: 'noDay' });
    expect(task?.about).toMatchObject({ what: word, persons: 1, answeredOn: '2022-08-30' });
    const verdicts = application.roster.map(() => 'met' as const);
    expect(tasksOf({ cases: [aCase(...came, aCorrection(application, verdicts))] })).toEqual([]);
  });

  it.each(['printed', 'failed'] as const)('a paper that was sent waits until it is recorded as %s', (state) => {
    expect(whats({ cases: [aCase(aPrintSent('p'))] })).toEqual(['paper']);
    expect(whats({ cases: [aCase(aPrintSent('p'), aPrintConfirmed('p', state))] })).toEqual([]);
  });

  it('a person at two windows waits for both of them until it is settled', () => {
    const claim = {
      caseId: 'c1',
      digest: 'd',
      name: '林晓彤',
      summary: aCase(),
      other: { window: 'w', subject: 's', number: '〔2022〕W04-000017', order: 5 },
      order: 2,
      settled: null,
    };
    const [task] = tasksOf({ claims: [claim] });
    expect(task).toMatchObject({ kind: 'claim', owner: 'windows', path: '/claims/c1/1' });
    expect(taskWords(there(task).about).why).toContain('〔2022〕W04-000017 申请，本窗口先');
    expect(whats({ claims: [{ ...claim, settled: { how: 'confirmed' } }] })).toEqual([]);
    const others = [
      { ...claim, caseId: 'c2' },
      { ...claim, settled: {} },
      { ...claim, digest: 'e' },
    ];
    const paths = tasksOf({ claims: [claim, ...others] }).map(({ path }) => path);
    expect(paths).toEqual(['/claims/c1/1', '/claims/c2/1', '/claims/c1/2']);
  });

  it('what the last sign-in left unconfirmed names its officer and is over since its day', () => {
    const officer = { name: '王样例' };
    const action = { kind: 'accepted' as const, on: plainDate('2022-08-19'), officer };
    const [task] = tasksOf({ unconfirmed: [{ sequence: 7, caseId: 'c1', number: '〔2022〕W03-000127', action }] });
    expect(task).toMatchObject({ when: 'overdue', officerName: '王样例', path: '/unconfirmed' });
  });

  it('a draft is left alone for a day, to the millisecond', () => {
    const draft = { draftId: 'n1', caseId: null, employerName: '', persons: 3, ageMs: DAY_MS };
    expect(whats({ drafts: [draft] })).toEqual([]);
    const [task] = tasksOf({ drafts: [{ ...draft, ageMs: DAY_MS + 1 }] });
    expect(task).toMatchObject({ kind: 'draft', path: '/intake/n1', about: { days: 1 } });
  });
});

describe('deadlines', () => {
  const lines = (on: PlainDate, entry: CaseSummary, calendar = shippedHeldCalendar.table) =>
    deadlineBoard({ today: on, pack, calendar, cases: [{ ...entry, someOpen: false }], clocks: [] });
  const seen = (on: PlainDate, entry = aCase()) =>
    tasksOf({ today: on, cases: [entry], lines: lines(on, entry), copies: null });
  const due = aCase().decisionDue ?? expect.fail('no day');

  it.each([
    [-8, undefined],
    [-7, 'later'],
    [0, 'today'],
    [1, 'overdue'],
  ] as const)('of a case, %d days from its day: %s', (days, when) => {
    const on = addDays(due, days);
    expect(seen(on).find(({ about }) => about.what === 'case')?.when).toBe(when);
  });

  it('of a case is kept where it is done: a decision on its page, the export of what was accepted at 日终', () => {
    const pathOf = (action: CaseAction): string | undefined => {
      const entry = foldCase('c1', stored([action]));
      if (entry === null) throw new Error('no case');
      return seen(due, entry).find(({ about }) => about.what === 'case' && about.rule === 'decision')?.path;
    };
    expect(pathOf(anAcceptanceOf(application, 1))).toBe('/day-close');
    expect(pathOf(aDecision('received'))).toBe('/case/c1/decide');
  });

  it('ends with the export', () => {
    expect(seen(due, aCase(anExport()))).toEqual([]);
  });

  it('one that no calendar can count stands first', () => {
    const [line] = lines(due, aCase());
    const uncounted = [{ ...there(line), due: null }];
    const tasks = tasksOf({ today: due, cases: [aCase(aPrintSent('p'))], lines: uncounted });
    expect(tasks.map(({ when }) => when)).toEqual(['calendarNotUpdated', 'noDay']);
  });

  it('of the office are close from seven days on, and lead to their page', () => {
    const duty = (day: PlainDate | null): OfficeDuty => ({
      id: 'upload:202208',
      what: '上报',
      place: '本单位',
      name: '2022年8月已享受人员信息表',
      status: '还没有导出名单',
      rule: '每月20日前',
      due: day,
      when: 'later',
      path: '/aftercare/reports',
    });
    expect(whats({ duties: [duty(addDays(today, 8))] })).toEqual([]);
    expect(tasksOf({ duties: [duty(addDays(today, 7))] })[0]).toMatchObject({
      path: '/aftercare/reports',
      due: '2022-08-29',
    });
    expect(tasksOf({ duties: [duty(addDays(today, 7))] })[0]).not.toMatchObject({ undated: 'calendar' });
    expect(tasksOf({ duties: [duty(null)] })[0]).toMatchObject({ due: null, undated: 'calendar' });
  });

  it('a registered 公示 leads to its line until it is closed', () => {
    const clock = {
      id: 'k',
      kind: 'publicNotice' as const,
      name: '第3批',
      from: today,
      ledgerNumber: 4,
      closedOn: null,
    };
    const board = { today, pack, calendar: shippedHeldCalendar.table, cases: [] };
    const open = deadlineBoard({ ...board, clocks: [{ id: 'k', rule: 'publicNotice', from: today }] });
    expect(tasksOf({ lines: open, clocks: [clock] })[0]).toMatchObject({ path: '/deadlines/k', due: '2022-08-24' });
    expect(tasksOf({ lines: deadlineBoard({ ...board, clocks: [] }), clocks: [] })).toEqual([]);
  });

  it('the 公示 of a batch waits for its result from the day on which it may be registered', () => {
    const one = aSource(1);
    const ledger = new Ledger()
      .add('2022-08-22', first, rules)
      .add('2022-08-22', first, passed(one))
      .add('2022-08-22', first, payee())
      .add('2022-08-22', second, reviewedAgain(one))
      .add('2022-08-22', first, noticeOf(one), 'b');
    const dayRules = { parameters: pack.parameters, calendar: shippedHeldCalendar.table };
    const duties = () => openDayDuties(openDays(foldAftercare(NO_SOURCES, ledger.entries), dayRules), today);
    expect(tasksOf({ duties: duties() })[0]).toMatchObject({
      due: '2022-08-26',
      path: '/aftercare/b/notice',
      kind: 'deadline',
    });
    ledger.add('2022-08-26', first, { step: 'noticeRegistered', conclusion: '无异议' }, 'b');
    expect(tasksOf({ duties: duties() })).toEqual([]);
  });
});

describe('after acceptance', () => {
  it('a payment that failed waits until the next try', () => {
    const ledger = upToAgency(aSource(1)).add('2022-08-27', first, paymentOf('t1'), 'b');
    const book = () => foldAftercare(NO_SOURCES, ledger.entries);
    expect(whats({ book: book() })).toEqual([]);
    ledger.add('2022-08-28', first, bankSaid('t1', { outcome: 'failed', fault: 'F04', rawCode: '', rawText: '' }), 'b');
    const [task] = tasksOf({ book: book() });
    expect(task).toMatchObject({ kind: 'returned', path: '/aftercare/b/t1', about: { what: 'payment', fault: 'F04' } });
    ledger
      .add('2022-08-29', first, paymentOf('t2'), 'b')
      .add('2022-08-30', first, bankSaid('t2', paidAnswer(150_000)), 'b');
    expect(whats({ book: book() })).toEqual([]);
  });

  it('a list waits for its parts, its reviews and its accounts', () => {
    const ledger = new Ledger()
      .add('2022-08-20', first, listBegun('l1', { rows: 2, parts: 2 }))
      .add('2022-08-20', first, rowsTaken([aListRow(1)]));
    const about = () => tasksOf({ book: foldAftercare(NO_SOURCES, ledger.entries) }).map((task) => task.about);
    expect(about()).toEqual([expect.objectContaining({ partsMissing: 1, toReview: 1, toComplete: 0 })]);
    expect(tasksOf({ book: foldAftercare(NO_SOURCES, ledger.entries) })[0]?.path).toBe('/aftercare/lists/read');
    ledger.add('2022-08-20', first, rowsTaken([aListRow(2, 1, 3)], 'l1', 1));
    const book = foldAftercare(NO_SOURCES, ledger.entries);
    ledger.add('2022-08-21', first, passed(...book.items.map(({ source }) => source)));
    expect(about()).toEqual([expect.objectContaining({ partsMissing: 0, toReview: 0, toComplete: 1 })]);
    ledger.add('2022-08-22', first, payee());
    expect(about()).toEqual([]);
  });
});

describe('of the office', () => {
  it('a register that is missing, damaged or a day too old is named with its place', () => {
    const old = addDays(today, -pack.parameters.staleAfterDays.value);
    const [one, two, ...rest] = copies;
    if (one === undefined || two === undefined) throw new Error('no copies');
    expect(whats({ copies: [{ ...one, asOf: old }, two, ...rest] })).toEqual([]);
    const tasks = tasksOf({
      copies: [{ ...one, asOf: addDays(old, -1) }, { ...two, state: 'damaged' }, ...rest.slice(1)],
    });
    expect(tasks.map(({ about }) => ('fault' in about ? about.fault : ''))).toEqual(['damaged', 'stale', 'missing']);
    expect(tasks[1]?.path).toBe(`/registry/${one.kind}`);
  });

  it('a pack before 核定 waits from a week before it would decide until an administrator confirms it', () => {
    const waiting = there(shippedPacks.find((other) => !isConfirmed(other)));
    const { from } = waiting.pack.parameters.acceptance.value;
    const on = (day: PlainDate, one = waiting) =>
      tasksOf({ today: day, held: [one], copies: null }).filter(({ about }) => about.what === 'pack');
    expect(on(addDays(from, -8))).toEqual([]);
    expect(on(addDays(from, -7))[0]).toMatchObject({
      owner: 'administrator',
      due: from,
      path: `/policy/${waiting.pack.id}`,
    });
    const confirmation = {
      packId: waiting.pack.id,
      digest: waiting.digest,
      documentNumber: '样例1号',
      by: '李样例',
      on: from,
    };
    expect(on(from, { ...waiting, confirmation })).toEqual([]);
  });

  it('the calendar of the next year is asked for 45 days before', () => {
    const calendar = holdCalendar(shippedHeldCalendar.years.filter(({ year }) => year <= 2022));
    const on = (day: string) => whats({ today: plainDate(day), calendar, copies: null, held: [] });
    expect(on('2022-11-16')).toEqual([]);
    expect(on('2022-11-17')).toEqual(['calendar']);
  });

  it('what the hub has not acknowledged is a task after three days', () => {
    const since = (ageMs: number) => tasksOf({ unacknowledged: { from: 12, entries: 3, ageMs } });
    expect(since(3 * DAY_MS - 1)).toEqual([]);
    expect(since(3 * DAY_MS)[0]).toMatchObject({ path: '/settings/post', about: { from: 12, entries: 3, days: 3 } });
  });
});

it('counts per kind what the page lists, and sorts by day', () => {
  const draft = { draftId: 'n1', caseId: null, employerName: '', persons: 3, ageMs: 9 * DAY_MS };
  const officer = { name: '王样例' };
  const action = { kind: 'accepted' as const, on: plainDate('2022-08-19'), officer };
  const unconfirmed = [{ sequence: 7, caseId: 'c1', number: '〔2022〕W03-000127', action }];
  const tasks = tasksOf({ cases: [aCase(aPrintSent('p'))], drafts: [draft], unconfirmed });
  expect(tasks.map(({ about }) => about.what)).toEqual(['unconfirmed', 'paper', 'draft']);
  expect(countByKind(tasks)).toMatchObject({ paper: 2, draft: 1, claim: 0 });
});

describe('复核', () => {
  const accepted = anAcceptanceOf(anApplication(), 1);
  if (accepted.kind !== 'accepted') throw new Error('not accepted');
  const asked: CaseAction = {
    ...accepted,
    office: { ...accepted.office, review: { takes: 'acceptances', by: 'anybody' } },
  };
  const word = (passed: boolean): CaseAction => ({
    kind: 'reviewed',
    at: '2022-08-22T11:00:00+08:00',
    on: today,
    officer: { id: 'o3', name: '张样例' },
    of: 1,
    passed,
    reasons: [],
    note: passed ? '' : '合同缺页',
  });
  const tasksAfter = (...actions: CaseAction[]) => {
    const entry = foldCase('c1', stored([asked, ...actions]));
    if (entry === null) throw new Error('no case');
    return foldTasks(facts({ cases: [entry] })).filter(({ kind }) => kind === 'review');
  };

  it('is another officer’s until passed, the clerk’s again once sent back', () => {
    expect(tasksAfter()).toMatchObject([{ about: { what: 'review' }, owner: 'other', path: '/case/c1/review' }]);
    expect(tasksAfter(word(false))).toMatchObject([
      { about: { what: 'reviewReturned' }, owner: 'clerk', caseId: 'c1' },
    ]);
    expect(tasksAfter(word(true))).toEqual([]);
  });

  it('of another window stands here as long as it is asked for, and opens at its page', () => {
    const asked = { window: 'w4', name: 'reviewAsked c9 12', prefix: 'W04', number: '〔2022〕W04-000009' };
    const said = { employerName: '某单位', persons: 3, amountFen: 450_000 };
    const elsewhere = (by: 'anybody' | 'administrators') => tasksOf({ elsewhere: [{ ...asked, ...said, by }] });
    expect(elsewhere('anybody')).toMatchObject([
      { kind: 'review', owner: 'other', when: 'noDay', path: '/reviews/w4/reviewAsked%20c9%2012' },
    ]);
    expect(elsewhere('administrators')).toMatchObject([
      { owner: 'administrator', about: { prefix: 'W04', persons: 3 } },
    ]);
  });
});
