/** Decisions that would come out otherwise now, and the board of deadlines. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { holdCalendar } from '#shared/policy/held-calendar.ts';
import { shippedCalendar, shippedYears } from '#shared/domain/working-days.ts';
import { changedVerdicts, isWorthLooking, withoutOwnPayment, type SettledAs } from '#shared/policy/changed-verdicts.ts';
import { clocksOf, deadlineBoard, type OpenCase } from '#shared/policy/deadline-board.ts';
import { acceptBy, decisionDue, payoutDay, publicNoticeEnds, recheckDue, remedyBy } from '#shared/policy/deadlines.ts';
import { decide } from '#shared/policy/decide.ts';
import { readCaseFile } from '#shared/policy/evaluate.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { deadlineLabels, ruleWords } from '#shared/wording/deadlines.ts';
import { aCalendarYear } from '#tests/builders/a-calendar-year.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';

const held = packById('zhanjiang-2022');
if (held === null) throw new Error('no pack');
const { parameters } = held.pack;

const recorded = (caseId: string, change: string) => {
  const caseFile = readCaseFile(changedScene(change));
  if (caseFile === null) throw new Error('not a case file');
  return { caseId, caseFile, decision: decide(caseFile, held, shippedCalendar) };
};

const registriesOf = (change: string) => recorded('', change).caseFile.registries;

describe('changed verdicts', () => {
  it('names the case that a new register would decide otherwise', () => {
    const all = [recorded('met', ''), recorded('unknown', '毕业-')];
    const changed = changedVerdicts(all, {
      calendar: shippedCalendar,
      packFor: () => held,
      registriesFor: () => registriesOf(''),
    });
    expect(changed).toEqual([
      {
        caseId: 'unknown',
        outcome: { before: 'pending', after: 'accept' },
        totalAmountFen: { before: 0, after: 150_000 },
        checks: [
          {
            citizenId: '440802200003150026',
            check: 'programme-graduate',
            before: { verdict: 'unknown', reason: 'not-found' },
            after: { verdict: 'met', reason: null },
          },
          {
            citizenId: '440802200003150026',
            check: 'full-time',
            before: { verdict: 'unknown', reason: 'not-found' },
            after: { verdict: 'met', reason: null },
          },
        ],
      },
    ]);
  });

  it('is empty while nothing would differ, and leaves out cases without a pack', () => {
    const all = [recorded('one', ''), recorded('two', '参保 状态=3')];
    expect(changedVerdicts(all, { calendar: shippedCalendar, packFor: () => held, registriesFor: () => null })).toEqual(
      [],
    );
    expect(
      changedVerdicts(all, {
        calendar: shippedCalendar,
        packFor: () => null,
        registriesFor: () => registriesOf('毕业-'),
      }),
    ).toEqual([]);
  });

  it('sees checks that another pack adds or drops', () => {
    const other = packById('guangdong-2023');
    const [changed] = changedVerdicts([recorded('one', '')], {
      calendar: shippedCalendar,
      packFor: () => other,
      registriesFor: () => null,
    });
    expect(changed?.checks).toContainEqual(expect.objectContaining({ check: 'full-time', after: null }));
  });
});

describe('what has left or was refused', () => {
  const now = (before: string, after: string) => {
    const was = recorded('c', before);
    const registries = withoutOwnPayment(registriesOf(after), was.caseFile);
    const [changed] = changedVerdicts([was], {
      packFor: () => held,
      registriesFor: () => registries,
      calendar: shippedCalendar,
    });
    const worth = (settledAs: SettledAs): boolean =>
      changed !== undefined && isWorthLooking(settledAs, was.decision, changed);
    return { changed: changed !== undefined, exported: worth('exported'), declined: worth('declined') };
  };

  it.each([
    ['paid elsewhere after the export: 重复领取', '', '已领+ 代码=别家；已领 日期=2022-09-20', true],
    ['paid to this firm before the decision', '', '已领+ 日期=2022-08-01', true],
    ['paid to this firm, no day known', '', '已领+ 日期=空', true],
    ['paid to this firm after the decision: its own payment', '', '已领+ 日期=2022-09-20', false],
    ['a copy that moved on to another month', '', '参保@2022-09-30', false],
    ['a copy that is gone', '', '毕业无', false],
    ['nothing new', '', '', false],
  ] as const)('%s', (_, before, after, worth) => {
    expect(now(before, after).exported).toBe(worth);
  });

  it('a refusal is looked at again only when somebody would be accepted now', () => {
    expect(now('参保 状态=3', '')).toMatchObject({ changed: true, declined: true });
    expect(now('参保 状态=3', '参保 状态=3；参保@2022-09-30')).toMatchObject({ changed: true, declined: false });
  });
});

describe('clocks', () => {
  it.each([
    ['decision', decisionDue, '2022-08-22', '2022-09-21'],
    ['decision over a holiday', decisionDue, '2022-09-05', '2022-10-08'],
    ['pending', acceptBy, '2022-09-30', '2022-10-12'],
    ['remedy', remedyBy, '2022-08-22', '2022-09-05'],
    ['remedy, never after the last day', remedyBy, '2022-12-28', '2022-12-31'],
    ['remedy, the pack being over', remedyBy, '2023-01-03', '2023-01-17'],
    ['public notice', publicNoticeEnds, '2022-08-23', '2022-08-25'],
    ['public notice over a holiday', publicNoticeEnds, '2022-09-29', '2022-10-08'],
    ['public notice over the spring festival', publicNoticeEnds, '2026-02-13', '2026-02-24'],
    ['payout', payoutDay, '2022-09-02', '2022-09-20'],
    ['payout on a Saturday moves back', payoutDay, '2022-08-02', '2022-08-19'],
    ['payout on a Sunday moves back', payoutDay, '2022-11-02', '2022-11-18'],
    ['list', recheckDue, '2022-09-05', '2022-09-30'],
    ['list over a holiday', recheckDue, '2022-09-08', '2022-10-08'],
    ['unknown year', decisionDue, '2027-03-01', null],
    ['unknown year', payoutDay, '2027-03-01', null],
  ] as const)('%s', (_, clock, from, due) => {
    expect(clock(plainDate(from), parameters, shippedCalendar)).toBe(due);
  });
});

describe('clocks of a case', () => {
  const statuses: readonly OpenCase['status'][] = [
    'received',
    'pending',
    'deficient',
    'accepted',
    'partlyExported',
    'exported',
    'declined',
    'voided',
    'withdrawn',
  ];
  const rules = (status: OpenCase['status'], someOpen: boolean): string =>
    clocksOf({
      status,
      someOpen,
      receivedOn: plainDate('2022-08-22'),
      decidedOn: null,
      decisionDue: null,
      remedyBy: null,
      acceptBy: null,
    })
      .map(([rule]) => rule)
      .join(' ');

  it('keep to the table: an exported case has none, unless somebody in it is still 待核', () => {
    const table = Object.fromEntries(
      statuses.map((status) => [status, `${rules(status, false)} | ${rules(status, true)}`]),
    );
    expect(table).toMatchInlineSnapshot(`
      {
        "accepted": "decision | pending decision",
        "declined": " | ",
        "deficient": "remedy | remedy",
        "exported": " | pending decision",
        "partlyExported": "decision | pending decision",
        "pending": "pending decision | pending decision",
        "received": "pending decision | pending decision",
        "voided": " | ",
        "withdrawn": " | ",
      }
    `);
  });
});

describe('board', () => {
  const open = (caseId: string, status: OpenCase['status'], days: Partial<OpenCase>): OpenCase => ({
    caseId,
    status,
    someOpen: false,
    receivedOn: plainDate('2027-01-04'),
    decidedOn: null,
    decisionDue: null,
    remedyBy: null,
    acceptBy: null,
    ...days,
  });
  const today = plainDate('2022-09-21');

  it('sorts by urgency and names rule, unit, direction and source', () => {
    const lines = deadlineBoard({
      today,
      pack: held.pack,
      calendar: shippedCalendar,
      cases: [
        open('late', 'accepted', { decisionDue: plainDate('2022-09-20') }),
        open('today', 'accepted', { decisionDue: today }),
        open('remedy', 'deficient', { remedyBy: plainDate('2022-09-25'), decisionDue: today }),
        open('waiting', 'pending', { acceptBy: plainDate('2022-09-26'), decisionDue: plainDate('2022-10-20') }),
        open('undated', 'received', {}),
      ],
      clocks: [{ id: '2022年8月应发未发名单', rule: 'recheck', from: plainDate('2022-09-01') }],
    });
    expect(lines.map(({ subject, rule, due, when }) => [subject.id, rule, due, when])).toEqual([
      ['undated', 'pending', null, 'calendarNotUpdated'],
      ['undated', 'decision', null, 'calendarNotUpdated'],
      ['late', 'decision', '2022-09-20', 'overdue'],
      ['today', 'decision', '2022-09-21', 'today'],
      ['remedy', 'remedy', '2022-09-25', 'thisWeek'],
      ['waiting', 'pending', '2022-09-26', 'later'],
      ['2022年8月应发未发名单', 'recheck', '2022-09-26', 'later'],
      ['waiting', 'decision', '2022-10-20', 'later'],
      ['zhanjiang-2022', 'payout', '2022-10-20', 'later'],
    ]);
    const known = holdCalendar([...shippedYears, aCalendarYear()]).table;
    const later = deadlineBoard({
      today,
      pack: held.pack,
      calendar: known,
      cases: [open('undated', 'received', {})],
      clocks: [],
    });
    expect(later.find(({ subject, rule }) => subject.id === 'undated' && rule === 'decision')?.due).toBe('2027-02-03');
    const words = lines.map(({ rule, shown }) => `${deadlineLabels[rule]}：${ruleWords(shown)}`);
    expect(words[2]).toBe(
      '办结：30日，末日逢休息日顺延；依据：人社厅发〔2022〕41号 三“收到企业申请后30日内办结”（部级规定）',
    );
    expect(words[6]).toBe(
      '名单复核：25日，末日逢休息日顺延；依据：粤人社函〔2022〕252号 三“在数据下发25日内”（省级规定）；' +
        '另有规定30日：人社失业司便函〔2022〕59号 四“在数据下发30日内”（部级规定），从严',
    );
    expect(words.at(-1)).toContain('发放：每月20日前，逢休息日提前；依据：粤人社函〔2022〕252号');
  });
});
