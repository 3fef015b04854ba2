/**
 * The days of a 追回, each with the rule it stands on. Ten days and less are working days (行政强制法 69); a longer period
 * ends on the next working day where its last day is none (民法典 203, 民事诉讼法 85). A year without a calendar has no
 * answer (`null`).
 */
import { addDays, monthsAfter, type PlainDate } from '../../domain/plain-date.ts';
import { addWorkingDays, workingDayOnOrAfter, type WorkingCalendar } from '../../domain/working-days.ts';
import { openInstalments, stateOfRecovery, type Recovery } from './book.ts';

export const REVIEW_DAYS = 60;
export const SUIT_MONTHS = 6;
export const APPLICATION_MONTHS = 3;
export const REMINDER_DAYS = 10;

/** Last day of 行政复议: 60 days after the decision reached the firm (行政复议法 20). */
export const reviewEnds = (servedOn: PlainDate, calendar: WorkingCalendar): PlainDate | null =>
  workingDayOnOrAfter(addDays(servedOn, REVIEW_DAYS), calendar);

/** Last day of a suit: six months after it (行政诉讼法 46). */
export const suitEnds = (servedOn: PlainDate, calendar: WorkingCalendar): PlainDate | null =>
  workingDayOnOrAfter(monthsAfter(servedOn, SUIT_MONTHS), calendar);

/** Last day to pay after the decision reached the firm: natural days, as the place set them. */
export const payBy = (servedOn: PlainDate, payDays: number, calendar: WorkingCalendar): PlainDate | null =>
  workingDayOnOrAfter(addDays(servedOn, payDays), calendar);

/** Last day for a statement after 告知: working days, as the place set them. */
export const stateBy = (informedOn: PlainDate, days: number, calendar: WorkingCalendar): PlainDate | null =>
  addWorkingDays(informedOn, days, calendar);

/** The tenth day after the reminder reached the firm (行政强制法 54, 69). */
export const reminderEnds = (servedOn: PlainDate, calendar: WorkingCalendar): PlainDate | null =>
  addWorkingDays(servedOn, REMINDER_DAYS, calendar);

export interface ApplicationPeriod {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/**
 * When a court may be asked: from the day after both periods have passed (the suit's is the longer) and ten working days
 * after the reminder came, until three months after those periods (行政强制法 53, 54).
 */
export function applicationPeriod(
  {
    decisionServedOn,
    reminderServedOn,
  }: { readonly decisionServedOn: PlainDate; readonly reminderServedOn: PlainDate },
  calendar: WorkingCalendar,
): ApplicationPeriod | null {
  const [review, suit] = [reviewEnds(decisionServedOn, calendar), suitEnds(decisionServedOn, calendar)];
  const reminded = reminderEnds(reminderServedOn, calendar);
  if (review === null || suit === null || reminded === null) return null;
  const over = review > suit ? review : suit;
  const until = workingDayOnOrAfter(monthsAfter(over, APPLICATION_MONTHS), calendar);
  return until === null ? null : { from: addDays(over > reminded ? over : reminded, 1), until };
}

export type RecoveryDayKind = 'statement' | 'payment' | 'instalment' | 'reminder' | 'application';

export interface RecoveryDay {
  readonly kind: RecoveryDayKind;
  /** `null` without a calendar for its year. */
  readonly due: PlainDate | null;
}

/** What a recovery waits for now; empty where nothing runs. */
export function daysOfRecovery(recovery: Recovery, calendar: WorkingCalendar): readonly RecoveryDay[] {
  const { informed, stated, decided, served, reminderServed } = recovery;
  switch (stateOfRecovery(recovery)) {
    case 'informed':
      return stated === null && informed !== null ? [{ kind: 'statement', due: informed.act.stateBy }] : [];
    case 'served':
    case 'repaying':
      return served === null || decided === null
        ? []
        : [{ kind: 'payment', due: payBy(served.act.servedOn, decided.act.payDays, calendar) }];
    case 'instalments': {
      const next = openInstalments(recovery).find(({ openFen }) => openFen > 0);
      return next === undefined ? [] : [{ kind: 'instalment', due: next.dueOn }];
    }
    case 'urged': {
      if (served === null || reminderServed === null) return [];
      const on = { decisionServedOn: served.act.servedOn, reminderServedOn: reminderServed.act.servedOn };
      return [
        { kind: 'reminder', due: reminderEnds(on.reminderServedOn, calendar) },
        { kind: 'application', due: applicationPeriod(on, calendar)?.until ?? null },
      ];
    }
    case 'found':
    case 'decided':
    case 'applied':
    case 'suspended':
    case 'ended':
    case 'settled':
    case 'withdrawn':
      return [];
  }
}
