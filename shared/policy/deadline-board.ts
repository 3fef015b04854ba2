/** 期限: what is overdue, due today, this week or later, each with its rule, unit, direction and source from the pack. */
import { addDays, addMonths, firstDayOf, monthOf, weekdayOf, type PlainDate } from '../domain/plain-date.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import {
  acceptBy,
  decisionDue,
  MINISTRY_RECHECK,
  payoutDay,
  publicNoticeEnds,
  recheckDue,
  remedyBy,
} from './deadlines.ts';
import type { ParameterName, PolicyPack } from './pack.ts';
import type { CheckSource } from './verdict.ts';

export const deadlineRules = ['decision', 'remedy', 'pending', 'publicNotice', 'payout', 'recheck'] as const;
export type DeadlineRule = (typeof deadlineRules)[number];

/** Days in which a deadline counts as close. Ours, no source. */
export const CLOSE_DAYS = 7;

/** `forward`: a last day that is not worked moves on; `back`: it moves to the working day before; `none`: counts worked days. */
export interface RuleShown {
  readonly count: number;
  readonly unit: 'calendar-days' | 'working-days' | 'day-of-month';
  readonly direction: 'forward' | 'back' | 'none';
  readonly source: CheckSource;
  /** The same deadline as another level sets it: the stricter counts, both are cited. */
  readonly beside?: { readonly count: number; readonly source: CheckSource };
}

type DayParameter = Extract<ParameterName, `${string}Days` | 'payoutDayOfMonth'>;

const RULES: Readonly<
  Record<
    DeadlineRule,
    { readonly parameter: DayParameter; readonly unit: RuleShown['unit']; readonly direction: RuleShown['direction'] }
  >
> = {
  decision: { parameter: 'decisionWithinDays', unit: 'calendar-days', direction: 'forward' },
  remedy: { parameter: 'remedyWithinWorkingDays', unit: 'working-days', direction: 'none' },
  pending: { parameter: 'acceptWithinWorkingDays', unit: 'working-days', direction: 'none' },
  publicNotice: { parameter: 'publicNoticeWorkingDays', unit: 'working-days', direction: 'none' },
  payout: { parameter: 'payoutDayOfMonth', unit: 'day-of-month', direction: 'back' },
  recheck: { parameter: 'recheckWithinDays', unit: 'calendar-days', direction: 'forward' },
};

/** The rule as the pack has it. */
export function ruleShown(rule: DeadlineRule, { parameters }: PolicyPack): RuleShown {
  const { parameter, unit, direction } = RULES[rule];
  const { value, source } = parameters[parameter];
  const own = { count: value, source };
  if (rule !== 'recheck') return { ...own, unit, direction };
  const [stricter, beside] = own.count <= MINISTRY_RECHECK.count ? [own, MINISTRY_RECHECK] : [MINISTRY_RECHECK, own];
  return { ...stricter, unit, direction, beside };
}

/**
 * A case as its clocks see it. Days that are `null` could not be computed when the case was recorded: they are counted
 * here once the calendar has the year.
 */
export interface ClockedCase {
  readonly status:
    | 'received'
    | 'accepted'
    | 'deficient'
    | 'declined'
    | 'pending'
    | 'partlyExported'
    | 'exported'
    | 'voided'
    | 'withdrawn';
  /** Whether somebody in it is still 待核. */
  readonly someOpen: boolean;
  readonly receivedOn: PlainDate;
  /** Day of the last decision. */
  readonly decidedOn: PlainDate | null;
  readonly decisionDue: PlainDate | null;
  readonly remedyBy: PlainDate | null;
  readonly acceptBy: PlainDate | null;
}

export interface OpenCase extends ClockedCase {
  readonly caseId: string;
}

/** A list of the ministry that came down, or a 公示 that began. */
export interface OfficeClock {
  readonly id: string;
  readonly rule: 'publicNotice' | 'recheck';
  readonly from: PlainDate;
}

export type DueWhen = 'overdue' | 'today' | 'thisWeek' | 'later' | 'calendarNotUpdated';

export interface BoardLine {
  readonly subject: { readonly kind: 'case' | 'list' | 'office'; readonly id: string };
  readonly rule: DeadlineRule;
  readonly due: PlainDate | null;
  readonly when: DueWhen;
  readonly shown: RuleShown;
}

/** When a day comes, seen from `today`. The week ends on Sunday. */
export function whenFrom(today: PlainDate): (due: PlainDate | null) => DueWhen {
  const sunday = addDays(today, 7 - weekdayOf(today));
  return (due) => {
    if (due === null) return 'calendarNotUpdated';
    if (due < today) return 'overdue';
    if (due === today) return 'today';
    return due <= sunday ? 'thisWeek' : 'later';
  };
}

/**
 * What a case waits for: the applicant, the registers, or the office. The window's own clock ends with the export: what
 * follows is the province's, and no action of this window could end it. Persons who are still 待核 keep theirs.
 */
export function clocksOf(entry: ClockedCase): readonly (readonly [DeadlineRule, PlainDate | null])[] {
  const decision = ['decision', entry.decisionDue] as const;
  const answer = ['pending', entry.acceptBy] as const;
  switch (entry.status) {
    case 'received':
    case 'pending':
      return [answer, decision];
    case 'deficient':
      return [['remedy', entry.remedyBy]];
    case 'accepted':
    case 'partlyExported':
      return entry.someOpen ? [answer, decision] : [decision];
    case 'exported':
      return entry.someOpen ? [answer, decision] : [];
    case 'declined':
    case 'voided':
    case 'withdrawn':
      return [];
  }
}

export interface BoardInput {
  readonly today: PlainDate;
  readonly pack: PolicyPack;
  readonly calendar: WorkingCalendar;
  readonly cases: readonly OpenCase[];
  readonly clocks: readonly OfficeClock[];
}

/** The same answer for the same day is counted once: an office of years has few days and many cases. */
function oncePerDay(count: (day: PlainDate) => PlainDate | null): (day: PlainDate) => PlainDate | null {
  const known = new Map<PlainDate, PlainDate | null>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const counted = count(day);
    known.set(day, counted);
    return counted;
  };
}

/** The day of a clock that a case was recorded without, for want of a calendar. */
function missingDays({ parameters }: PolicyPack, calendar: WorkingCalendar) {
  const decision = oncePerDay((day) => decisionDue(day, parameters, calendar));
  const pending = oncePerDay((day) => acceptBy(day, parameters, calendar));
  const remedy = oncePerDay((day) => remedyBy(day, parameters, calendar));
  return (rule: DeadlineRule, { receivedOn, decidedOn }: OpenCase): PlainDate | null => {
    if (rule === 'decision') return decision(receivedOn);
    if (rule === 'pending') return pending(receivedOn);
    // The decision of a deficient case is its notice.
    return rule === 'remedy' && decidedOn !== null ? remedy(decidedOn) : null;
  };
}

/** The coming day of payment: this month's, or next month's once it has passed. */
function nextPayoutDay(today: PlainDate, { parameters }: PolicyPack, calendar: WorkingCalendar): PlainDate | null {
  const day = payoutDay(today, parameters, calendar);
  return day !== null && day < today ? payoutDay(firstDayOf(addMonths(monthOf(today), 1)), parameters, calendar) : day;
}

/** Every line of the board, the most urgent first; those without a calendar at the top, because nobody watches them. */
export function deadlineBoard({ today, pack, calendar, cases, clocks }: BoardInput): readonly BoardLine[] {
  const whenOf = whenFrom(today);
  const missingDay = missingDays(pack, calendar);
  const shown = new Map(deadlineRules.map((rule) => [rule, ruleShown(rule, pack)] as const));
  const line = (
    kind: BoardLine['subject']['kind'],
    id: string,
    rule: DeadlineRule,
    due: PlainDate | null,
  ): BoardLine => ({
    subject: { kind, id },
    rule,
    due,
    when: whenOf(due),
    shown: shown.get(rule) ?? ruleShown(rule, pack),
  });
  const ends = { publicNotice: publicNoticeEnds, recheck: recheckDue };
  const lines = [
    ...cases.flatMap((open) =>
      clocksOf(open).map(([rule, due]) => line('case', open.caseId, rule, due ?? missingDay(rule, open))),
    ),
    ...clocks.map(({ id, rule, from }) => line('list', id, rule, ends[rule](from, pack.parameters, calendar))),
    line('office', pack.id, 'payout', nextPayoutDay(today, pack, calendar)),
  ];
  return lines.sort((one, other) =>
    (one.due ?? '') < (other.due ?? '') ? -1 : (one.due ?? '') > (other.due ?? '') ? 1 : 0,
  );
}
